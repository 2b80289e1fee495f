from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.casus import Pauze
from expertteam_app.domain.dossier import CasusDossier, CasusFilter, NieuweCasus
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort
from expertteam_app.domain.jeugdige import birthday
from expertteam_app.services.instellingen import BSN_SETTING
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_acties import ActiesTab
from expertteam_app.ui.pages.casus_codering import HiatenTab, OorzakenTab
from expertteam_app.ui.pages.casus_detail import PARTS, CasusDetail
from expertteam_app.ui.pages.casus_gezin import GezinTab
from expertteam_app.ui.pages.casus_handelingen import HANDELINGEN, HandelingKaarten
from expertteam_app.ui.pages.casus_hiaat_verloop import COURSE
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_kern import KernTab
from expertteam_app.ui.pages.casus_klokken import KlokkenTab
from expertteam_app.ui.pages.casus_ladder import LadderTab
from expertteam_app.ui.pages.casus_stap import StapKaart
from expertteam_app.ui.pages.casus_stem import StemTab
from expertteam_app.ui.pages.casus_tijdlijn import MomentRegel, TijdlijnTab
from expertteam_app.ui.pages.casus_woorden import Moment, klokstand, leeftijd_uitgebreid
from expertteam_app.ui.theme import Theme
from expertteam_app.ui.widgets.dateedit import DateEdit
from tests.ui.dossier import opened, part

Walker = Callable[[QWidget], list[str]]
CTRL = Qt.KeyboardModifier.ControlModifier
VANDAAG = date(2026, 11, 20)


@pytest.fixture
def detail(qtbot: QtBot, sessie: Sessie) -> Iterator[CasusDetail]:
    """The dossier of an open casus on step 3; closed before the kluis is."""
    with opened(qtbot, sessie, new_casus(sessie), (780, 620)) as made:
        yield made


def new_casus(sessie: Sessie, stap: int = 3, gezin: int | None = None) -> int:
    """A casus that was reported 40 days ago."""
    return sessie.casussen.add(
        NieuweCasus(
            "Fenna (fictief)",
            "Voorbeeld",
            "0262",
            VANDAAG - timedelta(days=40),
            geboortedatum=date(2011, 3, 12),
            stap=stap,
            gezin_id=gezin,
        )
    )


def stored(sessie: Sessie, detail: CasusDetail) -> CasusDossier:
    """What the kluis holds now."""
    assert detail.casus_id is not None
    return sessie.casussen.dossier(detail.casus_id)


def ask(detail: CasusDetail, handeling: str) -> Invoer:
    detail.ask(handeling)
    assert detail.card is not None
    return detail.card


def set_date(card: Invoer, text: str) -> None:
    field = card.form.row("datum").field
    assert isinstance(field, DateEdit)
    field.edit.setFocus()
    field.edit.setText(text)
    field.edit.editingFinished.emit()


def type_in(card: Invoer, key: str, text: str) -> None:
    field = card.form.row(key).field
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    QTest.keyClicks(field, text)


def choose(card: Invoer, key: str, value: object) -> None:
    field = card.form.row(key).field
    assert isinstance(field, QComboBox)
    field.setCurrentIndex(field.findData(value))


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


# -- head -----------------------------------------------------------------------------------------------------------


def test_the_head_tells_who_and_how_it_stands(detail: CasusDetail) -> None:
    shown = detail.dossier
    assert shown is not None
    assert detail.kop.title.text() == f"{shown.nummer} · Fenna (fictief) Voorbeeld"
    assert "15 jaar (12-03-2011), wordt 18 op 12-03-2029" in detail.kop.facts.text()
    assert "Lochem" in detail.kop.facts.text()
    assert detail.kop.pill.text() == "open"


def test_in_a_low_window_the_head_folds_and_unfolds_by_key(detail: CasusDetail, qtbot: QtBot) -> None:
    line = detail.fontMetrics().lineSpacing()
    detail.resize(detail.width(), 40 * line)
    assert detail.kop.buttons["stap"].isVisible()
    assert not detail.kop.fold.isVisible()
    high = detail.kop.height()
    detail.resize(detail.width(), 20 * line)
    assert not detail.kop.buttons["stap"].isVisible()
    assert not detail.kop.facts.isVisible()
    assert detail.kop.title.isVisible()
    assert detail.kop.pill.isVisible()
    assert detail.kop.meter.text in detail.kop.gist.text(), "the stand of the klok stays readable"
    qtbot.waitUntil(lambda: detail.kop.height() < high - 2 * line)
    QTest.keyClick(detail.kop.fold, Qt.Key.Key_Space)
    assert detail.kop.buttons["stap"].isVisible()
    assert not detail.kop.gist.isVisible()
    QTest.keyClick(detail.kop.fold, Qt.Key.Key_Space)
    assert not detail.kop.buttons["stap"].isVisible()


@pytest.mark.parametrize(
    ("born", "text"),
    [
        (None, "geboortedatum onbekend"),
        (birthday(date(2008, 11, 20), 0), "18 jaar (20-11-2008), wordt 18 op 20-11-2026"),
        (date(2008, 11, 19), "18 jaar (19-11-2008), wordt 23 op 19-11-2031"),
        (date(2003, 11, 19), "23 jaar (19-11-2003), ouder dan de grens van het RET"),
    ],
)
def test_the_next_age_limit(born: date | None, text: str) -> None:
    assert leeftijd_uitgebreid(born, VANDAAG) == text


def test_the_clock_shows_netto_norm_and_bruto_and_explains_itself(detail: CasusDetail, sessie: Sessie) -> None:
    casus = detail.casus_id
    assert casus is not None
    sessie.casussen.pauzeren(casus, VANDAAG - timedelta(days=14), "vakantie van het gezin", telt=True)
    sessie.casussen.hervatten(casus, VANDAAG - timedelta(days=7))
    clock = klokstand(stored(sessie, detail))
    assert clock is not None
    assert clock.bruto - clock.netto == 5
    assert detail.kop.meter.text.startswith(f"{clock.netto} van 10 werkdagen")
    assert f"bruto {clock.bruto} werkdagen" in texts(detail.kop)
    why = next(b for b in detail.kop.findChildren(QPushButton) if b.text() == "Waarom?")
    QTest.keyClick(why, Qt.Key.Key_Space)
    klokken = detail.tabs.current
    assert isinstance(klokken, KlokkenTab)
    why_text = klokken.klokken.paneel.text
    assert "vakantie van het gezin) na vr 06-11-2026 tot en met vr 13-11-2026, 5 werkdagen" in why_text
    assert "Norm: 10 werkdagen" in why_text


def test_only_acts_that_can_be_done_have_a_button(detail: CasusDetail, sessie: Sessie) -> None:
    def shown() -> set[str]:
        return {key for key, button in detail.kop.buttons.items() if button.isVisible()}

    assert shown() == {"stap", "pauzeren", "notitie", "mijlpaal", "afsluiten"}
    casus = detail.casus_id
    assert casus is not None
    sessie.casussen.pauzeren(casus, VANDAAG, "wacht", telt=True)
    assert shown() == {"stap", "hervatten", "notitie", "mijlpaal", "afsluiten"}
    sessie.casussen.afsluiten(casus, VANDAAG, "advies-gegeven")
    assert shown() == {"notitie", "mijlpaal", "heropenen"}


# -- Kern: everything is stored by itself ---------------------------------------------------------------------------


def test_the_vraag_comes_first_and_the_voices_right_after_kern(detail: CasusDetail) -> None:
    kern = part(detail, KernTab)
    seen = [kern.form.row("vraag").control]
    detail.activateWindow()
    seen[0].setFocus()
    for _ in range(2):
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
        following = detail.focusWidget()
        assert following is not None
        seen.append(following)
    names = [widget.accessibleName() for widget in seen]
    assert names == ["Vraag aan de tafel", "Wat is geprobeerd en waarom liep het vast?", "Opmerking"]
    assert [kind.title for kind in PARTS[:2]] == ["Kern", "Stem"]
    part(detail, StemTab)
    first = detail.focusWidget()
    assert first is not None
    assert first.accessibleName() == "Stem van de jeugdige"


def test_leaving_a_field_stores_it(detail: CasusDetail, sessie: Sessie) -> None:
    stem = part(detail, StemTab)
    voice = stem.form.row("stem_jeugdige").control
    QTest.keyClicks(voice, "Ik wil thuis wonen.")
    assert stored(sessie, detail).stem_jeugdige == ""
    stem.form.row("stem_ouders").control.setFocus()
    voice.clearFocus()
    stem.flush()
    assert stored(sessie, detail).stem_jeugdige == "Ik wil thuis wonen."
    assert any(text.startswith("Opgeslagen ") for text in texts(stem))


def test_a_pause_in_typing_stores_too(detail: CasusDetail, sessie: Sessie, qtbot: QtBot) -> None:
    QTest.keyClicks(part(detail, KernTab).form.row("vraag").control, "Wat helpt nu?")
    qtbot.waitUntil(lambda: stored(sessie, detail).vraag == "Wat helpt nu?")


def test_another_change_does_not_take_away_what_is_being_typed(
    detail: CasusDetail, sessie: Sessie, qtbot: QtBot
) -> None:
    kern = part(detail, KernTab)
    voice = kern.form.row("vraag").control
    detail.activateWindow()
    qtbot.waitUntil(detail.isActiveWindow)
    voice.setFocus()
    QTest.keyClicks(voice, "Wij zijn ")
    casus = detail.casus_id
    assert casus is not None
    sessie.casussen.change(casus, "opmerking", "uit een ander venster")
    assert kern.form.value("vraag") == "Wij zijn"
    assert kern.rest.value("opmerking") == "uit een ander venster"
    QTest.keyClicks(voice, "moe.")
    kern.flush()
    assert stored(sessie, detail).vraag == "Wij zijn moe."


def test_a_vraag_that_asks_for_a_place_gets_advice(detail: CasusDetail, sessie: Sessie) -> None:
    kern = part(detail, KernTab)
    casus = detail.casus_id
    assert casus is not None
    sessie.casussen.change(casus, "vraag", "Graag een plek in een gezinshuis")
    assert any("verzoek om een plek" in text for text in texts(kern))
    sessie.casussen.change(casus, "vraag", "Wat is nodig om thuis te blijven wonen?")
    assert not any("verzoek om een plek" in text for text in texts(kern))


def test_going_to_another_casus_stores_in_the_right_one(detail: CasusDetail, sessie: Sessie) -> None:
    first = detail.casus_id
    assert first is not None
    second = new_casus(sessie)
    QTest.keyClicks(part(detail, StemTab).form.row("stem_jeugdige").control, "Van de eerste.")
    assert detail.show_casus(second)
    assert sessie.casussen.dossier(first).stem_jeugdige == "Van de eerste."
    assert sessie.casussen.dossier(second).stem_jeugdige == ""
    assert part(detail, StemTab).form.value("stem_jeugdige") == ""


# -- Gezin ----------------------------------------------------------------------------------------------------------


def test_the_child_can_be_changed_and_an_impossible_birth_is_refused_in_place(
    detail: CasusDetail, sessie: Sessie
) -> None:
    form = part(detail, GezinTab).form
    born = form.row("geboortedatum").field
    assert isinstance(born, DateEdit)
    born.edit.setText("1-12-2026")
    born.edit.editingFinished.emit()
    assert "na de aanmelding" in form.row("geboortedatum").error
    born.edit.setText("2 jan 2012")
    born.edit.editingFinished.emit()
    assert form.row("geboortedatum").error == ""
    assert stored(sessie, detail).jeugdige.geboortedatum == date(2012, 1, 2)
    QTest.keyClicks(form.row("tussenvoegsel").control, "van")
    form.flush()
    assert detail.kop.title.text().endswith("van Voorbeeld")


def test_a_brother_or_sister_is_one_key_away(detail: CasusDetail, sessie: Sessie, qtbot: QtBot) -> None:
    shown = detail.dossier
    assert shown is not None
    other = new_casus(sessie, gezin=shown.gezin_id)
    tab = part(detail, GezinTab)
    nummer = sessie.casussen.dossier(other).nummer
    opens = next(b for b in tab.findChildren(QPushButton) if b.text() == f"Open {nummer}" and not b.isHidden())
    with qtbot.waitSignal(detail.casus_requested) as asked:
        QTest.keyClick(opens, Qt.Key.Key_Return)
    assert asked.args == [other]
    with qtbot.waitSignal(detail.casus_requested) as asked:
        detail.next_in_family()
    assert asked.args == [other]


def test_the_bsn_is_asked_only_when_it_is_switched_on(detail: CasusDetail, sessie: Sessie) -> None:
    form = part(detail, GezinTab).form
    assert not form.row("bsn").isVisible()
    sessie.beheer.set_setting(BSN_SETTING, waarde=True)
    assert form.row("bsn").isVisible()
    QTest.keyClicks(form.row("bsn").control, "123456789")
    form.flush()
    assert "geen geldig BSN" in form.row("bsn").error
    assert stored(sessie, detail).jeugdige.bsn is None


# -- acts -----------------------------------------------------------------------------------------------------------


def test_a_step_up_over_another_asks_a_reason_at_its_field(detail: CasusDetail, sessie: Sessie) -> None:
    card = ask(detail, "stap")
    choose(card, "stap", 5)
    assert "De mandaathouder van de gemeente is bekend" in texts(card)
    assert "voorzitter RET" in card.note.text()
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert "Schrijf op waarom" in card.form.row("reden").error
    type_in(card, "reden", "het overleg was er al")
    QTest.keyClick(card.form.row("reden").control, Qt.Key.Key_Return)
    assert detail.card is None
    assert stored(sessie, detail).stand.stap == 5


def test_a_step_that_may_not_be_skipped_is_named(detail: CasusDetail, sessie: Sessie) -> None:
    card = ask(detail, "stap")
    choose(card, "stap", 6)
    card.confirm()
    assert "Stap 5" in card.form.row("stap").error
    assert stored(sessie, detail).stand.stap == 3


def test_a_step_chosen_on_the_ladder_stands_in_the_card(detail: CasusDetail) -> None:
    ladder = part(detail, LadderTab)
    ladder.ladder.chosen.emit(2)
    assert detail.card is not None
    assert detail.card.form.value("stap") == 2


def test_the_ladder_lists_owner_days_norm_and_what_lets_in(detail: CasusDetail, sessie: Sessie) -> None:
    tab = part(detail, LadderTab)
    dossier = stored(sessie, detail)
    row = next(s for s in dossier.ladder if s.huidig)
    cells = [c.text(row) for c in tab.table.rows_model.columns]
    assert cells[0] == "3 Opschaling lokaal"
    assert cells[-1] == row.eigenaar
    assert f"{row.dagen} werkdagen" in cells
    assert "10 werkdagen" in cells
    assert "Er is een knelpunt in aanbod of contract" in texts(tab)


def test_the_card_shows_the_conditions_and_keeps_them_with_a_half_typed_step(
    detail: CasusDetail, sessie: Sessie
) -> None:
    casus = detail.casus_id
    assert casus is not None
    card = ask(detail, "stap")
    assert isinstance(card, StapKaart)
    (box,) = card.checklist.boxes
    assert box.accessibleName() == "Er is een knelpunt in aanbod of contract"
    assert box in card.controls
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    type_in(card, "geprobeerd", "Drie aanbieders gevraagd")
    detail.flush()
    again = CasusDetail(sessie)
    assert again.show_casus(casus)
    kept = again.card
    assert isinstance(kept, StapKaart)
    assert kept.form.value("ingang") == ["Er is een knelpunt in aanbod of contract"]
    assert kept.checklist.boxes[0].isChecked()
    kept.confirm()
    dossier = sessie.casussen.dossier(casus)
    assert dossier.stand.stap == 4
    assert dossier.stand.verblijven[0].geprobeerd == "Drie aanbieders gevraagd"
    assert dossier.stand.verblijven[1].ontbreekt == ()
    shiboken6.delete(again)


def test_the_card_says_before_the_step_who_may_take_it(detail: CasusDetail, sessie: Sessie) -> None:
    shown = stored(sessie, detail)
    other = Sessie(sessie.kluis, replace(sessie.context, actor=Actor("toegang", Rol.TOEGANGSMEDEWERKER)))
    card = HandelingKaarten(other, shown).make("stap")
    assert isinstance(card, StapKaart)
    card.choose(6)
    assert "Deze stap zet de voorzitter of secretaris" in card.note.text()
    assert not card.confirm_button.isEnabled()
    card.choose(4)
    assert card.confirm_button.isEnabled()
    shiboken6.delete(card)


def test_the_ladder_tells_the_story_of_the_step_one_stands_on(detail: CasusDetail, sessie: Sessie) -> None:
    casus = detail.casus_id
    assert casus is not None
    sessie.casussen.opschalen(
        casus, 2, VANDAAG - timedelta(days=9), "plan gemaakt", geprobeerd="Rondetafel", betrokken="school"
    )
    tab = part(detail, LadderTab)
    assert tab.table.current_id in (2, 3)
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_Home, CTRL)
    QTest.keyClick(tab.table, Qt.Key.Key_Down)
    told = "\n".join(tab.story.texts)
    assert "Afgeschaald van stap 3, 11-11-2026 tot nu" in told
    assert "Waarom: plan gemaakt" in told
    QTest.keyClick(tab.table, Qt.Key.Key_Down)
    told = "\n".join(tab.story.texts)
    assert "Geprobeerd: Rondetafel" in told
    assert "Betrokken: school" in told
    assert "bruto" in told
    line = next(w for w in part(detail, TijdlijnTab).lines if "Stap 2" in w.moment.gebeurtenis.titel)
    assert "afgeschaald" in texts(line)
    assert "afgeschaald" in line.accessibleName()


def test_reopening_says_beforehand_that_the_norm_begins_anew_and_what_was_spent_before(
    detail: CasusDetail, sessie: Sessie
) -> None:
    casus = detail.casus_id
    assert casus is not None
    sessie.casussen.afsluiten(casus, VANDAAG, "plek-gevonden")
    card = ask(detail, "heropenen")
    assert "2e ronde" in card.note.text()
    assert "begint opnieuw; eerder stond de casus hier al 30 werkdagen" in card.note.text()


def test_a_casus_goes_to_another_version_on_purpose(detail: CasusDetail, sessie: Sessie) -> None:
    tab = part(detail, LadderTab)
    assert not tab.model_button.isVisible(), "there is one version"
    command = next(c for c in detail.commands() if c.id == "casus.model")
    assert not command.enabled()
    model = sessie.beheer.models()[0]
    sessie.beheer.publish_model(replace(model, versie="2026.2", stappen=model.stappen[:2]))
    detail.refresh()
    assert command.enabled()
    tab.model_button.setFocus()
    QTest.keyClick(tab.model_button, Qt.Key.Key_Return)
    card = detail.card
    assert card is not None
    type_in(card, "reden", "besluit van het regioteam")
    card.confirm()
    assert "Stap 3 bestaat niet" in card.form.row("stap").error
    choose(card, "stap", 2)
    card.confirm()
    after = stored(sessie, detail)
    assert (after.model.versie, after.stand.stap) == ("2026.2", 2)


def test_pausing_resuming_closing_and_reopening(detail: CasusDetail, sessie: Sessie) -> None:
    card = ask(detail, "pauzeren")
    card.confirm()
    assert card.form.row("code").error
    choose(card, "code", "anders")
    card.confirm()
    assert card.form.row("reden").error
    type_in(card, "reden", "gezin is verhuisd")
    set_date(card, "1-11")
    card.confirm()
    running = stored(sessie, detail).stand.gepauzeerd
    assert running == Pauze(date(2026, 11, 1), None, "gezin is verhuisd", telt=True, code="anders")
    ask(detail, "hervatten").confirm()
    assert stored(sessie, detail).stand.status == "open"
    card = ask(detail, "afsluiten")
    card.confirm()
    assert card.form.row("uitkomst").error
    choose(card, "uitkomst", "plek-gevonden")
    card.confirm()
    assert stored(sessie, detail).stand.uitkomst == "plek-gevonden"
    assert "plek of voorziening gevonden" in detail.kop.facts.text()
    card = ask(detail, "heropenen")
    card.confirm()
    assert card.form.row("reden").error
    assert stored(sessie, detail).stand.gesloten
    type_in(card, "reden", "thuis loopt het weer vast")
    card.confirm()
    assert stored(sessie, detail).stand.cyclus == 2
    assert "2e ronde" in detail.kop.facts.text()


@pytest.mark.parametrize(("typed", "why"), [("+3d", "toekomst"), ("31-2", "februari"), ("", "Vul de datum in")])
def test_a_date_that_cannot_be_stays_in_the_card(detail: CasusDetail, sessie: Sessie, typed: str, why: str) -> None:
    before = stored(sessie, detail).tijdlijn
    card = ask(detail, "mijlpaal")
    set_date(card, typed)
    card.confirm()
    assert any(why in text for text in texts(card))
    assert detail.card is card
    assert stored(sessie, detail).tijdlijn == before


def test_a_milestone_lands_on_the_tijdlijn(detail: CasusDetail, sessie: Sessie) -> None:
    card = ask(detail, "mijlpaal")
    choose(card, "soort", Soort.HULP_GESTART.value)
    set_date(card, "gisteren")
    card.confirm()
    assert stored(sessie, detail).stand.mijlpalen["hulp_gestart"] == VANDAAG - timedelta(days=1)


def test_escape_puts_a_card_away_and_changes_nothing(detail: CasusDetail, sessie: Sessie) -> None:
    before = stored(sessie, detail).tijdlijn
    card = ask(detail, "notitie")
    type_in(card, "tekst", "toch niet")
    QTest.keyClick(card.form.row("tekst").control, Qt.Key.Key_Escape)
    assert detail.card is None
    assert stored(sessie, detail).tijdlijn == before
    again = ask(detail, "notitie")
    assert again.form.value("tekst") == "toch niet", "Esc never loses a text"
    again.cancel_button.click()
    assert ask(detail, "notitie").form.value("tekst") == ""


def test_tab_goes_from_the_head_through_a_card_to_the_tabs(detail: CasusDetail) -> None:
    card = ask(detail, "pauzeren")
    detail.kop.last_button.show()
    detail.kop.last_button.setFocus()
    walked: list[QWidget] = []
    for _ in range(len(card.controls) + 1):
        here = detail.focusWidget()
        assert here is not None
        QTest.keyClick(here, Qt.Key.Key_Tab)
        following = detail.focusWidget()
        assert following is not None
        walked.append(following)
    assert walked[:-1] == card.controls
    assert walked[-1] in detail.tabs._group.buttons()


def test_enter_on_cancel_cancels(detail: CasusDetail, sessie: Sessie) -> None:
    before = stored(sessie, detail).tijdlijn
    QTest.keyClick(ask(detail, "afsluiten").cancel_button, Qt.Key.Key_Return)
    assert detail.card is None
    assert stored(sessie, detail).tijdlijn == before


def test_a_half_typed_note_comes_back(detail: CasusDetail, sessie: Sessie) -> None:
    casus = detail.casus_id
    assert casus is not None
    card = ask(detail, "notitie")
    type_in(card, "tekst", "Moeder belt morgen terug")
    detail.flush()
    again = CasusDetail(sessie)
    assert again.show_casus(casus)
    assert again.card is not None
    assert again.card.form.value("tekst") == "Moeder belt morgen terug"
    again.card.confirm()
    assert sessie.casussen.dossier(casus).tijdlijn[-1].gegevens["tekst"] == "Moeder belt morgen terug"
    assert not [key for key in sessie.concepten.all() if key.startswith("casus-")]
    shiboken6.delete(again)


# -- Tijdlijn -------------------------------------------------------------------------------------------------------


def test_the_tijdlijn_stands_newest_first_and_tells_all(detail: CasusDetail, sessie: Sessie) -> None:
    casus = detail.casus_id
    assert casus is not None
    met = ["Er is een knelpunt in aanbod of contract"]
    sessie.casussen.opschalen(casus, 4, VANDAAG - timedelta(days=9), "MDO gaf geen oplossing", ingang=met)
    sessie.casussen.notitie(casus, VANDAAG, "Vader gesproken")
    lines = part(detail, TijdlijnTab).lines
    assert [line.moment.gebeurtenis.titel for line in lines] == [
        "Notitie",
        "Stap 4 begonnen",
        "Stap 3 begonnen",
        "Aangemeld",
    ]
    assert "Vader gesproken" in texts(lines[0])
    assert "Regionaal overleg. MDO gaf geen oplossing" in texts(lines[1])
    assert "11-11-2026" in lines[1].accessibleName()


def test_a_retracted_event_stays_readable_but_struck(detail: CasusDetail, sessie: Sessie) -> None:
    casus = detail.casus_id
    assert casus is not None
    sessie.casussen.opschalen(casus, 4, VANDAAG, "vergissing")
    tab = part(detail, TijdlijnTab)
    QTest.keyClick(tab.lines[0], Qt.Key.Key_Delete)
    card = detail.card
    assert card is not None
    card.confirm()
    assert card.form.row("reden").error
    type_in(card, "reden", "verkeerde casus")
    card.confirm()
    assert stored(sessie, detail).stand.stap == 3
    line = tab.lines[0]
    assert "Ingetrokken op 20-11-2026: verkeerde casus" in texts(line)
    assert next(w for w in line.findChildren(QLabel) if w.text() == "Stap 4 begonnen").font().strikeOut()
    assert "ingetrokken" in line.accessibleName()
    assert len(tab.lines) == 3
    QTest.keyClick(tab.lines[-1], Qt.Key.Key_Delete)
    assert detail.card is None, "the aanmelding itself cannot be retracted"


def test_a_date_that_an_import_inferred_is_marked(qtbot: QtBot) -> None:
    event = Gebeurtenis(Soort.STAP_BEGONNEN, VANDAAG, 1, {"stap": 5, "afgeleid": True})
    line = MomentRegel(Moment(event, "RET", ""), first=True, last=True)
    qtbot.addWidget(line)
    assert any(w.text().startswith("Afgeleide datum") for w in line.findChildren(QLabel))
    assert "afgeleide datum" in line.accessibleName()


# -- what is coded --------------------------------------------------------------------------------------------------


def test_oorzaken_and_the_main_one(detail: CasusDetail, sessie: Sessie) -> None:
    tab = part(detail, OorzakenTab)
    for code in ("A2", "K1"):
        tab.chips.add(code)
    tab.main.setCurrentIndex(tab.main.findData("K1"))
    tab.main.activated.emit(tab.main.currentIndex())
    found = {o.code: o.hoofdoorzaak for o in stored(sessie, detail).oorzaken}
    assert found == {"A2": False, "K1": True}
    tab.chips.remove("K1")
    found = {o.code: o.hoofdoorzaak for o in stored(sessie, detail).oorzaken}
    assert found == {"A2": False}
    assert tab.main.currentData() == ""


def test_a_hiaat_is_added_and_taken_back_after_asking(detail: CasusDetail, sessie: Sessie) -> None:
    tab = part(detail, HiatenTab)
    tab.insert()
    assert tab.card is not None
    tab.card.confirm()
    assert tab.card.form.row("zorgvorm").error
    choose(tab.card, "zorgvorm", "gezinshuis")
    choose(tab.card, "aard", "geen-capaciteit")
    tab.card.confirm()
    assert [(h.zorgvorm, h.aard) for h in stored(sessie, detail).hiaten] == [("gezinshuis", "geen-capaciteit")]
    tab.card.cancel()
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    assert len(stored(sessie, detail).hiaten) == 1
    assert tab.card is not None
    assert "gezinshuis" in tab.card.note.text()
    QTest.keyClick(tab.card, Qt.Key.Key_Return)
    assert stored(sessie, detail).hiaten == ()
    assert tab.empty.isVisible()


def test_the_course_of_a_hiaat_is_folded_until_it_is_asked_for(detail: CasusDetail, sessie: Sessie) -> None:
    tab = part(detail, HiatenTab)
    tab.insert()
    assert tab.card is not None
    choose(tab.card, "zorgvorm", "gezinshuis")
    choose(tab.card, "aard", "geen-capaciteit")
    tab.card.confirm()
    tab.card.cancel()
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    card = tab.card
    assert not any(card.form.row(key).isVisible() for key in COURSE)
    fold = next(b for b in card.findChildren(QPushButton) if b.text() == "Zoeken, wachten en inbrengen")
    QTest.keyClick(fold, Qt.Key.Key_Space)
    assert all(card.form.row(key).isVisible() for key in COURSE)
    choose(card, "urgentie", "spoed")
    choose(card, "agendering", "boeg")
    choose(card, "agendering_status", "ingebracht")
    type_in(card, "overbrugging", "logeren (verzonnen)")
    card.confirm()
    hiaat = stored(sessie, detail).hiaten[0]
    assert (hiaat.urgentie, hiaat.agendering, hiaat.agendering_status) == ("spoed", "boeg", "ingebracht")
    assert hiaat.overbrugging == "logeren (verzonnen)"
    stand = tab.table.rows_model.columns[-1].text(tab.table.row(hiaat.id))
    assert stand == f"{sessie.lists['urgentie'].label('spoed')}, BOEG (ingebracht)"
    tab.change(hiaat.id)
    assert all(tab.card.form.row(key).isVisible() for key in COURSE), "what is filled is seen"


def test_an_actie_without_owner_stays_visibly_open_until_it_is_whole(detail: CasusDetail, sessie: Sessie) -> None:
    tab = part(detail, ActiesTab)
    tab.insert()
    assert tab.card is not None
    type_in(tab.card, "actie", "Intake regelen")
    tab.card.confirm()
    assert tab.card is not None
    tab.card.cancel()

    def stand() -> str:
        return tab.table.rows_model.columns[0].text(tab.table.row(tab.table.rows_model.id_at(0)))

    assert stand() == "zonder eigenaar"
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    type_in(tab.card, "eigenaar", "toegang")
    set_date(tab.card, "+10wd")
    tab.card.confirm()
    assert stand() == "open"
    actie = stored(sessie, detail).acties[0]
    assert (actie.eigenaar, actie.datum) == ("toegang", date(2026, 12, 4))
    QTest.keyClick(tab.table, Qt.Key.Key_Space)
    assert stored(sessie, detail).acties[0].klaar_op == VANDAAG
    assert stand() == "klaar 20-11-2026"
    QTest.keyClick(tab.table, Qt.Key.Key_Space)
    assert stored(sessie, detail).acties[0].klaar_op is None


# -- whole ----------------------------------------------------------------------------------------------------------


def test_tabs_count_what_is_in_them(detail: CasusDetail, sessie: Sessie) -> None:
    rijk = next(
        d for i in sessie.casussen.find(CasusFilter(status="alle")) if (d := sessie.casussen.dossier(i)).zoekregels
    )
    assert detail.show_casus(rijk.id)
    names = [button.text() for button in detail.tabs._group.buttons()]
    assert f"Zoekregels {len(rijk.zoekregels)}" in names
    assert f"Oorzaken {len(rijk.oorzaken)}" in names


@pytest.mark.parametrize("scale", [100, 200])
def test_nothing_is_cut_off_at_the_side(detail: CasusDetail, theme: Theme, scale: int) -> None:
    theme.set_text_scale(scale)
    detail.resize(1040, 600)
    for kind in PARTS:
        tab = part(detail, kind)
        tab.insert()
        for widget in [w for w in detail.findChildren(QWidget) if w.window() is detail]:
            if widget.isVisible() and isinstance(widget, QPushButton | QLineEdit | QComboBox | QPlainTextEdit):
                right = widget.mapTo(detail, widget.rect().topRight()).x()
                assert right <= detail.width(), f"{kind.title}: {widget.accessibleName()}"


def test_every_control_of_every_part_and_card_has_a_name(detail: CasusDetail, unnamed_controls: Walker) -> None:
    for kind in PARTS:
        part(detail, kind).insert()
        assert unnamed_controls(detail) == []
    for act in HANDELINGEN:
        detail.ask(act.id)
        assert unnamed_controls(detail) == []
