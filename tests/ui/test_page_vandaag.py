from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import ROLES, Actor, Right, Rol
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.inzicht import Aandacht
from expertteam_app.domain.kalender import add_werkdagen
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_uithuisplaatsing import UithuisplaatsingTab
from expertteam_app.ui.pages.casussen import CasussenPage
from expertteam_app.ui.pages.vandaag import VandaagPage
from expertteam_app.ui.pages.vandaag_groep import FOLD, MORE, AandachtGroep, AandachtRegel, UitgesteldGroep
from expertteam_app.ui.pages.vandaag_soorten import GROEPEN
from expertteam_app.ui.text import heel
from expertteam_app.ui.theme import Theme
from expertteam_app.ui.widgets.cards import FactButton
from expertteam_app.ui.work import Work

Walker = Callable[[QWidget], list[str]]
Opener = Callable[..., VandaagPage]


@pytest.fixture
def open_page(qtbot: QtBot, work: Work) -> Iterator[Opener]:
    """Opens the page on a kluis; closed before the kluis is."""
    pages: list[VandaagPage] = []

    def make(sessie: Sessie, width: int = 1180) -> VandaagPage:
        page = VandaagPage(sessie, work)
        pages.append(page)
        page.resize(width, 620)
        sessie.kluis.store.on_commit(page.refresh)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.refresh(frozenset())
        qtbot.waitUntil(lambda: not work.busy)
        return page

    yield make
    for page in pages:
        shiboken6.delete(page)


@pytest.fixture
def page(sessie: Sessie, open_page: Opener) -> VandaagPage:
    return open_page(sessie)


def groups(page: VandaagPage) -> dict[str, AandachtGroep]:
    found = [g for g in page.findChildren(AandachtGroep) if not g.isHidden()]
    return {g.groep.code: g for g in found if not isinstance(g, UitgesteldGroep)}


def group_of(soort: str) -> str:
    return next(g.code for g in GROEPEN if soort in g.soorten)


def shown_lines(group: AandachtGroep) -> list[AandachtRegel]:
    return [line for line in group.findChildren(AandachtRegel) if not line.isHidden()]


def test_every_line_stands_in_the_group_of_its_kind_and_the_count_is_true(page: VandaagPage, sessie: Sessie) -> None:
    wanted = Counter(group_of(line.soort) for line in sessie.vandaag.lines() if line.soort != "zitting")
    shown = groups(page)
    assert shown.keys() == wanted.keys()
    for code, group in shown.items():
        assert len(group.lines) == min(FOLD, wanted[code])
        assert str(wanted[code]) in [label.text() for label in group.findChildren(QLabel)]
        while not group.more.isHidden():
            group.unfold()
        assert len(shown_lines(group)) == wanted[code]
        assert {group_of(line.aandacht.soort) for line in shown_lines(group)} == {code}


def test_a_line_tells_what_why_and_when(page: VandaagPage, sessie: Sessie) -> None:
    first = next(line for line in sessie.vandaag.lines() if line.soort == "norm")
    line = shown_lines(groups(page)["norm"])[0]
    assert line.aandacht == first
    assert first.datum is not None
    words = [label.text() for label in line.findChildren(QLabel)]
    assert heel(first.tekst) in words
    assert heel(first.reden) in words
    assert f"sinds {first.datum:%d-%m-%Y}" in words


def test_a_long_group_folds_and_shows_all_on_request(page: VandaagPage, sessie: Sessie) -> None:
    total = sum(group_of(line.soort) == "norm" for line in sessie.vandaag.lines() if line.soort != "zitting")
    group = groups(page)["norm"]
    assert total > FOLD
    assert len(shown_lines(group)) == FOLD
    assert group.more.text() == f"Toon alle {total}"
    QTest.keyClick(group.more, Qt.Key.Key_Space)
    assert len(shown_lines(group)) == total
    assert not group.more.isVisible()
    assert group.lines[FOLD].hasFocus()
    QTest.keyClick(group.lines[FOLD], Qt.Key.Key_Down)
    assert group.lines[FOLD + 1].hasFocus()


def test_thousands_of_lines_come_in_portions(qtbot: QtBot) -> None:
    lines = [Aandacht("norm", f"RET-2026-{n:04d}", "te lang") for n in range(MORE * 2 + FOLD + 5)]
    group = AandachtGroep(GROEPEN[0], lines)
    qtbot.addWidget(group)
    for shown in (FOLD, FOLD + MORE, FOLD + 2 * MORE, len(lines)):
        assert len(group.lines) == shown
        assert group.more.isHidden() == (shown == len(lines))
        if shown < len(lines):
            group.unfold()
    assert [line.accessibleName() for line in group.lines] == [f"{line.tekst}, te lang" for line in lines]


def test_an_unfolded_group_stays_so_when_something_changes(
    page: VandaagPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    group = groups(page)["norm"]
    group.unfold()
    sessie.codering.add_actie("Bellen", "", None, casus_id=group.lines[0].aandacht.casus_id)  # type: ignore[attr-defined]  # every line of a group is an AandachtRegel
    qtbot.waitUntil(lambda: not work.busy)
    again = groups(page)["norm"]
    assert again is not group
    assert len(again.lines) > FOLD
    assert not again.more.isVisible()


def test_enter_and_a_click_open_the_casus(page: VandaagPage, qtbot: QtBot) -> None:
    line = shown_lines(groups(page)["norm"])[1]
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert opened.args == ["casus", line.aandacht.casus_id]
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert opened.args == ["casus", line.aandacht.casus_id]


def test_a_question_to_ask_again_opens_its_part_of_the_dossier(
    lege_sessie: Sessie, open_page: Opener, qtbot: QtBot, work: Work
) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    casus = s.casussen.add(NieuweCasus("Fenna (fictief)", "Voorbeeld", "0200", today - timedelta(days=200)))
    s.uithuisplaatsingen.add(casus, today - timedelta(days=100))
    page = open_page(s)
    (line,) = shown_lines(groups(page)["navraag"])
    with qtbot.waitSignal(page.part_requested) as opened:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert opened.args == [casus, "Uithuisplaatsing"]
    dossiers = CasussenPage(s, work, work)
    qtbot.addWidget(dossiers)
    dossiers.open_item(casus)
    dossiers.open_part("Uithuisplaatsing")
    assert isinstance(dossiers.detail.tabs.current, UithuisplaatsingTab)


def test_an_agenda_line_without_casus_opens_the_zitting(page: VandaagPage, sessie: Sessie, qtbot: QtBot) -> None:
    button = next(b for b in page.findChildren(FactButton) if not b.isHidden())
    first = next(line for line in sessie.vandaag.lines() if line.soort == "zitting")
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.keyClick(button, Qt.Key.Key_Return)
    assert opened.args == ["zitting", first.zitting_id]


def test_arrows_go_over_all_lines_and_each_group_is_one_tab_stop(page: VandaagPage) -> None:
    page.focus_first()
    lines = [line for group in groups(page).values() for line in shown_lines(group)]
    ordered = sorted(lines, key=lambda line: [g.code for g in GROEPEN].index(group_of(line.aandacht.soort)))
    assert ordered[0].hasFocus()
    for expected in ordered[1:]:
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Down)
        assert expected.hasFocus()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Home)
    assert ordered[0].hasFocus()
    for group in groups(page).values():
        assert sum(bool(line.focusPolicy() & Qt.FocusPolicy.TabFocus) for line in group.lines) == 1


def test_what_is_done_disappears(page: VandaagPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    line = next(e.aandacht for e in shown_lines(groups(page)["stap"]) if e.aandacht.soort == "geen-volgende-stap")
    sessie.codering.add_actie("Gezin bellen", "toegang", sessie.context.vandaag(), casus_id=line.casus_id)
    qtbot.waitUntil(lambda: not work.busy)
    left = groups(page).get("stap")
    assert left is None or line not in [each.aandacht for each in shown_lines(left)]


def test_an_empty_kluis_says_what_to_do(qtbot: QtBot, lege_sessie: Sessie, open_page: Opener) -> None:
    page = open_page(lege_sessie)
    button = next(b for b in page.findChildren(QPushButton) if b.isVisible())
    assert button.text() == "Lijst inlezen"
    with qtbot.waitSignal(page.import_requested):
        QTest.keyClick(button, Qt.Key.Key_Return)


def test_a_new_casus_and_an_import_start_from_here_too(page: VandaagPage, qtbot: QtBot) -> None:
    commands = {command.keys: command for command in page.commands() if command.enabled()}
    with qtbot.waitSignal(page.new_requested):
        commands["Ctrl+N"].run()
    with qtbot.waitSignal(page.import_requested):
        commands["Ctrl+I"].run()


def test_the_palette_puts_off_the_line_where_one_stands(page: VandaagPage) -> None:
    command = next(c for c in page.commands() if c.id == "vandaag.uitstellen")
    assert command.enabled()
    line = shown_lines(groups(page)["norm"])[2]
    line.setFocus()
    command.run()
    (card,) = (c for c in page.findChildren(Invoer) if not c.isHidden())
    group = groups(page)["norm"]
    assert group.body.indexOf(card) == group.body.indexOf(line) + 1


def test_a_kluis_where_all_is_well_says_so(lege_sessie: Sessie, open_page: Opener) -> None:
    today = lege_sessie.context.vandaag()
    casus = lege_sessie.casussen.add(NieuweCasus("Fenna (fictief)", "Voorbeeld", "0200", today))
    lege_sessie.codering.add_actie("Bellen", "toegang", today + timedelta(days=1), casus_id=casus)
    page = open_page(lege_sessie)
    assert groups(page) == {}
    assert "Niets dat op u wacht" in [w.text() for w in page.findChildren(QLabel) if w.isVisible()]


def test_a_role_that_may_not_see_casussen_gets_an_explanation(sessie: Sessie, open_page: Opener) -> None:
    context = replace(sessie.context, actor=Actor("Lezer (fictief)", Rol.LEZER_CIJFERS))
    page = open_page(Sessie(sessie.kluis, context))
    assert groups(page) == {}
    assert any("niet te zien" in w.text() for w in page.findChildren(QLabel) if w.isVisible())


@pytest.mark.parametrize(("width", "scale"), [(1180, 100), (1000, 200), (620, 100)])
def test_nothing_is_wider_than_the_page(
    qtbot: QtBot, sessie: Sessie, open_page: Opener, theme: Theme, width: int, scale: int
) -> None:
    theme.set_text_scale(scale)
    page = open_page(sessie, width)

    def settled() -> bool:
        lines = [line for line in page.findChildren(AandachtRegel) if line.isVisible()]
        inside = all(line.mapTo(page, line.rect().topRight()).x() <= width for line in lines)
        return bool(lines) and inside and all(line.height() >= line.heightForWidth(line.width()) for line in lines)

    qtbot.waitUntil(settled)


def test_every_control_has_a_name(page: VandaagPage, unnamed_controls: Walker) -> None:
    assert unnamed_controls(page) == []


# -- putting off, by keyboard alone -----------------------------------------------------------------------------------


def later(page: VandaagPage) -> UitgesteldGroep | None:
    return next((g for g in page.findChildren(UitgesteldGroep) if not g.isHidden()), None)


def focused(page: VandaagPage) -> QWidget:
    widget = page.focusWidget()
    assert widget is not None
    return widget


def put_off(page: VandaagPage, line: AandachtRegel, until: str, why: str) -> None:
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_U)
    QTest.keyClicks(focused(page), until)
    QTest.keyClick(focused(page), Qt.Key.Key_Tab)
    QTest.keyClicks(focused(page), why)
    QTest.keyClick(focused(page), Qt.Key.Key_Return)


def test_u_puts_a_line_off_and_it_waits_in_a_folded_group(
    page: VandaagPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    first, second = shown_lines(groups(page)["norm"])[:2]
    total = sum(line.soort in ("norm", "norm-nadert") for line in sessie.vandaag.lines())
    put_off(page, first, "+10wd", "intake is gepland")
    qtbot.waitUntil(lambda: not work.busy)
    found = {x.sleutel: x.uitstel for x in sessie.vandaag.overview().uitgesteld}[first.aandacht.sleutel]
    assert found is not None
    assert (found.tot, found.reden) == (add_werkdagen(sessie.context.vandaag(), 10), "intake is gepland")
    norm = groups(page)["norm"]
    assert norm.accessibleName() == f"Norm in gevaar, {total - 1}"
    assert shown_lines(norm)[0].aandacht == second.aandacht
    assert shown_lines(norm)[0].hasFocus()
    folded = later(page)
    assert folded is not None
    assert folded.toggle.text() == "Uitgesteld (2)"
    assert not shown_lines(folded)


def test_u_on_a_line_that_was_put_off_shows_it_again(
    page: VandaagPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    (waiting,) = sessie.vandaag.overview().uitgesteld
    assert waiting.uitstel is not None
    folded = later(page)
    assert folded is not None
    QTest.keyClick(folded.toggle, Qt.Key.Key_Space)
    (line,) = shown_lines(folded)
    words = " ".join(label.text() for label in line.findChildren(QLabel))
    assert waiting.uitstel.reden in words
    assert f"uitgesteld tot {waiting.uitstel.tot:%d-%m-%Y} door {waiting.uitstel.wie}" in words
    last = [each for group in groups(page).values() for each in shown_lines(group)]
    page.focus_first()
    QTest.keyClick(focused(page), Qt.Key.Key_End)
    assert line.hasFocus()
    assert line not in last
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert opened.args == ["casus", waiting.casus_id]
    QTest.keyClick(line, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: not work.busy)
    assert later(page) is None
    assert waiting.sleutel in {x.sleutel for x in sessie.vandaag.lines()}


def test_escape_puts_the_card_away_and_the_keyboard_is_back_on_the_line(page: VandaagPage, sessie: Sessie) -> None:
    line = shown_lines(groups(page)["norm"])[2]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_U)
    QTest.keyClicks(focused(page), "di")
    QTest.keyClick(focused(page), Qt.Key.Key_Escape)
    assert line.hasFocus()
    assert line.aandacht.sleutel in {x.sleutel for x in sessie.vandaag.lines()}


def test_what_is_lacking_is_said_at_the_field_and_nothing_is_lost(page: VandaagPage, sessie: Sessie) -> None:
    line = shown_lines(groups(page)["norm"])[0]
    put_off(page, line, "-3d", "kan wachten")
    card = next(c for c in page.findChildren(Invoer) if not c.isHidden())
    assert "na vandaag" in card.form.row("tot").error
    assert card.form.value("reden") == "kan wachten"
    assert line.aandacht.sleutel in {x.sleutel for x in sessie.vandaag.lines()}


def test_what_is_half_typed_stays_when_the_page_is_read_again(
    page: VandaagPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    line = shown_lines(groups(page)["norm"])[1]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_U)
    QTest.keyClick(focused(page), Qt.Key.Key_Tab)
    QTest.keyClicks(focused(page), "de moeder belt")
    other = shown_lines(groups(page)["norm"])[0].aandacht.casus_id
    sessie.codering.add_actie("Bellen", "", None, casus_id=other)
    qtbot.waitUntil(lambda: not work.busy)
    card = next(c for c in page.findChildren(Invoer) if not c.isHidden())
    assert card.form.value("reden") == "de moeder belt"
    assert any(control.hasFocus() for control in card.controls)


def test_who_may_only_read_cannot_put_off(sessie: Sessie, open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ROLES, Rol.LEZER_CIJFERS, frozenset({Right.CASUS_READ}))
    context = replace(sessie.context, actor=Actor("Lezer (fictief)", Rol.LEZER_CIJFERS))
    page = open_page(Sessie(sessie.kluis, context))
    line = shown_lines(groups(page)["norm"])[0]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_U)
    assert not [c for c in page.findChildren(Invoer) if not c.isHidden()]
    assert [b.accessibleName() for b in line.findChildren(QToolButton)] == [f"Waarom: {line.aandacht.tekst}"]


# -- the sentence of the start ----------------------------------------------------------------------------------------


def sentence(page: VandaagPage) -> str:
    return next(w.text() for w in page.findChildren(QLabel) if w.isVisible() and "aandacht" in w.text())


def test_one_sentence_sums_up_and_after_being_elsewhere_the_short_form_does(
    page: VandaagPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    lines = [line for line in sessie.vandaag.lines() if line.soort != "zitting"]
    first = sentence(page)
    assert first.startswith(f"{len(lines)} punten vragen aandacht: ")
    parts = first.partition(": ")[2].partition(".")[0].split(", ")
    assert sum(int(part.split()[0]) for part in parts) == len(lines)
    assert f"Dringend: {sum(line.dringend for line in lines)}." in first
    page.hide()
    page.show()
    page.refresh(frozenset())
    qtbot.waitUntil(lambda: not work.busy)
    assert sentence(page).startswith(f"{len(lines)} punten vragen aandacht. ")
