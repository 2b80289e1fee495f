"""How dates, numbers and counts are written on the screen; plain values in, Dutch text out."""

from __future__ import annotations

import re
from datetime import date, datetime

from expertteam_app.domain.datuminvoer import DAGEN, MAANDEN

LEEG = "–"
"""What a cell shows that holds nothing."""

_IN_NUMBER = re.compile(r"(?<=[A-Z0-9])-(?=[A-Z]*-?\d)")
_WHOLE_HYPHEN = "\N{NON-BREAKING HYPHEN}"


def heel(text: str) -> str:
    """The text with numbers (``Z-RET-2026-005``) and dates kept on one line; only to draw, never to keep or copy."""
    return _IN_NUMBER.sub(_WHOLE_HYPHEN, text)


def dag_cijfers(dag: date | None) -> str:
    """``12-03-2026``, for tables."""
    return LEEG if dag is None else f"{dag.day:02d}-{dag.month:02d}-{dag.year}"


def dag_kort(dag: date | None) -> str:
    """``do 12 mrt``, for lists of this and next month."""
    return LEEG if dag is None else f"{DAGEN[dag.weekday()][:2]} {dag.day} {_MAAND_KORT[dag.month - 1]}"


_MAAND_KORT = tuple("mrt" if m == "maart" else m[:3] for m in MAANDEN)


def tijdstip(moment: datetime) -> str:
    """``14:02``, local time."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def getal(value: float, decimals: int = 0) -> str:
    """A number with a comma for the fraction and points between thousands: ``1.234,5``."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def aantal(n: int, een: str, meer: str) -> str:
    """A count with its noun: ``1 casus``, ``23 casussen``."""
    return f"{getal(n)} {een if n == 1 else meer}"


def dagen(n: int, eenheid: str) -> str:
    """A length in ``werkdagen`` or ``kalenderdagen``, in the singular where it is one."""
    return aantal(n, eenheid.removesuffix("en"), eenheid)


def opgeslagen(moment: datetime | None) -> str:
    """The state of saving in the top bar; empty before anything was saved in this session."""
    return "" if moment is None else f"Alles opgeslagen {tijdstip(moment)}"
