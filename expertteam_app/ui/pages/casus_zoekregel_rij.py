"""The line under the zoekregels in which the next one is typed: field by field, or as one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from expertteam_app.domain.codelijst import Codelijst
from expertteam_app.domain.errors import ExpertteamError, FieldError, UserError
from expertteam_app.domain.zoekregel import Lijsten, checked_choice, read_sentence, read_weeks
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.casus_velden import button, past_date
from expertteam_app.ui.pages.casus_werk import Concept, fill_form
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.completion import CompletingEdit
from expertteam_app.ui.widgets.dateedit import DateEdit
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import announce, label

VOORBEELD = "gezinshuis, De Wilg, nee geen plek, 12w"
_OWN = ("aanbieder", "antwoord", "reden", "wachttijd")
"""The fields that say something about this line alone; zorgvorm and day stay for the next one."""


class ZoekregelRij(QFrame):
    """Enter stores the line and begins the next with the same hulpvorm and day; Esc empties it.

    Emits `stored` after a line was stored.

    Args:
        lijsten: the codelijsten.
        today: gives the day of today.
        add: stores a line; raises `FieldError` at what does not fit.
    """

    stored = Signal()

    def __init__(self, lijsten: Lijsten, today: Callable[[], date], add: Callable[[NieuweZoekregel], object]) -> None:
        super().__init__()
        self.setProperty("rol", "kaart")
        self.setAccessibleName("Nieuwe zoekregel")
        self._lijsten, self._today, self._add = lijsten, today, add
        self._concept: Concept | None = None
        self._names: tuple[str, ...] = ()
        self._over = ""
        self.zin = QLineEdit()
        self.zin.setPlaceholderText(VOORBEELD)
        self.zin.textEdited.connect(self._understand)
        self.sentence = Form()
        self.sentence.add("zin", "In één zin", self.zin, "Of vul hieronder in. Enter voegt toe.", wide=True)
        self.form = Form(short=True)
        self.aanbieder = CompletingEdit(letters=18)
        self.form.add("zorgvorm", "Zorgvorm", CompletingEdit(_labels(lijsten.zorgvormen), 17))
        self.form.add("aanbieder", "Aanbieder", self.aanbieder)
        self.form.add("datum", "Gevraagd op", past_date(today))
        self.form.add("antwoord", "Antwoord", CompletingEdit(_labels(lijsten.antwoorden), 12))
        self.form.add("reden", "Reden", CompletingEdit(_labels(lijsten.redenen), 15))
        self.form.add("wachttijd", "Wachttijd", CompletingEdit(letters=8))
        self._error = label("", "fout", wrap=True)
        self._error.hide()
        self._restored = label("", "klein", wrap=True)
        self._restored.hide()
        self.add_button = button("Toevoegen", self.confirm, "check", "Enter", "primair")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.s)
        layout.setSpacing(TOKENS.s)
        for part in (self._restored, self.sentence, self.form, self._error):
            layout.addWidget(part)
        layout.addLayout(row_of(self.add_button, None))
        self.form.committed.connect(self._left)
        self.form.drafted.connect(self.save_draft)
        self.sentence.committed.connect(lambda *_: self.save_draft())

    def begin(self, concept: Concept, zorgvorm: str = "", names: Sequence[str] = ()) -> None:
        """Start an empty line for a casus, with this zorgvorm filled in, or bring back what was half typed."""
        self._concept = concept
        self._names = tuple(names)
        self.aanbieder.set_options(names)
        self.empty(keep=False)
        self.form.set_value("zorgvorm", self._lijsten.zorgvormen.label(zorgvorm) if zorgvorm else "")
        found = concept.restore()
        if found is not None:
            fill_form(self.form, found[0])
            fill_form(self.sentence, found[0])
            self._restored.setText(f"Concept van {found[1]} hersteld.")
            self._restored.show()

    def focus_first(self) -> None:
        """The hulpvorm, or the aanbieder when the hulpvorm stands there already."""
        key = "aanbieder" if self.form.value("zorgvorm") else "zorgvorm"
        self.form.row(key).control.setFocus(Qt.FocusReason.TabFocusReason)

    def values(self) -> dict[str, object]:
        """All that is typed."""
        return {**self.form.values(), **self.sentence.values()}

    @property
    def typed(self) -> bool:
        """Whether something is typed that is not kept for the next line anyway."""
        return any(self.values()[key] for key in (*_OWN, "zin"))

    # -- what is typed -------------------------------------------------------------------------------------------

    def _left(self, key: str, value: object) -> None:
        """A field was left: write it out in full, or say at once what is wrong with it."""
        lijst = self._lists().get(key)
        try:
            if lijst is not None:
                code = checked_choice(lijst, str(value), key)
                self.form.set_value(key, lijst.label(code) if code else "")
            elif key == "wachttijd":
                weeks = read_weeks(str(value))
                self.form.set_value(key, "" if weeks is None else str(weeks))
        except FieldError as error:
            self.form.row(key).set_error(str(error))
        self.save_draft()

    def _lists(self) -> Mapping[str, Codelijst]:
        all_of = self._lijsten
        return {"zorgvorm": all_of.zorgvormen, "antwoord": all_of.antwoorden, "reden": all_of.redenen}

    def _understand(self, text: str) -> None:
        """Show in the fields what is understood of the sentence so far."""
        found = read_sentence(text, self._lijsten, self._today(), self._names)
        for key, lijst in self._lists().items():
            code = str(getattr(found, key))
            if code or key != "zorgvorm":
                self.form.set_value(key, lijst.label(code) if code else "")
        self.form.set_value("aanbieder", found.aanbieder)
        self.form.set_value("wachttijd", "" if found.wachttijd_weken is None else str(found.wachttijd_weken))
        if found.datum is not None:
            self.form.set_value("datum", found.datum)
        self.form.clear_errors()
        self._over = ", ".join(f"“{piece}”" for piece in found.over)
        self._say_over()

    def _say_over(self) -> None:
        self.sentence.row("zin").set_error(f"Niet begrepen: {self._over}." if self._over else "")

    def save_draft(self) -> None:
        """Keep what is half typed."""
        if self._concept is not None:
            if self.typed:
                self._concept.keep({**self.form.drafts(), **self.sentence.drafts()})
            else:
                self._concept.clear()

    def flush(self) -> None:
        """Keep what is typed, also in the field one stands in."""
        self.sentence.flush()
        self.form.flush()
        self.save_draft()

    # -- storing -------------------------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Store the line, or say at which field it cannot be stored."""
        by_sentence = self.zin.hasFocus()
        self.form.clear_errors()
        self._error.hide()
        if self._over:
            self._say_over()
            self.zin.setFocus()
            return
        try:
            self._add(self._line())
        except FieldError as error:
            if not self.form.show_error(error):
                self._say(str(error))
        except UserError as error:
            self._say(str(error))
        except ExpertteamError as error:
            show_error(self, error)
        else:
            self.empty(keep=True)
            self.stored.emit()
            (self.zin if by_sentence else self.aanbieder).setFocus(Qt.FocusReason.TabFocusReason)

    def _line(self) -> NieuweZoekregel:
        values = self.form.values()
        day = self.form.row("datum").field
        if isinstance(day, DateEdit) and day.error:
            raise FieldError("datum", day.error)
        if not isinstance(values["datum"], date):
            raise FieldError("datum", "Vul in op welke dag u het vroeg.")
        if not values["zorgvorm"]:
            raise FieldError("zorgvorm", "Vul in welke hulp u zoekt.")
        codes = {key: checked_choice(lijst, str(values[key]), key) for key, lijst in self._lists().items()}
        return NieuweZoekregel(
            zorgvorm=codes["zorgvorm"],
            datum=values["datum"],
            aanbieder=str(values["aanbieder"]),
            antwoord=codes["antwoord"],
            reden=codes["reden"],
            wachttijd_weken=read_weeks(str(values["wachttijd"])),
        )

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.show()
        announce(self, text)

    def empty(self, *, keep: bool) -> None:
        """Begin a new line; with `keep` the hulpvorm and the day stay."""
        if self._concept is not None:
            self._concept.clear()
        day = self.form.value("datum") if keep else None
        for key in _OWN if keep else ("zorgvorm", *_OWN):
            self.form.set_value(key, "")
        self.form.set_value("datum", day or self._today())
        self.sentence.set_value("zin", "")
        self._over = ""
        self.form.clear_errors()
        self.sentence.clear_errors()
        for part in (self._error, self._restored):
            part.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter stores the line, Esc empties it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirm()
        elif event.key() == Qt.Key.Key_Escape and self.typed:
            self.empty(keep=True)
        else:
            super().keyPressEvent(event)


def _labels(lijst: Codelijst) -> list[str]:
    return [code.label for code in lijst]
