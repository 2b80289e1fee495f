"""From a passphrase to a key, and from the master key to its subkeys."""

from __future__ import annotations

import time
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from expertteam_app.domain.errors import EnvironmentProblem

KEY_LENGTH: Final = 32
SALT_LENGTH: Final = 16

_MIB: Final = 1024  # Argon2 counts memory in KiB
_MEMORY_MIB: Final = range(64, 2048 + 1)  # the floor is RFC 9106's second choice; above the ceiling it is an attack
_STEPS: Final = (64, 128, 256, 512, 1024)
TARGET: Final = 1.3
"""Seconds that opening may take on the machine where the slot is made (KLUIS section 5: 0.7 to 1.5)."""
_PASSES: Final = range(3, 16 + 1)
_LANES: Final = range(1, 16 + 1)


class Purpose(StrEnum):
    """What a subkey of the master key is for; the value is part of the derivation."""

    SQLCIPHER = "sqlcipher"
    HEADER_MAC = "header-mac"
    BACKUP = "backup"
    BIJLAGEN = "bijlagen"


@dataclass(frozen=True, slots=True)
class KdfParams:
    """The cost of Argon2id (RFC 9106), stored with every slot.

    Attributes:
        m_mib: memory in MiB, 64 to 2048.
        t: number of passes, 3 to 16.
        p: number of lanes, 1 to 16.

    Raises:
        ValueError: a cost outside its bounds: too cheap to guess, or so dear that opening would choke the machine.
    """

    m_mib: int = 256
    t: int = 3
    p: int = 4

    def __post_init__(self) -> None:
        for name, value, allowed in (("m_mib", self.m_mib, _MEMORY_MIB), ("t", self.t, _PASSES), ("p", self.p, _LANES)):
            if type(value) is not int or value not in allowed:
                raise ValueError(f"Argon2id: {name} moet tussen {allowed[0]} en {allowed[-1]} liggen.")

    @classmethod
    def floor(cls) -> KdfParams:
        """The cheapest cost a header may hold: 64 MiB, 3 passes (about 0.2 s)."""
        return cls(m_mib=_MEMORY_MIB[0], t=_PASSES[0], p=4)


def suited(seconds_at_floor: float) -> KdfParams:
    """The cost for a machine that takes so many seconds for the floor: the most memory that stays within `TARGET`.

    Between 64 and 1024 MiB, always 3 passes and 4 lanes (RFC 9106); time grows with memory (KLUIS section 5).
    """
    floor = KdfParams.floor()
    fitting = [m for m in _STEPS if seconds_at_floor * m / floor.m_mib <= TARGET]
    return KdfParams(m_mib=max(fitting, default=floor.m_mib), t=floor.t, p=floor.p)


@cache
def calibrated() -> KdfParams:
    """The cost that suits this machine, measured once per run (about 0.2 s); a slot keeps the cost it was made with.

    The best of two, so that a machine that is busy for a moment does not get a weaker slot for good.
    """
    took = []
    for _ in range(2):
        start = time.perf_counter()
        derive_kek("ijking", b"\0" * SALT_LENGTH, KdfParams.floor())
        took.append(time.perf_counter() - start)
    return suited(min(took))


def derive_kek(passphrase: str, salt: bytes, params: KdfParams, device: bytes | None = None) -> bytes:
    """The key-encryption key (32 bytes) of a passphrase; takes about a second by design and releases the GIL.

    The passphrase is brought to Unicode NFKC first, so that every keyboard's way of typing é gives the same key. A
    `device` secret goes in as the secret of Argon2 (RFC 9106, 3.1): without it the right passphrase gives another key.

    Raises:
        EnvironmentProblem: the machine cannot give the memory; never a silent cheaper derivation.
    """
    secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    argon = Argon2id(
        salt=salt,
        length=KEY_LENGTH,
        iterations=params.t,
        lanes=params.p,
        memory_cost=params.m_mib * _MIB,
        secret=device,
    )
    try:
        return argon.derive(secret)
    except MemoryError as error:
        raise EnvironmentProblem(
            f"Er is te weinig vrij werkgeheugen om de kluis te openen: {params.m_mib} MiB is nodig.",
            "Sluit andere programma's en probeer het opnieuw.",
        ) from error


def subkey(master_key: bytes, purpose: Purpose) -> bytes:
    """The subkey (32 bytes) of the master key for one purpose: HKDF-Expand with SHA-256 (RFC 5869)."""
    return HKDFExpand(SHA256(), KEY_LENGTH, f"kluis-v1:{purpose}".encode()).derive(master_key)
