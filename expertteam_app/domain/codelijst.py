"""A codelijst: a versioned list of codes with labels and the words people write for them.

Lists ship as TOML in ``resources/codelijsten``. A record keeps code *and* list version, so that a change of the list
never alters what was recorded.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType


def fold(text: str) -> str:
    """The text without case, diacritics, punctuation and double spaces, for comparing what people typed.

    >>> fold("  Gez.huis ")
    'gez huis'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^0-9a-z+]+", " ", plain.casefold()).split())


@dataclass(frozen=True, slots=True)
class Code:
    """One entry: the code, its label and everything the list says about it (``extra``)."""

    code: str
    label: str
    omschrijving: str = ""
    synoniemen: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Codelijst:
    """A list with its version, source and the day from which it holds."""

    naam: str
    titel: str
    versie: str
    bron: str
    geldig_vanaf: date
    codes: tuple[Code, ...]

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def get(self, code: str) -> Code | None:
        """The entry with this code, or None."""
        return next((c for c in self.codes if c.code == code), None)

    def label(self, code: str) -> str:
        """The label of a code; the code itself where this version of the list does not know it."""
        entry = self.get(code)
        return entry.label if entry else code

    def recognise(self, text: str) -> Code | None:
        """The one entry whose code, label or synonym equals the text after `fold`; None when none or several do."""
        wanted = fold(text)
        if not wanted:
            return None
        found = {
            entry.code: entry
            for entry in self.codes
            if wanted in {fold(w) for w in (entry.code, entry.label, *entry.synoniemen)}
        }
        return next(iter(found.values())) if len(found) == 1 else None


def parse_codelijst(text: str) -> Codelijst:
    """Read a codelijst from TOML text.

    Keys at the top: ``naam, titel, versie, bron, geldig_vanaf`` (a TOML date); then ``[[code]]`` tables with
    ``code, label`` and optionally ``omschrijving``, ``synoniemen`` (list of texts); any other text key lands in
    ``extra``.

    Raises:
        ValueError: the text is no TOML, a key is missing, or a code occurs twice; names the list and the code.
    """
    data = tomllib.loads(text)
    try:
        codes = tuple(
            Code(
                code=row["code"],
                label=row["label"],
                omschrijving=row.get("omschrijving", ""),
                synoniemen=tuple(row.get("synoniemen", ())),
                extra=MappingProxyType(
                    {k: str(v) for k, v in row.items() if k not in {"code", "label", "omschrijving", "synoniemen"}}
                ),
            )
            for row in data["code"]
        )
        lijst = Codelijst(data["naam"], data["titel"], data["versie"], data["bron"], data["geldig_vanaf"], codes)
    except KeyError as missing:
        raise ValueError(f"Codelijst {data.get('naam', '?')}: {missing} ontbreekt.") from missing
    seen: set[str] = set()
    for entry in codes:
        if entry.code in seen:
            raise ValueError(f"Codelijst {lijst.naam}: code {entry.code} staat er twee keer in.")
        seen.add(entry.code)
    return lijst
