"""What the pages on casussen share: asking the services, telling what they refuse, keeping what is half typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import ExpertteamError, FieldError
from expertteam_app.services.concepten import Concepten
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.text import dag_cijfers, tijdstip
from expertteam_app.ui.widgets.form import Form

OWN_NOUNS = frozenset({"concept", "gebruiker"})
"""Tables whose change shows on no page about casussen."""


def concerns(nouns: frozenset[str]) -> bool:
    """Whether a change of these tables can show on a page about casussen; no table at all means everything."""
    return not nouns or bool(nouns - OWN_NOUNS)


def attempt(widget: QWidget, act: Callable[[], object]) -> bool:
    """Do something the services may refuse; says why in the window of `widget` and returns False when they do."""
    try:
        act()
    except ExpertteamError as error:
        show_error(widget, error)
        return False
    return True


def casus_by_number(sessie: Sessie, nummer: str) -> int | None:
    """The id of the casus with this number, or None."""
    rows = sessie.casussen.rows(sessie.casussen.find(CasusFilter(tekst=nummer, status="alle")))
    return next((row.id for row in rows if row.nummer == nummer), None)


def store_field(form: Form, key: str, act: Callable[[], object]) -> bool:
    """Store one changed field; a refusal stands under that field, and the keyboard stays where it is."""
    try:
        act()
    except FieldError as error:
        form.row(key).set_error(str(error))
        return False
    except ExpertteamError as error:
        show_error(form, error)
        return False
    return True


class Concept:
    """What is half typed under one key: kept in the kluis, so that a lock or a crash takes nothing away."""

    def __init__(self, concepten: Concepten, sleutel: str) -> None:
        self._concepten = concepten
        self._sleutel = sleutel
        self._kept: object = None

    def restore(self) -> tuple[Mapping[str, object], str] | None:
        """The values that were kept and when (``14:02``, with the day when that was not today), or None."""
        found = self._concepten.all().get(self._sleutel)
        if found is None or not isinstance(found[0], dict):
            return None
        self._kept = found[0]
        moment = datetime.fromisoformat(found[1]).astimezone()
        today = datetime.now().astimezone().date()
        when = tijdstip(moment) if moment.date() == today else f"{dag_cijfers(moment.date())} {tijdstip(moment)}"
        return found[0], when

    def keep(self, values: Mapping[str, object]) -> None:
        """Keep these values; the same as last time is not stored again."""
        plain = {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}
        if plain != self._kept:
            self._concepten.keep(self._sleutel, plain)
            self._kept = plain

    def clear(self) -> None:
        """Throw away what was kept."""
        if self._kept is not None:
            self._concepten.keep(self._sleutel, None)
            self._kept = None


def fill_form(form: Form, values: Mapping[str, object]) -> None:
    """Put kept values back in a form; keys it does not have are left out."""
    for key, value in values.items():
        if key not in form.values():
            continue
        form.set_draft(key, value)
