"""What Qt and its Python side do not agree about, so that nothing of ours asks for it."""

from __future__ import annotations

import re
from pathlib import Path

UI = Path(__file__).resolve().parents[2] / "expertteam_app" / "ui"


def test_no_layout_is_taken_out_of_another() -> None:
    """Its widgets lose their Python side with it, and what is made later at the same address ends the program."""
    taken = re.compile(r"\b(body|column|flow|grid|layout|rows?)\.removeItem\(")
    found = [f"{path.name}: {m.group()}" for path in UI.rglob("*.py") for m in taken.finditer(path.read_text("utf-8"))]
    assert found == []
