"""The noodcode: the way in when the passphrase is lost, written on paper.

160 random bits and an 8-bit check, in Crockford's base32 (no I, L, O, U), 34 characters in groups of five. The check
is a CRC, because that finds every single wrong character and every swap of two neighbours.
"""

from __future__ import annotations

import secrets
from typing import Final

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.noodcode import LOOKALIKES

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS: Final = 160
_CHECK_BITS: Final = 8
_PAD_BITS: Final = 2  # 34 characters of 5 bits hold 170 bits
_LENGTH: Final = 34
_GROUP: Final = 5
_FIELD: Final = "noodcode"


def new_code() -> str:
    """A fresh noodcode in groups, as it is printed: ``7K2PD-...``, six groups of five and one of four."""
    return format_code(_encode(secrets.randbits(_BITS)))


def format_code(code: str) -> str:
    """A bare code of 34 characters in groups of five with dashes."""
    return "-".join(code[i : i + _GROUP] for i in range(0, len(code), _GROUP))


def parse_code(text: str) -> str:
    """The bare code (34 capitals and digits) of what someone typed from paper.

    Lower case, spaces and dashes do not matter; O is read as 0, I and L as 1.

    Raises:
        FieldError: a character that does not occur, a wrong length or a typing error; names the place where it can.
    """
    bare = "".join(c for c in text.upper() if not c.isspace() and c not in "-–—_.").translate(LOOKALIKES)
    for index, char in enumerate(bare):
        if char not in _ALPHABET:
            group, place = divmod(index, _GROUP)
            raise FieldError(
                _FIELD,
                f"Het teken {char!r} komt in een noodcode niet voor (groep {group + 1}, teken {place + 1}).",
                "Kijk op het papier wat daar staat.",
            )
    if len(bare) != _LENGTH:
        raise FieldError(
            _FIELD,
            f"De noodcode heeft {_LENGTH} tekens; hier staan er {len(bare)}.",
            "Kijk op het papier of er een groep mist of dubbel staat.",
        )
    value = _decode(bare)
    if value is None:
        raise FieldError(
            _FIELD, "Er zit een tikfout in de noodcode.", "Vergelijk groep voor groep met het papier en verbeter hem."
        )
    return bare


def _encode(value: int) -> str:
    whole = (value << _CHECK_BITS | _crc8(value.to_bytes(_BITS // 8, "big"))) << _PAD_BITS
    return "".join(_ALPHABET[whole >> 5 * i & 31] for i in reversed(range(_LENGTH)))


def _decode(bare: str) -> int | None:
    whole = 0
    for char in bare:
        whole = whole << 5 | _ALPHABET.index(char)
    value = whole >> _CHECK_BITS + _PAD_BITS
    return value if _encode(value) == bare else None


def _crc8(data: bytes) -> int:
    """CRC-8 with polynomial x^8 + x^2 + x + 1 (CRC-8/SMBUS: the check of "123456789" is F4)."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ 0x07) & 0xFF if crc & 0x80 else crc << 1
    return crc
