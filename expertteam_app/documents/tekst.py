"""Small pure helpers for text on paper: Dutch dates and text that a PDF can hold."""

from __future__ import annotations

import unicodedata
from datetime import date

from expertteam_app.domain.datuminvoer import DAGEN, MAANDEN


def long_date(dag: date, *, weekdag: bool = False) -> str:
    """A date in words, for running text.

    >>> long_date(date(2026, 3, 12), weekdag=True)
    'donderdag 12 maart 2026'
    """
    text = f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
    return f"{DAGEN[dag.weekday()]} {text}" if weekdag else text


def short_date(dag: date) -> str:
    """A date in figures, for tables.

    >>> short_date(date(2026, 3, 1))
    '01-03-2026'
    """
    return f"{dag.day:02d}-{dag.month:02d}-{dag.year:04d}"


def clean(text: str) -> str:
    """Text as one glyph per letter: accents composed (NFC), no control or direction characters, no outer space.

    Names pasted from other programs hold letters in two parts ("c" + cedilla), which would print as two glyphs, and
    invisible characters that could reorder a line. Every line end becomes a newline.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    kept = (c for c in composed if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    return "".join(kept).strip()


def lines(text: str) -> tuple[str, ...]:
    """The non-empty lines of a text after `clean`; each becomes a paragraph."""
    return tuple(line.strip() for line in clean(text).split("\n") if line.strip())
