"""The order of text in two directions, against Qt, which works it out on its own."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from expertteam_app.documents.richting import base_level, levels, mirrored, order

LETTERS = "abאבגل 12.,-+%()[]:/?"
"""Latin, Hebrew, an Arabic letter, numbers, what stands between numbers, brackets and other signs."""


def qt_order(text: str, base: int) -> list[int]:
    """The places of the characters from left to right, as Qt lays them out on one line."""
    font = QFont()
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)  # one font: its boxes for what it lacks stand in order too
    layout = QTextLayout(text, font)
    choice = QTextOption()
    choice.setTextDirection(Qt.LayoutDirection.RightToLeft if base else Qt.LayoutDirection.LeftToRight)
    choice.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(choice)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    flag = QTextLayout.GlyphRunRetrievalFlag
    runs = layout.glyphRuns(-1, -1, flag.RetrieveStringIndexes | flag.RetrieveGlyphPositions)
    found = [(p.x(), at) for run in runs for p, at in zip(run.positions(), run.stringIndexes(), strict=True)]
    return [at for _x, at in sorted(found)]


@pytest.mark.usefixtures("qapp")
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(alphabet=LETTERS, min_size=1, max_size=24).map(str.strip).filter(bool), base=st.sampled_from([0, 1])
)
@example(text="moeder (אב) zegt: אב 12 גב, 3-4 a", base=0)
@example(text="אב 12.5% (ab) גב", base=1)
@example(text="a (ב) 1", base=1)
@example(text="ל 1-2", base=0)
def test_the_order_is_that_of_qt(text: str, base: int) -> None:
    assert QApplication.instance() is not None
    assert order(text, levels(text, base), base) == qt_order(text, base), text


def test_a_mark_stays_behind_its_letter() -> None:
    text = "שָׁב"
    drawn = "".join(text[at] for at in order(text, levels(text, 1), 1))
    assert drawn == "בשָׁ"


def test_brackets_turn_around_between_hebrew_only() -> None:
    text = "אב (גב) ab (ab)"
    level = levels(text, 1)
    drawn = "".join(mirrored(text[at], level[at]) for at in order(text, level, 1))
    assert drawn == "ab (ab) (בג) בא"


def test_a_dutch_sentence_that_begins_with_a_hebrew_name_stays_dutch() -> None:
    assert base_level("דוד כהן is de vader van het kind.") == 0
    assert base_level("Vader: אני רוצה שהבן שלי יחזור הביתה") == 0
    assert base_level("אני רוצה שהבן שלי (Sem) יחזור הביתה") == 1
    assert base_level("12 (-)") == 0
