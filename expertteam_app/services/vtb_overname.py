"""Use cases on a VTB that came as text: recognise it, see who is known already, and take it over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from expertteam_app.db.queries.gezinnen import children_alike
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.herkenning import WAARSCHIJNLIJK, Kenmerken, compare, slips
from expertteam_app.domain.namen import Naam
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.domain.vtb_voorstel import VtbVoorstel
from expertteam_app.exchange.vtb_bestand import text_of
from expertteam_app.exchange.vtb_tekst import MAX_TEKST, recognise
from expertteam_app.services.context import Context
from expertteam_app.services.vtbs import Vtbs

NieuwKind = tuple[str, str, str, date | None]


@dataclass(frozen=True, slots=True)
class BekendKind:
    """A child in the kluis that looks like one that is being taken over: which (from 0), and why."""

    nummer: int
    jeugdige_id: int
    naam: str
    geboortedatum: date | None
    gezin_id: int
    gezin: str
    zekerheid: str
    redenen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overname:
    """A VTB as the user checked it.

    Attributes:
        velden: the other fields of the VTB by name.
        twijfel: the fields nobody has looked at yet.
        brontekst: the text it was recognised in.
        gezin_id: the gezin it is about, when that is in the kluis already.
        bekend: children that are in the kluis already, by their place in `kinderen`.
    """

    gezin: str
    gemeente: str
    ontvangen: date
    kinderen: tuple[NieuwKind, ...]
    indiener: str = ""
    velden: Mapping[str, object] = field(default_factory=dict)
    twijfel: tuple[str, ...] = ()
    brontekst: str = ""
    gezin_id: int | None = None
    bekend: Mapping[int, int] = field(default_factory=dict)


class VtbOvername:
    """Taking over a VTB from text. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def lees(self, path: Path) -> str:
        """The text of a file (.docx, .pdf or .txt).

        Raises:
            UserError: another kind of file, too large or not readable.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        return text_of(path)

    def herken(self, tekst: str) -> VtbVoorstel:
        """What a text says; nothing is stored. Never fails on a text."""
        self._context.actor.require(Right.ZITTING_WRITE)
        return recognise(tekst, self._context.lists["gemeenten"].codes, self._context.vandaag())

    def bekenden(self, kinderen: Sequence[NieuwKind], gemeente: str | None) -> tuple[BekendKind, ...]:
        """The children in the kluis that look like these, surest first.

        The same signs count as with a new casus: name, date of birth with its slips of the pen, and gemeente.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        found = []
        with self._context.read() as session:
            for nummer, (voornaam, tussen, achter, geboren) in enumerate(kinderen):
                if not voornaam and not achter:
                    continue
                days = {geboren, *slips(geboren)} if geboren is not None else set()
                new = Kenmerken(Naam(voornaam, tussen, achter), geboren, gemeente or None)
                for kind, gezin in children_alike(session, voornaam, tussen, achter, days):
                    old = Naam(kind.voornaam, kind.tussenvoegsel, kind.achternaam)
                    alike = compare(new, Kenmerken(old, kind.geboortedatum, kind.gemeente))
                    if alike.zekerheid is not None:
                        found.append(
                            BekendKind(
                                nummer,
                                kind.id,
                                kind.naam,
                                kind.geboortedatum,
                                gezin.id,
                                gezin.naam,
                                alike.zekerheid,
                                alike.redenen,
                            )
                        )
        return tuple(sorted(found, key=lambda b: (b.zekerheid != WAARSCHIJNLIJK, b.nummer, b.jeugdige_id)))

    def leg_vast(self, overname: Overname) -> int:
        """Register the VTB with everything that was recognised, as one act; returns its id.

        Raises:
            FieldError: a field that does not fit; as `Vtbs.add` and `Vtbs.change`.
            UserError: the gezin or a known child is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if len(overname.brontekst) > MAX_TEKST:
            raise FieldError("brontekst", "Deze tekst is te lang voor één VTB.", "Plak alleen het verzoek zelf.")
        nieuw = NieuweVtb(
            gezin=overname.gezin,
            gemeente=overname.gemeente,
            ontvangen=overname.ontvangen,
            indiener=overname.indiener,
            kinderen=overname.kinderen,
            gezin_id=overname.gezin_id,
            bekend=overname.bekend,
            velden=overname.velden,
            twijfel=overname.twijfel,
            brontekst=overname.brontekst,
        )
        return Vtbs(self._context).add(nieuw)
