"""What may be written in the log of a casus, and what may be taken out of it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from expertteam_app.domain.casus import VROEGSTE_DATUM, CasusStand, expected_end, fold, misfit
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort, in_force

_NEEDS_OPEN = frozenset({Soort.STAP_BEGONNEN, Soort.GEPAUZEERD, Soort.HERVAT, Soort.AFGESLOTEN, Soort.MODEL_GEWIJZIGD})


def check_event(event: Gebeurtenis, log: tuple[Gebeurtenis, ...], *, vandaag: date, geboortedatum: date | None) -> None:
    """Refuse an event that cannot be true.

    Raises:
        FieldError: the event lies in the future, before the birth, before the aanmelding or before the event it
            depends on (the step it ends, the pause it ends, the closing, the inbreng at BOEG), or does not fit the
            stand (closing twice, resuming what was not paused).
    """
    dag = event.datum
    if dag > vandaag:
        raise FieldError("datum", "Deze datum ligt in de toekomst.", "Leg alleen vast wat gebeurd is.")
    if dag < VROEGSTE_DATUM:
        raise FieldError("datum", f"Deze datum ligt vóór {VROEGSTE_DATUM.year}.", "Controleer het jaartal.")
    if geboortedatum is not None and dag < geboortedatum:
        raise FieldError("datum", "Deze datum ligt vóór de geboorte.", "Controleer de datum of de geboortedatum.")
    stand = fold(log)
    if event.soort is not Soort.AANMELDING and stand.aangemeld is not None and dag < stand.aangemeld:
        raise FieldError(
            "datum",
            f"Deze datum ligt vóór de aanmelding op {stand.aangemeld:%d-%m-%Y}.",
            "Kies de dag van aanmelding of later.",
        )
    if event.soort is Soort.HEROPEND:
        _check_reopening(event, stand)
    if event.soort in _NEEDS_OPEN:
        _check_open(event, stand)
    if event.soort is Soort.GEPAUZEERD:
        _check_pause(event)
    if event.soort is Soort.BOEG_TERUGGEKOPPELD:
        _check_boeg(event, log)
    _check_place(event, log)


def check_retraction(volgnummer: int, log: tuple[Gebeurtenis, ...]) -> None:
    """Refuse to retract an event that others rest on, or that is no event to retract.

    Raises:
        FieldError: no such event, retracted already, the aanmelding itself, a move to another version of the ladder,
            or a later event would lose its ground (the text names it).
    """
    target = next((e for e in in_force(log) if e.volgnummer == volgnummer), None)
    if target is None or target.soort is Soort.AANMELDING:
        raise FieldError("gebeurtenis", "Deze gebeurtenis kan niet worden ingetrokken.")
    if target.soort is Soort.MODEL_GEWIJZIGD:
        raise FieldError(
            "gebeurtenis",
            "De overgang naar een andere versie van het model kan niet worden ingetrokken.",
            f"Zet de casus terug naar versie {target.tekst('van')}.",
        )
    left = tuple(e for e in log if e.volgnummer != volgnummer)
    lost = misfit(left)
    if lost is not None and misfit(log) is None:
        raise FieldError(
            "gebeurtenis",
            f"Zonder deze gebeurtenis klopt “{lost.titel}” van {lost.datum:%d-%m-%Y} niet meer.",
            "Trek eerst die gebeurtenis in.",
        )
    if fold(left).stap is None and fold(log).stap is not None:
        raise FieldError(
            "gebeurtenis", "Zonder deze gebeurtenis staat de casus op geen enkele stap.", "Kies eerst de juiste stap."
        )


def _check_place(event: Gebeurtenis, log: tuple[Gebeurtenis, ...]) -> None:
    """Refuse a date on which the event would land between others that it contradicts."""
    number = max((e.volgnummer for e in log), default=0) + 1
    placed = replace(event, volgnummer=number)
    wrong = misfit((*log, placed))
    if wrong is None or misfit(log) is not None:
        return
    if wrong == placed:
        raise FieldError("datum", "Deze datum past niet bij wat er al op de tijdlijn staat.", "Kies een latere datum.")
    raise FieldError(
        "datum",
        f"Deze datum past niet bij “{wrong.titel}” van {wrong.datum:%d-%m-%Y}, dat al op de tijdlijn staat.",
        f"Kies {wrong.datum:%d-%m-%Y} of later.",
    )


def _check_reopening(event: Gebeurtenis, stand: CasusStand) -> None:
    if not stand.gesloten:
        raise FieldError("datum", "Deze casus is niet gesloten en kan dus niet worden heropend.")
    if stand.afgesloten_op is not None and event.datum < stand.afgesloten_op:
        raise FieldError(
            "datum",
            "Heropenen kan niet vóór de dag van afsluiten.",
            f"Kies {stand.afgesloten_op:%d-%m-%Y} of later.",
        )


def _check_pause(event: Gebeurtenis) -> None:
    expected = expected_end(event)
    if expected is not None and expected < event.datum:
        raise FieldError(
            "verwacht_tot", "Het verwachte einde ligt vóór het begin van de pauze.", "Kies een latere dag of laat leeg."
        )


def _check_boeg(event: Gebeurtenis, log: tuple[Gebeurtenis, ...]) -> None:
    """BOEG answers only what was brought in: an answer comes on the day of the inbreng or later (klok D7)."""
    days = [e.datum for e in in_force(log) if e.soort is Soort.BOEG_INGEBRACHT]
    if not days:
        raise FieldError(
            "soort",
            "Er is nog niet vastgelegd dat deze casus bij BOEG is ingebracht.",
            "Leg eerst die mijlpaal vast.",
        )
    if event.datum < min(days):
        raise FieldError(
            "datum",
            "De terugkoppeling kan niet vóór de inbreng bij BOEG liggen.",
            f"Kies {min(days):%d-%m-%Y} of later.",
        )


def _check_open(event: Gebeurtenis, stand: CasusStand) -> None:
    if stand.gesloten:
        raise FieldError("datum", "Deze casus is gesloten.", "Heropen de casus eerst.")
    if stand.stap_sinds is not None and event.datum < stand.stap_sinds:
        raise FieldError(
            "datum",
            f"Deze datum ligt vóór het begin van stap {stand.stap}.",
            f"Kies {stand.stap_sinds:%d-%m-%Y} of later.",
        )
    if stand.genummerd_op is not None and event.datum < stand.genummerd_op:
        raise FieldError(
            "datum",
            "Op deze datum had de casus nog een andere versie van het model.",
            f"Kies {stand.genummerd_op:%d-%m-%Y} of later.",
        )
    if event.soort is Soort.GEPAUZEERD and stand.gepauzeerd is not None:
        raise FieldError("datum", "Deze casus is al gepauzeerd.", "Hervat de casus eerst.")
    if event.soort is Soort.HERVAT:
        if stand.gepauzeerd is None:
            raise FieldError("datum", "Deze casus is niet gepauzeerd.")
        if event.datum < stand.gepauzeerd.van:
            raise FieldError(
                "datum",
                "Hervatten kan niet vóór het begin van de pauze.",
                f"Kies {stand.gepauzeerd.van:%d-%m-%Y} of later.",
            )
    if event.soort is Soort.AFGESLOTEN and not event.gegevens.get("uitkomst"):
        raise FieldError("uitkomst", "Kies een uitkomst: zonder uitkomst leert de regio niets van deze casus.")
