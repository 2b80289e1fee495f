"""What reading the list of the RET and that of the JBT have in common: from bytes to rows to a proposal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from expertteam_app.domain.codelijst import Codelijst, fold
from expertteam_app.domain.errors import UserError
from expertteam_app.exchange.cellen import CHECK_EVERY, Cel, Check, Rij, Werkmap
from expertteam_app.exchange.dubbelen import compare_rows
from expertteam_app.exchange.herkenlijst import Herkenlijst
from expertteam_app.exchange.kolommen import (
    Kopregel,
    bsn_columns,
    cell_text,
    checked_mapping,
    find_header,
    propose_mapping,
)
from expertteam_app.exchange.rijlezer import Rijlezer, looks_like_formula
from expertteam_app.exchange.velden import JBT_VELDEN, LIJSTEN, RET_VELDEN
from expertteam_app.exchange.voorstel import ImportVoorstel, JbtRij, Quarantaine, RetRij, Twijfel, file_hash
from expertteam_app.exchange.werkblad import open_werkmap

Codelijsten = Mapping[str, Codelijst]
Progress = Callable[[int, int], None]
"""Called with (done, total) rows; total 0 while the file is being opened and its size is not known yet."""

_TOTALS = re.compile(r"(eind|sub)?tota(al|len)\b|aantal\b|gemiddeld")
_SAME_HEADINGS = 3
_OTHER_LIST = 1.3
"""The other kind of list is meant when its headings fit this much better."""
_TITLES = {"RET": "casuslijst van het RET", "JBT": "VTB-lijst van de JBT"}
_VELDEN = {"RET": RET_VELDEN, "JBT": JBT_VELDEN}
_PERSON = ("naam", "achternaam", "voornaam", "kind", "geboortedatum")
Row = TypeVar("Row", RetRij, JbtRij)


@dataclass(frozen=True, slots=True)
class Opdracht:
    """One file to read and how.

    Attributes:
        mapping: field to heading as the user chose it; None: find out.
        bsn: read BSNs; off unless the region switched it on.
        peildatum: the day on which the list is read; later dates have not happened.
        progress, check: see `Progress` and `cellen.Check`.
    """

    content: bytes
    filename: str
    lists: Codelijsten
    peildatum: date
    mapping: Mapping[str, str] | None = None
    bsn: bool = False
    progress: Progress | None = None
    check: Check | None = None

    def tick(self, done: int, total: int) -> None:
        """Report progress and look at the stop button.

        Raises:
            Cancelled: the user pressed stop.
        """
        if self.check is not None:
            self.check()
        if self.progress is not None:
            self.progress(done, total)


@dataclass(frozen=True)
class Lijst(Generic[Row]):
    """What sets one list apart: its fields, its codelijsten per field, and how a row is read.

    Attributes:
        lees: reads one row; the row counts only when the reader has no `redenen`.
        labels: field to the name of its codelijst, for the fields that hold a single code.
        samenhang: doubts that only show when all rows are known.
    """

    soort: str
    lees: Callable[[Rijlezer, Mapping[str, Herkenlijst]], Row]
    labels: Mapping[str, str]
    samenhang: Callable[[tuple[Row, ...]], tuple[Twijfel, ...]]


def read_list(opdracht: Opdracht, lijst: Lijst[Row]) -> ImportVoorstel:
    """Read a file into a proposal; nothing is stored and no formula is evaluated.

    Raises:
        UserError: the file cannot be read, holds no such list, or the mapping does not fit; names the remedy.
        Cancelled: the user pressed stop.
    """
    opdracht.tick(0, 0)
    werkmap = open_werkmap(opdracht.content, opdracht.filename, check=opdracht.check)
    kop = _header(werkmap, lijst.soort, chosen=opdracht.mapping is not None)
    return _Lezing(opdracht, lijst, werkmap, kop).voorstel()


def _header(werkmap: Werkmap, soort: str, *, chosen: bool) -> Kopregel:
    found = {name: find_header(werkmap.bladen, velden) for name, velden in _VELDEN.items()}
    kop, other = found[soort], found["JBT" if soort == "RET" else "RET"]
    if other is not None and not chosen and other.score > (kop.score if kop else 0) * _OTHER_LIST:
        raise UserError(
            f"Dit lijkt de {_TITLES['JBT' if soort == 'RET' else 'RET']}, niet de {_TITLES[soort]}.",
            "Kies bij het inlezen de andere soort lijst, of een ander bestand.",
        )
    if kop is None:
        raise UserError(
            "In dit bestand is geen regel met kolomkoppen gevonden.",
            "Zet boven de lijst een regel met koppen zoals naam, geboortedatum, gemeente en datum aanmelding.",
        )
    return kop


class _Lezing(Generic[Row]):
    """Reading one list: what was skipped and noticed on the way is kept for the notes."""

    def __init__(self, opdracht: Opdracht, lijst: Lijst[Row], werkmap: Werkmap, kop: Kopregel) -> None:
        self._opdracht = opdracht
        self._lijst: Lijst[Row] = lijst
        self._werkmap = werkmap
        self._kop = kop
        self._lists = {n: Herkenlijst(opdracht.lists[n], woorden=n == "gemeenten") for n in LIJSTEN}
        mapping = opdracht.mapping
        if mapping is None:
            mapping = propose_mapping(kop, _VELDEN[lijst.soort], self._lists, opdracht.peildatum)
        self._secret = frozenset() if opdracht.bsn else bsn_columns(kop, mapping)
        kept = {veld: kolom for veld, kolom in mapping.items() if kolom not in self._secret}
        self._mapping = checked_mapping(kept, kop, _VELDEN[lijst.soort])
        self._plaats = {veld: kop.kolommen.index(kolom) for veld, kolom in self._mapping.items()}
        self._headings = [kolom.casefold() for kolom in kop.kolommen]
        self._skipped: Counter[str] = Counter()
        self._formulas = 0

    def voorstel(self) -> ImportVoorstel:
        """Everything that was read, doubted, found double or kept out."""
        opdracht, lists = self._opdracht, self._opdracht.lists
        read: tuple[Row, ...]
        doubts: list[Twijfel]
        read, doubts, out = self._read_rows()
        doubles = compare_rows([row.regel for row in read], opdracht.check)
        return ImportVoorstel(
            soort=self._lijst.soort,
            bestand_hash=file_hash(opdracht.content),
            blad=self._kop.blad.naam,
            kopregel=self._kop.nummer,
            mapping=self._mapping,
            kolommen=self._kop.kolommen,
            labels={veld: {c.code: c.label for c in lists[name]} for veld, name in self._lijst.labels.items()},
            gelezen=read,
            twijfel=tuple(sorted((*doubts, *self._lijst.samenhang(read)), key=lambda doubt: doubt.rij)),
            dubbel=doubles,
            quarantaine=out,
            meldingen=self._notes(),
        )

    def _read_rows(self) -> tuple[tuple[Row, ...], list[Twijfel], tuple[Quarantaine, ...]]:
        rows = [rij for rij in self._kop.rijen if not self._is_skipped(rij)]
        read: list[Row] = []
        doubts: list[Twijfel] = []
        out: list[Quarantaine] = []
        for count, rij in enumerate(rows):
            if count % CHECK_EVERY == 0:
                self._opdracht.tick(count, len(rows))
            lezer = Rijlezer(rij, self._plaats, self._opdracht.peildatum, bsn=self._opdracht.bsn)
            row = self._lijst.lees(lezer, self._lists)
            self._formulas += sum(isinstance(cel, str) and looks_like_formula(cel) for cel in rij.cellen)
            if lezer.redenen:
                out.append(lezer.quarantaine(self._kop.kolommen, self._secret))
            else:
                read.append(row)
                doubts += lezer.twijfel
        self._opdracht.tick(len(rows), len(rows))
        return tuple(read), doubts, tuple(out)

    def _is_skipped(self, rij: Rij) -> bool:
        kind = self._kind_of_no_row(rij)
        if kind:
            self._skipped[kind] += 1
        return bool(kind)

    def _kind_of_no_row(self, rij: Rij) -> str:
        """Why a row is no casus: a total, the heading once more, a number waiting for a row, a loose note; or empty."""
        filled = [cel for cel in rij.cellen if cel is not None]
        pairs = zip(rij.cellen, self._headings, strict=False)
        if sum(isinstance(cel, str) and cel.casefold() == heading for cel, heading in pairs) >= _SAME_HEADINGS:
            return "herhaalde kopregel"
        first = next(i for i, cel in enumerate(rij.cellen) if cel is not None)
        if _TOTALS.match(fold(cell_text(filled[0]))) and all(_is_count(cel) for cel in rij.cellen[first + 1 :]):
            return "totaalregel"
        fields = {v for v, i in self._plaats.items() if i < len(rij.cellen) and rij.cellen[i] is not None}
        if fields and fields <= {"nr"}:
            return "regel met alleen een nummer of notitie"
        return "losse notitie" if len(filled) == 1 and not fields & set(_PERSON) else ""

    def _notes(self) -> tuple[str, ...]:
        kop = self._kop
        notes = [f"Gelezen: blad “{kop.blad.naam}”, kopregel op regel {kop.nummer}.", *self._werkmap.meldingen]
        notes += [f"Het blad “{b.naam}” is niet gelezen." for b in self._werkmap.bladen if b is not kop.blad]
        numbers = [rij.nummer for rij in kop.rijen]
        blank = max(numbers) - kop.nummer - len(numbers) if numbers else 0
        skipped = {"lege regel": blank, **self._skipped}
        counted = ", ".join(f"{count} × {kind}" for kind, count in skipped.items() if count)
        if counted:
            notes.append(f"Overgeslagen: {counted}.")
        if not numbers:
            notes.append("Onder de kopregel staan geen regels.")
        if self._secret:
            notes.append(f"Niet gelezen omdat er BSN’s in staan: {_quoted(self._secret)}.")
        rest = [k for k in kop.kolommen if k not in {*self._mapping.values(), *self._secret}]
        if rest:
            notes.append(f"Niet herkend en niet gelezen: {_quoted(rest)}.")
        if self._formulas:
            notes.append(
                f"{self._formulas} cellen beginnen als een formule (= @ +); de tekst is letterlijk overgenomen en "
                "wordt nooit uitgerekend."
            )
        return tuple(notes)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in sorted(names))


def _is_count(cel: Cel) -> bool:
    """Whether a cell may stand in a row of totals: empty, a number or a formula."""
    return not isinstance(cel, str) or cel.startswith("=") or cel.replace(",", "").replace(".", "").isdigit()
