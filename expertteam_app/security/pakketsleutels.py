"""The keys of a user for pakketten: an age identity to receive with, an Ed25519 key to sign with.

Both are derived from the private key of the user's slot (`keyslots`), so nothing more has to be kept: whoever changes
his own wachtzin keeps them, and a slot that someone else renewed has new ones. They are not that private key itself:
the age identity may be taken out of the program, to open a pakket with the ``age`` tool, and must not open the kluis.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from expertteam_app.domain.errors import UserError
from expertteam_app.security.bech32 import decode, encode
from expertteam_app.security.sealing import PUBLIC_KEY_LENGTH, public_key_of

SIGNATURE_LENGTH: Final = 64
_RECIPIENT: Final = "age"
_IDENTITY: Final = "age-secret-key-"
_AGE: Final = b"age-encryption.org/v1\n"
_MOST_HEADER: Final = 16_384
"""Bytes of the header of an age file: room for everyone a pakket can be for."""
_MOST_STANZAS: Final = 40
_MOST_WORK: Final = 18
"""The binary logarithm of the cost of scrypt, as `age_wachtzin` and the age tool write it; each more doubles 256 MB."""


class Doel(StrEnum):
    """What a signature is for: one for a visitekaartje never counts for a pakket."""

    PAKKET = "expertteam-pakket-v1"
    KAARTJE = "expertteam-visitekaartje-v1"


class NietTeOpenen(UserError):
    """A sealed file that this key or wachtzin does not open, or that was changed on the way."""

    def __init__(self, *, wachtzin: bool = False) -> None:
        wrong = "de wachtzin klopt niet" if wachtzin else "het is niet voor u verzegeld"
        super().__init__(
            f"Dit pakket gaat niet open: {wrong}, of het bestand is onderweg veranderd. Er is niets bewaard.",
            "Vraag de afzender of het voor u is, en om het opnieuw te sturen.",
        )


@dataclass(frozen=True, slots=True)
class Pakketsleutels:
    """The private keys of a user; they stay out of its repr.

    Attributes:
        ontvangen: X25519, 32 raw bytes.
        tekenen: the seed of Ed25519, 32 bytes.
    """

    ontvangen: bytes = field(repr=False)
    tekenen: bytes = field(repr=False)

    @property
    def ontvangsleutel(self) -> str:
        """The age recipient, ``age1...``."""
        return encode(_RECIPIENT, public_key_of(self.ontvangen))

    @property
    def tekensleutel(self) -> str:
        """The public half of the signing key, 64 hexadecimal digits."""
        return Ed25519PrivateKey.from_private_bytes(self.tekenen).public_key().public_bytes_raw().hex()

    @property
    def identiteit(self) -> str:
        """The age identity, ``AGE-SECRET-KEY-1...``: opens every pakket to this user, with any age program."""
        return encode(_IDENTITY, self.ontvangen).upper()

    def sign(self, doel: Doel, data: bytes) -> bytes:
        """The signature (64 bytes) on these bytes for this use."""
        return Ed25519PrivateKey.from_private_bytes(self.tekenen).sign(_bound(doel, data))


def keys_of(private_key: bytes) -> Pakketsleutels:
    """The keys of a user, out of the private key of his slot."""

    def derived(use: str) -> bytes:
        return HKDF(SHA256(), 32, salt=None, info=f"kluis-v1:pakket-{use}".encode()).derive(private_key)

    return Pakketsleutels(derived("x25519"), derived("ed25519"))


def signed_by(tekensleutel: str, doel: Doel, data: bytes, signature: bytes) -> bool:
    """Whether the holder of this key (64 hexadecimal digits) signed these bytes for this use."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(tekensleutel))
        key.verify(signature, _bound(doel, data))
    except (InvalidSignature, ValueError):
        return False
    return True


def is_recipient(text: str) -> bool:
    """Whether this is an age recipient of the kind that this program uses."""
    try:
        return len(decode(_RECIPIENT, text)) == PUBLIC_KEY_LENGTH
    except ValueError:
        return False


def digest(*texts: str) -> bytes:
    """SHA-256 over texts, each with its length, so that none can run over into the next."""
    made = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8")
        made.update(len(data).to_bytes(8) + data)
    return made.digest()


def seal_to(ontvangsleutels: Sequence[str], data: bytes) -> bytes:
    """An age file that the holder of any of these keys can open.

    Raises:
        ValueError: no keys, or one that is no age recipient.
    """
    import pyrage

    try:
        return pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(each) for each in ontvangsleutels])
    except (pyrage.RecipientError, pyrage.EncryptError) as error:
        raise ValueError("recipient") from error


def open_with_key(sleutels: Pakketsleutels, sealed: bytes) -> bytes:
    """What is in an age file that is sealed to this user.

    Raises:
        NietTeOpenen: it is not, it is no age file, or it was changed.
    """
    import pyrage

    if not _has_sane_header(sealed):
        raise NietTeOpenen
    try:
        return pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(sleutels.identiteit)])
    except pyrage.DecryptError as error:
        raise NietTeOpenen from error


def open_with_phrase(wachtzin: str, sealed: bytes) -> bytes:
    """What is in an age file that opens with a wachtzin.

    Raises:
        NietTeOpenen: another wachtzin, it is no such file, it was changed, or opening it would take minutes.
    """
    import pyrage

    if not _has_sane_header(sealed):
        raise NietTeOpenen(wachtzin=True)
    try:
        return pyrage.passphrase.decrypt(sealed, wachtzin)
    except pyrage.DecryptError as error:
        raise NietTeOpenen(wachtzin=True) from error


def _has_sane_header(sealed: bytes) -> bool:
    """Whether the header of an age file asks no absurd work; the library itself would take minutes or gigabytes."""
    end = sealed.find(b"\n--- ", 0, _MOST_HEADER)
    if not sealed.startswith(_AGE) or end < 0:
        return False
    stanzas = [line for line in sealed[:end].split(b"\n") if line.startswith(b"-> ")]
    work = [line.split(b" ")[-1] for line in stanzas if line.startswith(b"-> scrypt ")]
    return len(stanzas) <= _MOST_STANZAS and all(w.isdigit() and int(w[:4]) <= _MOST_WORK for w in work)


def _bound(doel: Doel, data: bytes) -> bytes:
    return doel.value.encode() + b"\0" + data
