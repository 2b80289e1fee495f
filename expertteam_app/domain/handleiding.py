"""The handleiding as data: chapters with a head that says for whom and for which page, and the words of the field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from expertteam_app.domain.codelijst import fold

IEDEREEN: Final = "iedereen"
_HEAD: Final = re.compile(r"\A---\n(?P<head>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_MARKS: Final = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|\[(?P<link>[^\]]*)\]\([^)]*\)|[*`#|]+|^\s*(?:-|\d+\.)\s+", re.MULTILINE
)
_AROUND: Final = 60
"""Characters shown on each side of what was found."""


@dataclass(frozen=True, slots=True)
class Hoofdstuk:
    """One chapter.

    Attributes:
        slug: its name in links and of its file.
        rollen: roles of `Rol` it is for; empty: everyone.
        paginas: the pages (``beheer``) and parts of pages (``beheer:Bewaren``) of which F1 opens it.
        tekst: Markdown, without the title.
    """

    slug: str
    titel: str
    rollen: tuple[str, ...]
    paginas: tuple[str, ...]
    tekst: str

    @property
    def kaal(self) -> str:
        """The words alone, on one line."""
        return " ".join(_MARKS.sub(lambda m: f" {m['link'] or ''} ", self.tekst).split())


@dataclass(frozen=True, slots=True)
class Vondst:
    """A chapter in which every typed word stands, and words around the first of them."""

    hoofdstuk: Hoofdstuk
    fragment: str


@dataclass(frozen=True, slots=True)
class Woord:
    """A word of the field with its meaning; `ook`: what else it is called; `bron`: law article or document."""

    woord: str
    uitleg: str
    ook: tuple[str, ...] = ()
    bron: str = ""


def parse_hoofdstuk(slug: str, text: str) -> Hoofdstuk:
    """A chapter from its file.

    Raises:
        ValueError: it has no head, or none of its lines is ``titel:``.
    """
    found = _HEAD.match(text.replace("\r\n", "\n"))
    if found is None:
        raise ValueError(f"{slug}: no head")
    fields = dict(line.split(":", 1) for line in found["head"].splitlines() if ":" in line)
    titel = fields.get("titel", "").strip()
    if not titel:
        raise ValueError(f"{slug}: no title")
    rollen = tuple(rol for rol in _listed(fields.get("rollen", "")) if rol != IEDEREEN)
    return Hoofdstuk(slug, titel, rollen, _listed(fields.get("paginas", "")), found["body"].strip())


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def chapter_for(hoofdstukken: Iterable[Hoofdstuk], pagina: str, deel: str = "") -> Hoofdstuk | None:
    """The chapter of a part of a page, else that of the page; None when there is neither."""
    by_place = {place: h for h in hoofdstukken for place in h.paginas}
    return by_place.get(f"{pagina}:{deel}") or by_place.get(pagina)


def search(hoofdstukken: Iterable[Hoofdstuk], typed: str) -> list[Vondst]:
    """The chapters in which every typed word begins a word: those with all of them in the title first."""
    words = fold(typed).split()
    if not words:
        return []
    found: list[tuple[bool, Vondst]] = []
    for each in hoofdstukken:
        title, whole = f" {fold(each.titel)}", f" {fold(f'{each.titel} {each.kaal}')}"
        if all(f" {word}" in whole for word in words):
            found.append((not all(f" {word}" in title for word in words), Vondst(each, _fragment(each.kaal, words[0]))))
    return [vondst for _title, vondst in sorted(found, key=lambda pair: pair[0])]


def _fragment(text: str, word: str) -> str:
    """Words around the first that begins with a folded word; the beginning where only the title holds it."""
    at = next((m.start() for m in re.finditer(r"\w+", text) if fold(m[0]).startswith(word)), 0)
    start = text.rfind(" ", 0, max(0, at - _AROUND)) + 1
    end = text.find(" ", at + _AROUND)
    end = len(text) if end < 0 else end
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def parse_woorden(text: str) -> tuple[Woord, ...]:
    """The glossary from TOML, in the order of the alphabet.

    Raises:
        ValueError: a word has no meaning, or stands in it twice.
    """
    words = [
        Woord(str(w["woord"]), str(w.get("uitleg", "")), tuple(w.get("ook", ())), str(w.get("bron", "")))
        for w in tomllib.loads(text).get("woord", [])
    ]
    names = [fold(w.woord) for w in words]
    if any(not w.uitleg for w in words) or len(set(names)) < len(names):
        raise ValueError("woordenlijst")
    return tuple(sorted(words, key=lambda w: fold(w.woord)))


def words_as_text(woorden: Sequence[Woord]) -> str:
    """The glossary as Markdown, to stand under its chapter."""
    lines = []
    for w in woorden:
        also = f" Ook: {', '.join(w.ook)}." if w.ook else ""
        source = f" ({w.bron})" if w.bron else ""
        lines.append(f"**{w.woord}**: {w.uitleg}{also}{source}")
    return "\n\n".join(lines)
