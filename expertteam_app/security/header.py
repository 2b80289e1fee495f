"""The contents of ``sleutels.json``, formats 1 and 2: values, their JSON, and the bytes that are signed.

Format 2 differs in one thing: a slot may lack the master key in a box of its own. That is a slot of someone who was
not there when the kluis got a new master key; he takes it out of the seal (see `keyslots`).

The file names who can open the kluis and holds nothing in clear that opens it. Reading is strict: an unknown key, a
wrong length or an impossible cost is damage, so that every byte of the file has one meaning.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from expertteam_app.domain.errors import EnvironmentProblem, UserError
from expertteam_app.security.kdf import SALT_LENGTH, KdfParams
from expertteam_app.security.sealing import PUBLIC_KEY_LENGTH

FORMAT: Final = 3
"""The newest format that is read."""
_SEALED: Final = 2
_WHOLE: Final = 1
"""The format in which every slot holds all its boxes; also what boxes and seals are bound to, in both formats."""
MAX_SLOTS: Final = 64
MAX_LABEL: Final = 100
_BOX: Final = 12 + 32 + 16  # nonce, a 32-byte secret, tag
_MAC: Final = 32
_HEX_ID: Final = re.compile(r"[0-9a-f]{32}\Z")
_ALG: Final = {"alg": "argon2id", "v": 19}


class DamagedHeader(EnvironmentProblem):
    """``sleutels.json`` cannot be read as a format this program knows."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Het sleutelbestand (sleutels.json) van deze kluis is beschadigd: {reason}.",
            "Zet sleutels.json terug uit de map back-ups van de kluis.",
        )


class NewerHeader(UserError):
    """``sleutels.json`` was written by a newer program."""

    def __init__(self) -> None:
        super().__init__(
            "Deze kluis is gemaakt met een nieuwere versie van Expertteam.",
            "Open hem met die versie, of vraag de beheerder om deze computer bij te werken.",
        )


class SlotType(StrEnum):
    """Whose slot it is: a user's, or the noodcode's."""

    GEBRUIKER = "gebruiker"
    HERSTEL = "herstel"


@dataclass(frozen=True, slots=True)
class SlotKdf:
    """How the key of one slot is derived: the cost and the salt (16 bytes)."""

    params: KdfParams
    salt: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to open the kluis.

    Attributes:
        id: 32 hexadecimal digits, kept when the passphrase changes.
        type: a user's or the noodcode's.
        label: the name by which the user opens it.
        kdf: how the key-encryption key (KEK) is derived.
        public_key: the X25519 public key, 32 raw bytes.
        master_key: the master key in a box under the KEK; empty when it is in the seal only (format 2).
        private_key: the X25519 private key in a box under the KEK.
        sealed: the master key sealed to `public_key`.
        device_bound: the KEK also needs the secret that one computer keeps (`security.apparaat`; format 3).
    """

    id: str
    type: SlotType
    label: str
    kdf: SlotKdf
    public_key: bytes
    master_key: bytes
    private_key: bytes
    sealed: bytes
    device_bound: bool = False


@dataclass(frozen=True, slots=True)
class KluisHeader:
    """The whole of ``sleutels.json``.

    Attributes:
        kluis_id: 32 hexadecimal digits.
        seq: goes up by one with every change, so that an older copy can be recognised.
        slots: the ways to open it, in order of making.
        mac: HMAC-SHA256 over everything else, under a subkey of the master key.
    """

    kluis_id: str
    seq: int
    slots: tuple[Slot, ...]
    mac: bytes


def canonical(value: object) -> bytes:
    """JSON with sorted keys, without spaces, ASCII only: one value, one sequence of bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode("ascii")


def slot_aad(header: KluisHeader, slot: Slot, doel: str) -> bytes:
    """What a box or seal of a slot is bound to: this kluis, this format, this slot's metadata, this use."""
    return canonical({"format": _WHOLE, "kluis_id": header.kluis_id, "slot": _metadata(slot), "doel": doel})


def mac_input(header: KluisHeader) -> bytes:
    """The bytes under the HMAC: the canonical JSON of everything but the mac."""
    return canonical(_body(header))


def to_json(header: KluisHeader) -> bytes:
    """The canonical JSON of the whole header, as it stands in the file."""
    return canonical({**_body(header), "mac": _b64(header.mac)}) + b"\n"


def from_json(data: bytes) -> KluisHeader:
    """Read a header.

    Raises:
        NewerHeader: the format is higher than this program knows.
        DamagedHeader: anything else that is not a header of a known format, impossible Argon2id costs included.
    """
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError):
        raise DamagedHeader("het is geen leesbare JSON") from None
    if isinstance(raw, dict) and type(raw.get("format")) is int and raw["format"] > FORMAT:
        raise NewerHeader
    try:
        header = _header(raw)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise DamagedHeader("de inhoud klopt niet") from None
    if len({slot.id for slot in header.slots}) != len(header.slots):
        raise DamagedHeader("een sleutel staat er twee keer in")
    return header


def _body(header: KluisHeader) -> dict[str, Any]:
    return {
        "format": _format(header),
        "kluis_id": header.kluis_id,
        "seq": header.seq,
        "slots": [
            _metadata(slot)
            | {
                "master_key": _b64(slot.master_key),
                "private_key": _b64(slot.private_key),
                "sealed": _b64(slot.sealed),
            }
            for slot in header.slots
        ],
    }


def _format(header: KluisHeader) -> int:
    """The lowest format that can say what this header says, so that older programs read what they can."""
    if any(slot.device_bound for slot in header.slots):
        return FORMAT
    return _WHOLE if all(slot.master_key for slot in header.slots) else _SEALED


def _metadata(slot: Slot) -> dict[str, Any]:
    cost = slot.kdf.params
    return {
        "id": slot.id,
        "type": slot.type.value,
        "label": slot.label,
        "kdf": _ALG | {"m_mib": cost.m_mib, "t": cost.t, "p": cost.p, "salt": _b64(slot.kdf.salt)},
        "public_key": _b64(slot.public_key),
        **({"device": True} if slot.device_bound else {}),
    }


def _header(raw: Mapping[str, Any]) -> KluisHeader:
    _only(raw, {"format", "kluis_id", "seq", "slots", "mac"})
    slots, seq = raw["slots"], raw["seq"]
    if type(raw["format"]) is not int or type(seq) is not int or seq < 1:
        raise ValueError("format, seq")
    if not isinstance(slots, list) or not 1 <= len(slots) <= MAX_SLOTS:
        raise ValueError("slots")
    header = KluisHeader(_hex_id(raw["kluis_id"]), seq, tuple(_slot(slot) for slot in slots), _bytes(raw["mac"], _MAC))
    if raw["format"] != _format(header):
        raise ValueError("format")
    return header


def _slot(raw: Mapping[str, Any]) -> Slot:
    bound = "device" in raw
    _only(
        raw,
        {"id", "type", "label", "kdf", "public_key", "master_key", "private_key", "sealed"} | ({"device"} & raw.keys()),
    )
    if bound and raw["device"] is not True:
        raise ValueError("device")
    label, kdf = raw["label"], raw["kdf"]
    if not isinstance(label, str) or not 1 <= len(label) <= MAX_LABEL or not label.isprintable():
        raise ValueError("label")
    _only(kdf, {"alg", "v", "m_mib", "t", "p", "salt"})
    if kdf["alg"] != _ALG["alg"] or kdf["v"] != _ALG["v"]:
        raise ValueError("kdf")
    return Slot(
        id=_hex_id(raw["id"]),
        type=SlotType(raw["type"]),
        label=label,
        kdf=SlotKdf(KdfParams(kdf["m_mib"], kdf["t"], kdf["p"]), _bytes(kdf["salt"], SALT_LENGTH)),
        public_key=_bytes(raw["public_key"], PUBLIC_KEY_LENGTH),
        master_key=b"" if raw["master_key"] == "" else _bytes(raw["master_key"], _BOX),
        private_key=_bytes(raw["private_key"], _BOX),
        sealed=_bytes(raw["sealed"], PUBLIC_KEY_LENGTH + _BOX),
        device_bound=bound,
    )


def _only(raw: Mapping[str, Any], keys: set[str]) -> None:
    if raw.keys() != keys:
        raise ValueError("keys")


def _hex_id(text: str) -> str:
    if not _HEX_ID.match(text):
        raise ValueError("id")
    return text


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str, length: int) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("base64") from error
    if len(data) != length or _b64(data) != text:
        raise ValueError("length")
    return data
