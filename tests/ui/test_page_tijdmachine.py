"""Looking back on a casus in the window: only to read, with what is different today."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from expertteam_app.domain.toestemmingregels import NieuweToestemming
from expertteam_app.domain.uitspraak import NieuweUitspraak, UitspraakSoort
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.services.gezinnen import NieuweRelatie, NieuwLid
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_detail import PARTS
from expertteam_app.ui.pages.casus_kern import KernTab
from expertteam_app.ui.pages.casus_stem import StemTab
from expertteam_app.ui.pages.casus_tijdmachine import DELEN, TijdmachinePage
from expertteam_app.ui.pages.casus_toen import KERN, STEM
from expertteam_app.ui.pages.casus_toen_plaatsing import UITHUISPLAATSING
from expertteam_app.ui.pages.casus_uithuisplaatsing import UithuisplaatsingTab
from expertteam_app.ui.widgets.form import Form
from tests.conftest import VANDAAG
from tests.services.test_ongedaan_maken import BEGIN, NIEUW
from tests.ui.a11y import unnamed_controls

NOON = datetime(VANDAAG.year, VANDAAG.month, VANDAAG.day, 11, tzinfo=UTC)


@pytest.fixture
def page(lege_sessie: Sessie, qtbot: QtBot) -> TijdmachinePage:
    s = lege_sessie
    moments = iter(NOON - timedelta(days=n) for n in (9, 6, 3, 0))
    s.context.store.clock = lambda: next(moments)
    casus = s.casussen.add(NIEUW)
    s.casussen.change(casus, "vraag", "Hoe komt er rust?")
    s.codering.add_hiaat(casus, "gezinshuis", "geen-capaciteit", BEGIN)
    s.casussen.change(casus, "vraag", "Waar kan Bo wonen?")
    made = TijdmachinePage(s)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    made.open_item(casus)
    return made


def said(page: TijdmachinePage, what: str) -> tuple[str, str]:
    line = next(r for r in page.lines if r.wat == what)
    return line.tekst, line.nu


def test_arrows_walk_through_the_changes_and_say_what_is_different_now(page: TijdmachinePage) -> None:
    assert "niets is nu anders" in page.banner.text()
    assert said(page, "Vraag aan de tafel") == ("Waar kan Bo wonen?", "")
    page.focus_first()
    QTest.keyClick(page.slider, Qt.Key.Key_Left)
    assert said(page, "Vraag aan de tafel") == ("Hoe komt er rust?", "Waar kan Bo wonen?")
    assert page.banner.text().startswith("Zo was het bekend op 17-11-2026 om ")
    assert any(r.deel == "Hiaten" for r in page.lines)
    QTest.keyClick(page.slider, Qt.Key.Key_Left)
    assert [(r.tekst, r.later) for r in page.lines if r.deel == "Hiaten"] == [("", True)], "it came later"
    assert "Wijziging 2 van 4: vraag gewijzigd" in page.act.text()
    page.earlier()
    assert said(page, "Vraag aan de tafel")[1] == "Waar kan Bo wonen?"
    assert not page.earlier_button.isEnabled()
    assert unnamed_controls(page) == []


def test_a_day_is_typed(page: TijdmachinePage) -> None:
    page.day.edit.setFocus()
    page.day.edit.selectAll()
    QTest.keyClicks(page.day.edit, "15-11-2026")
    QTest.keyClick(page.day.edit, Qt.Key.Key_Return)
    assert page.banner.text().startswith("Zo was het bekend op 15-11-2026. ")
    assert said(page, "Vraag aan de tafel")[0] == "Hoe komt er rust?"
    page.day.edit.selectAll()
    QTest.keyClicks(page.day.edit, "1-11-2026")
    QTest.keyClick(page.day.edit, Qt.Key.Key_Return)
    assert page.banner.text() == "Op 01-11-2026 was deze casus nog niet bekend."


def test_esc_goes_back_to_the_casus_of_today(page: TijdmachinePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.closed) as caught:
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert caught.args == [page.current_item()]


def texts(page: TijdmachinePage, deel: str) -> list[str]:
    return [w.text() for w in page.cards[deel].findChildren(QLabel) if w.isVisible()]


def test_the_parts_and_labels_are_those_of_the_dossier(lege_sessie: Sessie, qtbot: QtBot) -> None:
    assert tuple(part.title for part in PARTS) == DELEN
    for kind, words in ((KernTab, KERN), (StemTab, STEM), (UithuisplaatsingTab, UITHUISPLAATSING)):
        tab = kind(lege_sessie)
        qtbot.addWidget(tab)
        forms = tab.findChildren(Form)
        shown = {key: form.row(key).label.text() for form in forms for key in form.values()}
        own = {key: text for key, text in shown.items() if key in words}
        assert own == dict(words)
        assert set(shown) <= set(words) | {"datum", "eigenaar", "leefdomeinen"}, "a toekomstplan is one line"


@pytest.fixture
def whole(lege_sessie: Sessie, qtbot: QtBot) -> TijdmachinePage:
    """Something in every part, and a day later something else in some."""
    s = lege_sessie
    yesterday = NOON - timedelta(days=1)
    s.context.store.clock = lambda: yesterday
    casus = s.casussen.add(NIEUW)
    d = s.casussen.dossier(casus)
    moeder = s.gezinnen.add_lid(
        d.gezin_id, NieuwLid("Moeder (fictief)", geslacht="v"), [NieuweRelatie(d.jeugdige.id, "112")]
    )
    s.casussen.change(casus, "kader", "gedwongen")
    s.uitspraken.add(casus, NieuweUitspraak(UitspraakSoort.FEIT, "Slaapt slecht", "school", None))
    s.codering.set_oorzaken(casus, ["A2"], "A2")
    s.codering.add_zoekregel(casus, NieuweZoekregel("gezinshuis", BEGIN, "De Linde", "nee"))
    s.codering.add_actie("Bellen", "Ans", VANDAAG, casus_id=casus)
    plaatsing = s.uithuisplaatsingen.add(casus, BEGIN, beoogd_verblijf="pleegzorg")
    vraag = s.toestemmingen.add(casus, NieuweToestemming("School (fictief)", "plan maken", "toestemming", BEGIN))
    s.toestemmingen.antwoord(vraag, moeder, "nee", BEGIN)
    s.bijlagen.add(casus, "tekening.png", b"\x89PNG\r\n\x1a\n" + bytes(9))
    s.context.store.clock = lambda: NOON
    s.gezinnen.change_lid(moeder, "voornaam", "Mama (fictief)")
    s.toestemmingen.antwoord(vraag, moeder, "ja", VANDAAG)
    s.uithuisplaatsingen.change(plaatsing, "eigen_gezin", True)  # noqa: FBT003 - the answer, not a flag
    made = TijdmachinePage(s)
    qtbot.addWidget(made)
    made.resize(1100, 900)
    made.show()
    made.open_item(casus)
    made.day.set_value(VANDAAG - timedelta(days=1))
    made.day.changed.emit(made.day.value())
    return made


def test_every_part_is_told_in_words_with_what_is_different_now(whole: TijdmachinePage) -> None:
    by_part = {deel: " | ".join(texts(whole, deel)) for deel in DELEN}
    for deel, words in (
        ("Kern", "gedwongen kader"),
        ("Stem", "Slaapt slecht (school, zonder datum)"),
        ("Gezin", "moeder van Bo, gezag ja"),
        ("Ladder", "nu hier"),
        ("Klokken", "sinds 01-09-2026"),
        ("Tijdlijn", "Aangemeld"),
        ("Zoekregels", "De Linde | gezinshuis, gevraagd 01-09-2026, nee"),
        ("Acties", "Ans | Bellen, uiterlijk 20-11-2026"),
        ("Oorzaken", "Hoofdoorzaak | "),
        ("Hiaten", "Hier was nog niets vastgelegd."),
        ("Uithuisplaatsing", "Beoogd verblijf | pleegzorg"),
        ("Delen", "geweigerd: plan maken"),
        ("Bijlagen", "tekening.png | toegevoegd op"),
    ):
        assert words.casefold() in by_part[deel].casefold(), deel
    assert "Moeder (fictief)" in by_part["Gezin"]
    assert whole.cards["Gezin"].pill.text() == "1 nu anders"
    assert "eerder: nee op 01-09-2026" in by_part["Delen"]
    assert "stond er nog niet" not in by_part["Uithuisplaatsing"]
    shown = " ".join(by_part.values())
    assert [code for code in ("A2", "geen-capaciteit", "_id", "None", "True") if f" {code} " in f" {shown} "] == []


def test_only_what_is_different_and_tab_from_part_to_part(whole: TijdmachinePage) -> None:
    whole.only_different.setFocus()
    QTest.keyClick(whole.only_different, Qt.Key.Key_Space)
    visible = [deel for deel, card in whole.cards.items() if card.isVisible()]
    assert {"Gezin", "Uithuisplaatsing", "Delen"} <= set(visible)
    assert not {"Stem", "Acties", "Bijlagen", "Hiaten"} & set(visible)
    first = whole.cards[visible[0]]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert whole.cards[visible[1]].hasFocus()
    assert "Nu: " in whole.cards["Gezin"].accessibleDescription()
    assert unnamed_controls(whole) == []
