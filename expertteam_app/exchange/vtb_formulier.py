"""What a PDF form was filled with, and where on the page that stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject

MAX_VELDEN = 2000
"""Fields on one page; a form of a VTB has some tens."""
_MAX_WAARDE = 100_000
_DIEP = 20
_VERBORGEN = 0b10_0010
"""Flags of a widget that is not shown: hidden, or no view (PDF 1.7, table 165)."""
_DRUKKNOP = 1 << 16
_WACHTWOORD = 1 << 13
_LETTERHOOGTE = 7.0
_HOOG = 26.0
"""Points; a field that is higher takes more lines, and its text begins at the top."""
AAN, UIT = "☒", "☐"


@dataclass(frozen=True, slots=True)
class Ingevuld:
    """One value; `x` and `y` are in points from the left bottom of the page."""

    tekst: str
    x: float
    y: float


def filled_in(page: PageObject) -> tuple[Ingevuld, ...]:
    """The values of the form on a page, as they are shown: text, a choice, or a tick box that is on or off."""
    annotations = page.get("/Annots")
    found = annotations.get_object() if annotations is not None else None
    if not isinstance(found, list):
        return ()
    return tuple(value for entry in found[:MAX_VELDEN] for value in _values(entry))


def _values(entry: object) -> Iterator[Ingevuld]:
    widget = _resolved(entry)
    if not isinstance(widget, dict) or widget.get("/Subtype") != "/Widget":
        return
    shown = _resolved(widget.get("/F"))
    if isinstance(shown, int) and shown & _VERBORGEN:
        return
    text = _value(widget)
    rect = _resolved(widget.get("/Rect"))
    if not text.strip() or not isinstance(rect, list) or len(rect) != 4:  # noqa: PLR2004 - left, bottom, right, top
        return
    left, bottom, right, top = (float(str(_resolved(number))) for number in rect)
    low, high = min(bottom, top), max(bottom, top)
    baseline = high - _LETTERHOOGTE - 4 if high - low > _HOOG else (low + high) / 2 - _LETTERHOOGTE / 2
    yield Ingevuld(text, min(left, right) + 2, baseline)


def _value(widget: dict[object, object]) -> str:
    kind, flags = _inherited(widget, "/FT"), _inherited(widget, "/Ff")
    bits = flags if isinstance(flags, int) else 0
    if kind == "/Btn":
        if bits & _DRUKKNOP:
            return ""
        state = _resolved(widget.get("/AS"))
        return UIT if state in (None, "/Off") else AAN
    if kind == "/Tx":
        return "" if bits & _WACHTWOORD else _text(_inherited(widget, "/V"))
    if kind == "/Ch":
        chosen = _inherited(widget, "/V")
        each = chosen if isinstance(chosen, list) else [chosen]
        names = dict(_options(_inherited(widget, "/Opt")))
        return ", ".join(names.get(word, word) for word in (_text(_resolved(c)) for c in each) if word)
    return ""


def _options(options: object) -> Iterator[tuple[str, str]]:
    """What is stored and what is shown, for choices that tell them apart."""
    for option in options if isinstance(options, list) else ():
        pair = _resolved(option)
        if isinstance(pair, list) and len(pair) == 2:  # noqa: PLR2004 - stored, shown
            yield _text(_resolved(pair[0])), _text(_resolved(pair[1]))


def _text(value: object) -> str:
    """The text of a value: a string, bytes in no known alphabet, or a stream for a long text."""
    data = getattr(value, "get_data", None)
    raw: object = data() if callable(data) else value
    if isinstance(raw, bytes):
        raw = raw.decode("utf-16" if raw.startswith((b"\xfe\xff", b"\xff\xfe")) else "cp1252", errors="replace")
    if not isinstance(raw, str):
        return ""
    return "\n".join(line.rstrip() for line in raw[:_MAX_WAARDE].splitlines()).strip("\n")


def _inherited(widget: dict[object, object], key: str) -> object:
    """A property of the field, that its parent may hold for it."""
    here: object = widget
    for _ in range(_DIEP):
        if not isinstance(here, dict):
            return None
        if key in here:
            return _resolved(here[key])
        here = _resolved(here.get("/Parent"))
    return None


def _resolved(value: object) -> object:
    """What stands at a reference, or the value itself."""
    get = getattr(value, "get_object", None)
    return get() if callable(get) else value
