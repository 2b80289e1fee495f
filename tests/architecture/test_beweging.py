"""Nothing in the window moves by itself (WCAG 2.2.2, EN 301 549 11.7): who gets dizzy needs no setting."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from expertteam_app.ui.app import keep_still

UI = Path(__file__).resolve().parents[2] / "expertteam_app" / "ui"
MOVES = re.compile(
    r"Q(Property|Variant|Abstract|Parallel\w*|Sequential\w*|Pause)Animation|QTimeLine|QMovie|QScroller|QSplashScreen"
    r"|QGraphicsEffect|QGraphicsOpacityEffect|QStateMachine|setAnimated\(True|setCursorFlashTime|setRange\(0, 0\)"
)
"""What moves or blinks: animations, moving pictures, scrolling with a tail, a bar that goes to and fro."""


def test_nothing_in_the_window_moves_by_itself() -> None:
    found = [
        f"{path.relative_to(UI)}: {match[0]}"
        for path in sorted(UI.rglob("*.py"))
        for match in MOVES.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_the_pattern_finds_what_moves() -> None:
    for line in ("QPropertyAnimation(a, b)", "QMovie('x')", "bar.setRange(0, 0)", "tree.setAnimated(True)"):
        assert MOVES.search(line)


def test_menus_and_lists_do_not_slide_or_fade(qapp: QApplication) -> None:
    effects = (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_FadeMenu, Qt.UIEffect.UI_AnimateCombo)
    was = [qapp.isEffectEnabled(effect) for effect in effects]
    for effect in effects:
        qapp.setEffectEnabled(effect, enable=True)
    keep_still(qapp)
    assert not any(qapp.isEffectEnabled(effect) for effect in effects)
    assert not any(qapp.isEffectEnabled(e) for e in (Qt.UIEffect.UI_AnimateTooltip, Qt.UIEffect.UI_FadeTooltip))
    for effect, on in zip(effects, was, strict=True):
        qapp.setEffectEnabled(effect, on)
