"""The part of the impasse-radar that looks at the tables: coming zittingen, mandaat, and what must come back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from expertteam_app.domain.inzicht import Aandacht
from expertteam_app.domain.opvolging import OpvolgingInfo
from expertteam_app.domain.radar import Peil
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.domain.zitting import Mandaat

COMING = 3
"""How many coming zittingen stand above the signals."""
GEEN_MANDAAT = "Voor deze gemeente geldt op die dag geen enkel mandaat (DOMEIN 3)."


@dataclass(frozen=True, slots=True)
class ZittingFeiten:
    """A coming zitting that is not vastgesteld yet."""

    zitting_id: int
    nummer: str
    soort: str
    datum: date
    begintijd: str
    punten: int


@dataclass(frozen=True, slots=True)
class MandaatFeiten:
    """The mandaat of a person who still works at a table."""

    mandaat_id: int
    persoon: str
    mandaat: Mandaat


@dataclass(frozen=True, slots=True)
class VtbFeiten:
    """What must still come back on a besluit of the JBT; `datum` is when it is due, or when it was decided."""

    vtb_id: int
    nummer: str
    zitting_id: int
    datum: date


def zittingen(coming: Iterable[ZittingFeiten], peil: Peil) -> Iterator[Aandacht]:
    """The first zittingen to come; no signal, it stands above them."""
    ordered = sorted(coming, key=lambda z: (z.datum, z.begintijd, z.zitting_id))
    for zitting in ordered[:COMING]:
        today = zitting.datum == peil.vandaag
        when = "vandaag" if today else f"op {zitting.datum:%d-%m-%Y}"
        time = f" om {zitting.begintijd}" if zitting.begintijd else ""
        yield Aandacht(
            "zitting",
            f"{zitting.nummer}: {zitting.soort} {when}{time}",
            f"{zitting.punten} op de agenda",
            zitting.datum,
            zitting_id=zitting.zitting_id,
            dringend=today,
            waarom=Vraag(Over.ZITTING, zitting.zitting_id),
        )


def mandaten(facts: Collection[MandaatFeiten], peil: Peil, gemeenten: Mapping[str, str]) -> Iterator[Aandacht]:
    """A mandaat lapses within `mandaat_dagen` kalenderdagen, and the same person has no next one for that gemeente."""
    for fact in facts:
        mandaat = fact.mandaat
        until = mandaat.tot
        if until is None or not peil.vandaag <= until <= peil.vandaag + timedelta(days=peil.drempels.mandaat_dagen):
            continue
        after = until + timedelta(days=1)
        same = (m.mandaat for m in facts if m.mandaat.persoon_id == mandaat.persoon_id)
        if any(m.gemeente == mandaat.gemeente and m.valid_on(after) for m in same):
            continue
        yield Aandacht(
            "mandaat",
            f"Mandaat van {fact.persoon} voor {gemeenten.get(mandaat.gemeente, mandaat.gemeente)} loopt af",
            "daarna kan deze persoon geen besluit van het RET definitief maken",
            until,
            persoon_id=mandaat.persoon_id,
            sleutel=f"mandaat:{fact.mandaat_id}:{until}",
            waarom=Vraag(Over.MANDAAT, fact.mandaat_id),
        )


def zonder_mandaat(
    zitting: ZittingFeiten,
    open_per_gemeente: Mapping[str, int],
    op_agenda: Collection[str],
    facts: Collection[MandaatFeiten],
    gemeenten: Mapping[str, str],
) -> Iterator[Aandacht]:
    """Gemeenten with open casussen for which nobody has a mandaat on the day of the next RET (DOMEIN section 3).

    Args:
        zitting: the next zitting of the RET.
        open_per_gemeente: how many open casussen each gemeente has.
        op_agenda: the gemeenten of the casussen on its agenda; for those it cannot wait.
        facts: the mandaten of people who still work at a table.
        gemeenten: label of each gemeente by code.
    """
    held = {m.mandaat.gemeente for m in facts if m.mandaat.valid_on(zitting.datum)}
    for gemeente, count in sorted(open_per_gemeente.items()):
        if gemeente in held:
            continue
        urgent = gemeente in op_agenda
        name = gemeenten.get(gemeente, gemeente)
        casussen = "1 open casus" if count == 1 else f"{count} open casussen"
        rest = " en staat op de agenda" if urgent else ""
        yield Aandacht(
            "geen-mandaat",
            f"{name}: niemand heeft mandaat op {zitting.datum:%d-%m-%Y} ({zitting.nummer})",
            f"deze gemeente heeft {casussen}{rest}; zonder mandaat blijft een besluit onder voorbehoud",
            zitting.datum,
            zitting_id=zitting.zitting_id,
            dringend=urgent,
            sleutel=f"geen-mandaat:{gemeente}:{zitting.zitting_id}:{zitting.datum}:{'agenda' if urgent else 'open'}",
            waarom=Vraag(Over.ZITTING, zitting.zitting_id, tekst=GEEN_MANDAAT),
        )


def terugmelding(fact: VtbFeiten, peil: Peil) -> Aandacht | None:
    """A terugmelding of a besluit drang is late, or due within `terugmelding_dagen` kalenderdagen."""
    due = fact.datum
    if due > peil.vandaag + timedelta(days=peil.drempels.terugmelding_dagen):
        return None
    late = due < peil.vandaag
    return Aandacht(
        "terugmelding",
        f"{fact.nummer}: terugmelding {'had er moeten zijn' if late else 'verwacht'} op {due:%d-%m-%Y}",
        "afgesproken bij het besluit van de JBT",
        due,
        zitting_id=fact.zitting_id,
        vtb_id=fact.vtb_id,
        dringend=late,
        sleutel=f"terugmelding:{fact.vtb_id}:{due}:{'laat' if late else 'komt'}",
        waarom=Vraag(Over.TERUGMELDING, fact.vtb_id, datum=due),
    )


def terugkijken(info: OpvolgingInfo, peil: Peil) -> Aandacht | None:
    """A look back at an advice of the RET is due: carried out, did it help, and who says so (DOMEIN section 3)."""
    if info.verwacht_op > peil.vandaag:
        return None
    return Aandacht(
        "terugkijken",
        f"{info.casus_nummer}: {info.moment} na het advies; is het uitgevoerd en heeft het geholpen?",
        "afgesproken moment om terug te kijken op het advies van het RET",
        info.verwacht_op,
        zitting_id=info.zitting_id,
        sleutel=f"terugkijken:{info.id}",
        waarom=Vraag(Over.TERUGKIJKEN, info.id),
    )


def vto(fact: VtbFeiten, peil: Peil) -> Aandacht:
    """A besluit raadsonderzoek without a VTO to the Raad (DOMEIN section 4)."""
    days = max(0, (peil.vandaag - fact.datum).days)
    ago = "vandaag" if not days else "1 dag geleden" if days == 1 else f"{days} dagen geleden"
    return Aandacht(
        "vto",
        f"{fact.nummer}: het VTO is nog niet naar de Raad",
        f"besluit raadsonderzoek op {fact.datum:%d-%m-%Y}, {ago}",
        fact.datum,
        zitting_id=fact.zitting_id,
        vtb_id=fact.vtb_id,
        dringend=True,
        sleutel=f"vto:{fact.vtb_id}:{fact.datum}",
        waarom=Vraag(Over.VTO, fact.vtb_id),
    )
