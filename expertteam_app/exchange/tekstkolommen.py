"""Columns of text as numbers: every different text once, and per row which of them stands there.

A log has few different steps and times against its rows, so whoever reads it needs each text only once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Nummers = NDArray[np.int64]
_Bytes = NDArray[np.uint8]

_END = ord("\n")
_WORD = 8
"""Bytes that are compared in one go."""
BLOCK = 1 << 22
"""Bytes that are read at a time: memory stays bounded however long the file is."""
WIDEST = 1 << 26
"""Bytes a block may take when every cell is as wide as its widest."""
_ODD = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: `teksten` in the order in which they first occur, `nummers` per row the place of its text there."""

    teksten: tuple[str, ...]
    nummers: Nummers


def column_of(cells: Iterable[str]) -> Kolom:
    """A column from its cells."""
    known: dict[str, int] = {}
    nummers = np.fromiter((known.setdefault(cell, len(known)) for cell in cells), np.int64)
    return Kolom(tuple(known), nummers)


def columns_of(
    text: str, separator: str, width: int, at: Sequence[int], *, block: int = BLOCK, widest: int = WIDEST
) -> tuple[Kolom, ...] | None:
    """Columns from rows without quotation marks.

    Args:
        text: rows that each end with a line feed.
        separator: one ASCII character.
        width: how many cells a row has.
        at: places of the columns that are asked, from 0.
        block: see `BLOCK`.
        widest: see `WIDEST`; above it cells are read one by one.

    Returns:
        None when a row has more or fewer cells than `width`.
    """
    known: tuple[dict[bytes, int], ...] = tuple({} for _ in at)
    parts: tuple[list[Nummers], ...] = tuple([] for _ in at)
    for part in _blocks(text.encode(), block):
        cells = np.frombuffer(part, np.uint8)
        marks = np.flatnonzero((cells == ord(separator)) | (cells == _END))
        if marks.size % width:
            return None
        ends = marks.reshape(-1, width)
        if (cells[ends[:, -1]] != _END).any() or (cells[ends[:, :-1]] == _END).any():
            return None
        starts = np.concatenate(([0], marks[:-1] + 1)).reshape(-1, width)
        for place, texts, found in zip(at, known, parts, strict=True):
            found.append(_numbers(part, starts[:, place], ends[:, place], texts, widest))
    return tuple(
        Kolom(
            tuple(b"\n".join(texts).decode().split("\n")) if texts else (),
            np.concatenate([np.empty(0, np.int64), *found]),
        )
        for texts, found in zip(known, parts, strict=True)
    )


def _blocks(raw: bytes, size: int) -> Iterator[bytes]:
    begin = 0
    while begin < len(raw):
        end = raw.find(b"\n", begin + size) + 1 or len(raw)
        yield raw[begin:end]
        begin = end


def _numbers(block: bytes, starts: Nummers, ends: Nummers, known: dict[bytes, int], widest: int) -> Nummers:
    """Per cell its number in `known`, to which new texts are added."""
    alike = _alike(block, starts, ends, widest)
    if alike is None:
        return _each(block, starts, ends, known)
    first, which = alike
    order = np.argsort(first)
    numbers = np.empty_like(first)
    numbers[order] = _each(block, starts[first[order]], ends[first[order]], known)
    return numbers[which]


def _each(block: bytes, starts: Nummers, ends: Nummers, known: dict[bytes, int]) -> Nummers:
    cells = zip(starts.tolist(), ends.tolist(), strict=True)
    return np.fromiter((known.setdefault(block[a:b], len(known)) for a, b in cells), np.int64, starts.size)


def _alike(block: bytes, starts: Nummers, ends: Nummers, widest: int) -> tuple[Nummers, Nummers] | None:
    """The first row of each different text, and per row which of those it equals.

    Cells are told apart by a short fingerprint, and then compared byte by byte with the first of their fingerprint;
    None when two texts share one, or when cells are too wide for this way.
    """
    lengths = ends - starts
    width = (int(lengths.max()) // _WORD + 1) * _WORD
    if width * starts.size > widest:
        return None
    padded: _Bytes = np.frombuffer(block + bytes(width), np.uint8)
    cells = sliding_window_view(padded, width)[starts]
    np.multiply(cells, np.arange(width) < lengths[:, None], out=cells)
    words = cells.view(np.uint64)
    mark = lengths.astype(np.uint64)
    for place in range(words.shape[1]):
        mark = (mark ^ words[:, place]) * _ODD
        mark ^= mark >> _SHIFT
    _, first, which = np.unique(mark, return_index=True, return_inverse=True)
    same = (words == words[first][which]).all() and (lengths == lengths[first][which]).all()
    return (first, which) if same else None
