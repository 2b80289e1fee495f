"""What every part of the RET and JBT pages shares: the session, the work beside the window, errors and concepten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.codelijst import Code
from expertteam_app.domain.errors import ExpertteamError, FieldError
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.work import Work

TAFEL_NAMEN = {ZittingSoort.RET: "het RET", ZittingSoort.JBT: "de JBT"}
"""The tables with their article, for in a sentence."""


class Tafel(QObject):
    """The kluis as the parts of one page use it.

    Emits `changed` after each act of this page that succeeded, so that the page reads again what it shows.
    """

    changed = Signal()

    def __init__(self, sessie: Sessie, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sessie = sessie
        self.work = work

    @property
    def can_write(self) -> bool:
        """Whether this user may change zittingen and VTB's."""
        return self.sessie.actor.can(Right.ZITTING_WRITE)

    def today(self) -> date:
        """The day of today, as the services count it."""
        return self.sessie.context.vandaag()

    def concept(self, sleutel: str) -> Concept:
        """What is half typed under a key of the RET and JBT pages."""
        return Concept(self.sessie.concepten, sleutel)

    def codes(self, lijst: str) -> tuple[Code, ...]:
        """The codes of a codelijst."""
        return self.sessie.lists[lijst].codes

    def label(self, lijst: str, code: str) -> str:
        """The words of a code, empty for no code."""
        return self.sessie.lists[lijst].label(code) if code else ""

    def attempt(self, act: Callable[[], object], place: QWidget, form: Form | None = None, key: str = "") -> bool:
        """Do one thing and tell the page; say in place why it could not be done.

        Args:
            act: a call of a service.
            place: where on the screen this happens; the message goes to the window of it.
            form: shows a `FieldError` about a field it has.
            key: the field of `form` that was handed on, for an error that names no field of the form.
        """
        try:
            act()
        except FieldError as error:
            if not show_field_error(error, form, key):
                show_error(place, error)
            return False
        except ExpertteamError as error:
            show_error(place, error)
            return False
        self.changed.emit()
        return True

    def look(self, act: Callable[[], object], place: QWidget) -> bool:
        """Do something that changes nothing; say in place why it could not be done."""
        try:
            act()
        except ExpertteamError as error:
            show_error(place, error)
            return False
        return True


def show_field_error(error: FieldError, form: Form | None, key: str = "") -> bool:
    """Show an error under its field, without taking the keyboard away; False when the form has no such field."""
    if form is None:
        return False
    for name in (error.field, key):
        if name in form.values():
            form.row(name).set_error(str(error))
            return True
    return False
