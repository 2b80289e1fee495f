"""Where a VTB stands in the one line of work of the JBT, and what is next: derived from what happened, never typed.

The line: ontvangen, compleet, gepland, uitgenodigd, tafel, verslag, ter reactie, vastgesteld, VTO of terugmelding,
gesloten (PRODUCT section 6.3, JBT-werkbank).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from expertteam_app.domain.zitting import ZittingStatus


class Fase(StrEnum):
    """A phase of a VTB; the value is what people read, the order is that of the work."""

    ONTVANGEN = "ontvangen"
    COMPLEET = "compleet"
    GEPLAND = "gepland"
    UITGENODIGD = "uitgenodigd"
    TAFEL = "tafel"
    VERSLAG = "verslag"
    TER_REACTIE = "ter reactie"
    VASTGESTELD = "vastgesteld"
    WACHT_OP_VERVOLG = "VTO of terugmelding"
    GESLOTEN = "gesloten"


FASEN = tuple(Fase)
"""All phases in the order of the work."""

NAAR_DE_RAAD = frozenset({"raadsonderzoek", "spoed"})
"""Besluiten with which a VTO goes to the Raad (DOMEIN section 4)."""

AANGEHOUDEN = "aangehouden"
"""The besluit with which a VTB comes back on a next table."""

VTO_AFGEWEZEN = "vto-afgewezen"
"""The result of the Raad with which its research never starts (CORV 1.0.9)."""


@dataclass(frozen=True, slots=True)
class Melding:
    """A terugmelding: when it is due, when it came, and the step that was chosen on it."""

    verwacht_op: date | None = None
    ontvangen_op: date | None = None
    vervolg_stap: str = ""


@dataclass(frozen=True, slots=True)
class BesluitGang:
    """What became of a besluit about one kind."""

    soort: str
    vto_verzonden: date | None = None
    onderzoek_gestart: date | None = None
    onderzoek_afgerond: date | None = None
    zaak_afgerond: date | None = None
    raad_resultaat: str = ""
    meldingen: tuple[Melding, ...] = ()

    @property
    def naar_de_raad(self) -> bool:
        """Whether a VTO goes with it: by the besluit itself, or because a terugmelding led to a raadsonderzoek."""
        return self.soort in NAAR_DE_RAAD or any(m.vervolg_stap == "raadsonderzoek" for m in self.meldingen)


@dataclass(frozen=True, slots=True)
class TafelGang:
    """The item of a VTB on the agenda of a zitting, and how far that zitting is."""

    datum: date
    status: str
    uitgenodigd: bool = False
    afgezegd: bool = False
    gesloten: bool = False
    ter_reactie: bool = False
    verzonden: bool = False
    punt_status: str = "open"
    besluiten: tuple[BesluitGang, ...] = ()

    @property
    def vast(self) -> bool:
        """Whether its verslag lies fast; a zitting of a list that was read in counts as such."""
        return self.status in (ZittingStatus.VASTGESTELD, ZittingStatus.INGELEZEN)

    @property
    def telt(self) -> bool:
        """Whether the VTB stands on this table: not called off, not parked, not held over to a next one."""
        if self.afgezegd or self.punt_status in ("geparkeerd", "teruggegeven"):
            return False
        held_over = self.vast and self.besluiten and all(b.soort == AANGEHOUDEN for b in self.besluiten)
        return not held_over


@dataclass(frozen=True, slots=True)
class Stap:
    """Something that is next: what, and by when it was promised (None: no day)."""

    tekst: str
    datum: date | None = None

    def laat(self, vandaag: date) -> bool:
        """Whether its day has passed."""
        return self.datum is not None and self.datum < vandaag


@dataclass(frozen=True, slots=True)
class Gang:
    """Where a VTB stands."""

    fase: Fase
    stappen: tuple[Stap, ...]

    @property
    def volgende(self) -> str:
        """The first step in words, with how many more there are."""
        if not self.stappen:
            return ""
        first = self.stappen[0]
        when = f" (vóór {first.datum:%d-%m-%Y})" if first.datum is not None else ""
        more = f" en nog {len(self.stappen) - 1}" if len(self.stappen) > 1 else ""
        return f"{first.tekst}{when}{more}"


def current(tafels: Iterable[TafelGang]) -> TafelGang | None:
    """The table on which a VTB stands: the last one that counts (they come in order of day)."""
    last = None
    for tafel in tafels:
        last = tafel if tafel.telt else None
    return last


def open_steps(besluit: BesluitGang) -> tuple[Stap, ...]:
    """What must still come on a besluit: the VTO, the Raad, the terugmelding."""
    return (*_raad_steps(besluit), *_melding_steps(besluit))


def _raad_steps(besluit: BesluitGang) -> tuple[Stap, ...]:
    if not besluit.naar_de_raad or besluit.raad_resultaat == VTO_AFGEWEZEN or besluit.zaak_afgerond:
        return ()
    if besluit.vto_verzonden is None:
        return (Stap("VTO verzenden"),)
    if besluit.onderzoek_afgerond is not None:
        return (Stap("zaak bij de Raad afronden"),)
    if besluit.onderzoek_gestart is None:
        return (Stap("start van het raadsonderzoek vastleggen"),)
    return (Stap("wachten op het raadsonderzoek"),)


def _melding_steps(besluit: BesluitGang) -> tuple[Stap, ...]:
    waiting = [m for m in besluit.meldingen if m.ontvangen_op is None]
    if waiting:
        return tuple(Stap("terugmelding vastleggen", m.verwacht_op) for m in waiting)
    if besluit.soort != "drang":
        return ()
    if not besluit.meldingen:
        return (Stap("dag van de terugmelding afspreken"),)
    return (Stap("volgende terugmelding afspreken"),) if besluit.meldingen[-1].vervolg_stap == "verlengen" else ()


def gang_of(
    *,
    vandaag: date,
    belemmeringen: Sequence[str],
    twijfel: int = 0,
    tafels: Iterable[TafelGang] = (),
    gesloten_op: date | None = None,
) -> Gang:
    """The phase of a VTB and what is next.

    Args:
        vandaag: the day of today.
        belemmeringen: what keeps it off the agenda, one sentence each.
        twijfel: fields that were recognised in a text and that nobody has looked at.
        tafels: its items on zittingen, in order of day.
        gesloten_op: the day it was closed.
    """
    if gesloten_op is not None:
        return Gang(Fase.GESLOTEN, ())
    doubt = (Stap("1 veld nakijken" if twijfel == 1 else f"{twijfel} velden nakijken"),) if twijfel else ()
    tafel = current(tafels)
    if tafel is None:
        if belemmeringen:
            return Gang(Fase.ONTVANGEN, (*doubt, *(Stap(_lacking(b)) for b in belemmeringen)))
        return Gang(Fase.COMPLEET, (*doubt, Stap("plannen")))
    fase, steps = _at_table(tafel, vandaag)
    return Gang(fase, (*doubt, *steps))


def _lacking(sentence: str) -> str:
    """What lacks, short enough for a list: "ontbreekt: Consultatie GI", "aanvullen: consultatie GI (het advies)"."""
    name, partly, lacks = sentence.removeprefix("De ").partition(" is nog niet volledig: ")
    if partly:
        return f"aanvullen: {name} ({lacks.rpartition(' ')[0]})"
    what = sentence.removeprefix("Nog niet vervuld: ").rstrip(".").partition(" (")[0]
    return f"ontbreekt: {what.removesuffix(' is geweest')}"


def _at_table(tafel: TafelGang, vandaag: date) -> tuple[Fase, tuple[Stap, ...]]:
    if tafel.vast:
        return _afterwards(tafel)
    if tafel.status == ZittingStatus.GEPLAND:
        return _before(tafel, vandaag)
    if tafel.ter_reactie or tafel.status == ZittingStatus.TER_REACTIE:
        return Fase.TER_REACTIE, (Stap("reacties afwachten, dan vaststellen"),)
    if not tafel.gesloten and tafel.datum >= vandaag:
        return Fase.TAFEL, (Stap("besluit per kind vastleggen"),)
    return Fase.VERSLAG, (Stap("verslag afmaken en vaststellen"),)


def _before(tafel: TafelGang, vandaag: date) -> tuple[Fase, tuple[Stap, ...]]:
    when = f"{tafel.datum:%d-%m-%Y}"
    if tafel.datum < vandaag:
        return Fase.TAFEL, (Stap(f"zitting van {when} beginnen of verplaatsen"),)
    if tafel.datum == vandaag:
        return Fase.TAFEL, (Stap("vandaag aan tafel"),)
    if not tafel.uitgenodigd:
        return Fase.GEPLAND, (Stap(f"uitnodigen voor {when}"),)
    return Fase.UITGENODIGD, (Stap(f"aan tafel op {when}"),)


def _afterwards(tafel: TafelGang) -> tuple[Fase, tuple[Stap, ...]]:
    waiting = tuple(step for besluit in tafel.besluiten for step in open_steps(besluit))
    dated = sorted((s for s in waiting if s.datum is not None), key=lambda s: s.datum or date.max)
    ordered = (*(s for s in waiting if s.tekst == "VTO verzenden"), *dated)
    rest = tuple(s for s in waiting if s not in ordered)
    unsent = () if tafel.verzonden or tafel.status == ZittingStatus.INGELEZEN else (Stap("verslag verzenden"),)
    if waiting:
        return Fase.WACHT_OP_VERVOLG, (*ordered, *rest, *unsent)
    return Fase.VASTGESTELD, unsent or (Stap("VTB sluiten"),)
