"""A verslag as JSON and back: what is kept when it is vastgesteld, so that it never depends on later changes."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from expertteam_app.documents.verslag_stuk import VerslagStuk

LEFT_OUT = frozenset({"logo"})


def to_json(stuk: VerslagStuk) -> dict[str, Any]:
    """The stuk as values that JSON knows; dates as ISO text. The logo stays out: it is no content."""
    made = _plain(stuk)
    if not isinstance(made, dict):
        raise TypeError("a stuk is an object")
    return made


def from_json(data: Mapping[str, Any]) -> VerslagStuk:
    """The stuk as it was kept.

    Raises:
        ValueError: the content is no verslag.
    """
    made = _build(VerslagStuk, data)
    if not isinstance(made, VerslagStuk):
        raise TypeError("a stuk is an object")
    return made


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.name not in LEFT_OUT}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(str(part) for part in value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, value: Any) -> Any:  # noqa: ANN401 - kinds are annotations, values are JSON
    origin, args = get_origin(kind), get_args(kind)
    made = value
    if value is None or origin is Literal:
        pass
    elif origin in {Union, types.UnionType}:
        made = _build(next(arg for arg in args if arg is not type(None)), value)
    elif origin is tuple:
        parts = args[:1] * len(value) if args[-1] is Ellipsis else args
        made = tuple(_build(part, each) for part, each in zip(parts, value, strict=True))
    elif origin is frozenset:
        made = frozenset(args[0](each) for each in value)
    elif isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        # A field that is not known any more is passed over: a verslag stays readable for years.
        made = kind(**{name: _build(hints[name], each) for name, each in value.items() if name in hints})
    elif kind is date:
        made = date.fromisoformat(value)
    return made
