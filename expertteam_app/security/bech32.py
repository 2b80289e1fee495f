"""Bech32 (BIP 173), in which age writes its keys; only what age needs of it, without the limit of 90 characters."""

from __future__ import annotations

from typing import Final

_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK: Final = 6


def encode(prefix: str, data: bytes) -> str:
    """Bytes as lower case bech32 under a prefix."""
    groups = _regroup(data)
    polymod = _polymod([*_expand(prefix), *groups, *[0] * _CHECK]) ^ 1
    groups += [(polymod >> 5 * (_CHECK - 1 - place)) & 31 for place in range(_CHECK)]
    return f"{prefix}1{''.join(_LETTERS[g] for g in groups)}"


def decode(prefix: str, text: str) -> bytes:
    """The bytes of lower case bech32 under this prefix.

    Raises:
        ValueError: another prefix, a wrong character, or a checksum that does not fit.
    """
    start = f"{prefix}1"
    if not text.startswith(start):
        raise ValueError("prefix")
    groups = [_LETTERS.index(letter) for letter in text.removeprefix(start)]
    if len(groups) < _CHECK or _polymod([*_expand(prefix), *groups]) != 1:
        raise ValueError("checksum")
    groups = groups[:-_CHECK]
    size = len(groups) * 5
    number = int("".join(f"{g:05b}" for g in groups) or "0", 2)
    rest = size % 8
    if number & ((1 << rest) - 1):
        raise ValueError("padding")
    data = (number >> rest).to_bytes(size // 8)
    if encode(prefix, data) != text:
        raise ValueError("padding")
    return data


def _regroup(data: bytes) -> list[int]:
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    return [int(bits[i : i + 5], 2) for i in range(0, len(bits), 5)]


def _expand(prefix: str) -> list[int]:
    return [*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix)]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, factor in enumerate(_GENERATOR):
            if top >> place & 1:
                check ^= factor
    return check
