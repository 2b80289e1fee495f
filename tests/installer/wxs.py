"""Weighs a recipe for an msi: what may stand in it, where, and whether everything it points at is there.

The schema of WiX itself is in no package that this project may take. This is a stricter one of our own: only the words
that this recipe needs, each with exactly the attributes that it may and must have. That WiX takes it is seen on Windows
alone; that it gives a right database is seen here, by wixl.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from dataclasses import dataclass
from xml.etree.ElementTree import Element

WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
UTIL = "{http://schemas.microsoft.com/wix/UtilExtension}"


@dataclass(frozen=True, slots=True)
class Word:
    """One element: where it may stand, and which attributes it must and may have."""

    within: frozenset[str]
    must: frozenset[str]
    may: frozenset[str] = frozenset()


def word(within: str, must: str = "", may: str = "") -> Word:
    return Word(frozenset(within.split()), frozenset(must.split()), frozenset(may.split()))


WORDS = {
    f"{WIX}Wix": word(""),
    f"{WIX}Fragment": word("Wix"),
    f"{WIX}Product": word("Wix", "Id Name Language Codepage Version Manufacturer UpgradeCode"),
    f"{WIX}Package": word(
        "Product",
        "InstallerVersion Compressed InstallScope Languages SummaryCodepage Manufacturer Description Comments Keywords",
    ),
    f"{WIX}MajorUpgrade": word("Product", "DowngradeErrorMessage"),
    f"{WIX}Media": word("Product", "Id Cabinet EmbedCab"),
    f"{WIX}Condition": word("Product", "Message"),
    f"{WIX}Icon": word("Product", "Id SourceFile"),
    f"{WIX}Property": word("Product", "Id Value"),
    f"{WIX}Directory": word("Product Directory DirectoryRef", "Id", "Name"),
    f"{WIX}DirectoryRef": word("Product Fragment", "Id"),
    f"{WIX}Component": word("Directory DirectoryRef", "Id Guid Win64"),
    f"{WIX}CreateFolder": word("Component"),
    f"{WIX}PermissionEx": word("CreateFolder", "Id Sddl"),
    f"{WIX}File": word("Component", "Id Name Source KeyPath"),
    f"{WIX}Shortcut": word("File", "Id Directory Name WorkingDirectory Description Icon Advertise"),
    f"{WIX}Feature": word("Product", "Id Title Level Absent AllowAdvertise"),
    f"{WIX}ComponentRef": word("Feature ComponentGroup", "Id"),
    f"{WIX}ComponentGroup": word("Fragment", "Id"),
    f"{WIX}ComponentGroupRef": word("Feature", "Id"),
    f"{UTIL}CloseApplication": word(
        "Product",
        "Id Target Timeout TerminateProcess PromptToContinue RebootPrompt",
        "CloseMessage ElevatedCloseMessage EndSessionMessage ElevatedEndSessionMessage",
    ),
}
IDENTIFIER = re.compile(r"[A-Za-z_][\w.]{0,71}")
REFERENCES = {
    "ComponentRef": ("Id", "Component"),
    "ComponentGroupRef": ("Id", "ComponentGroup"),
    "DirectoryRef": ("Id", "Directory"),
    "Shortcut": ("Directory", "Directory"),
}


def bare(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]


def problems(*roots: Element) -> list[str]:
    """What is not right about the files of one recipe, in words."""
    placed = [("", root) for root in roots]
    everything: list[Element] = []
    wrong: list[str] = []
    while placed:
        parent, element = placed.pop(0)
        everything.append(element)
        placed += [(bare(element.tag), child) for child in element]
        wrong += _weighed(parent, element)
    return wrong + _identities(everything) + _references(everything)


def _weighed(parent: str, element: Element) -> list[str]:
    known, name = WORDS.get(element.tag), f"{bare(element.tag)} {element.get('Id', '')}".strip()
    if known is None:
        return [f"{name}: onbekend"]
    wrong = [] if parent in known.within or not (parent or known.within) else [f"{name}: hoort niet in {parent}"]
    said = frozenset(element.keys())
    wrong += [f"{name}: {each} ontbreekt" for each in sorted(known.must - said)]
    return wrong + [f"{name}: {each} kennen wij niet" for each in sorted(said - known.must - known.may)]


def _identities(everything: list[Element]) -> list[str]:
    kinds = [(bare(each.tag), each) for each in everything]
    named = Counter((kind, each.get("Id")) for kind, each in kinds if kind not in {"ComponentRef", "DirectoryRef"})
    wrong = [f"{kind} {name}: dubbel" for (kind, name), times in named.items() if name and times > 1]
    guids = Counter(str(each.get("Guid")).upper() for kind, each in kinds if kind == "Component")
    for guid, times in guids.items():
        try:
            uuid.UUID(guid)
        except ValueError:
            wrong.append(f"{guid}: geen GUID")
        if times > 1:
            wrong.append(f"{guid}: dubbel")
    for kind, each in kinds:
        name = each.get("Id")
        if name and kind not in {"Product", "Media"} and not IDENTIFIER.fullmatch(name):
            wrong.append(f"{kind} {name}: geen naam voor Windows Installer")
        if kind == "Component" and not _one_thing(each):
            wrong.append(f"{kind} {name}: niet precies een bestand of een map")
    return wrong


def _one_thing(component: Element) -> bool:
    """Whether a component is one file by which Windows knows it, or a folder that is made."""
    if {bare(child.tag) for child in component} == {"CreateFolder"}:
        return True
    return [child.get("KeyPath") for child in component] == ["yes"]


def _references(everything: list[Element]) -> list[str]:
    there = {(bare(each.tag), each.get("Id")) for each in everything}
    wrong = []
    for each in everything:
        attribute, kind = REFERENCES.get(bare(each.tag), ("", ""))
        if kind and (kind, each.get(attribute)) not in there:
            wrong.append(f"{bare(each.tag)} {each.get(attribute)}: wijst nergens naar")
    used = {each.get("Id") for each in everything if bare(each.tag) == "ComponentRef"}
    loose = {name for kind, name in there if kind == "Component"} - used
    return wrong + [f"Component {name}: in geen onderdeel" for name in sorted(map(str, loose))]
