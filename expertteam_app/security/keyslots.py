"""Who can open a kluis: the slots of ``sleutels.json``.

A kluis has one master key (MK, 32 random bytes). Every slot holds the MK encrypted under a key that Argon2id makes of
a passphrase or a noodcode. A slot also holds a key pair of its user: the MK sealed to the public half lets someone who
has the kluis open renew another user's slot without his passphrase, and makes the user addressable.

What an attacker who can write the file may try, and what stops it: cheaper or absurd Argon2id costs (bounds in
`KdfParams`), other metadata on a slot (additional data of AES-GCM), dropped, added or reordered slots (HMAC over the
whole header, checked after unlocking).

A new master key (`renewed`) reaches those who are not there through their seals: whoever opens with his passphrase
gets his private key first, and with that the master key. His slot gets its box back at that moment (`completed`). Until
then someone who can write both files could put a whole other kluis in their place for him; see docs/dreigingsmodel.md.
"""

from __future__ import annotations

import hmac
import os
import unicodedata
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from cryptography.exceptions import InvalidTag

from expertteam_app.domain.errors import EnvironmentProblem, FieldError, UserError
from expertteam_app.security.header import (
    MAX_LABEL,
    MAX_SLOTS,
    KluisHeader,
    Slot,
    SlotKdf,
    SlotType,
    mac_input,
    slot_aad,
)
from expertteam_app.security.kdf import KEY_LENGTH, SALT_LENGTH, KdfParams, Purpose, calibrated, derive_kek, subkey
from expertteam_app.security.passphrase import passphrase_problem
from expertteam_app.security.recovery import parse_code
from expertteam_app.security.sealing import new_key_pair, open_box, public_key_of, seal, shut_box, unseal

_NO_MAC: Final = b""


class WrongPassphrase(UserError):
    """The name or the passphrase is wrong; the text does not say which."""

    def __init__(self) -> None:
        super().__init__("De naam of de wachtzin klopt niet.", "Probeer het opnieuw, of gebruik de noodcode.")


class DeviceMissing(UserError):
    """The slot is bound to a computer, and this is not it, or it lost its secret."""

    def __init__(self) -> None:
        super().__init__(
            "Deze wachtzin werkt alleen op de computer waaraan hij is gekoppeld, en die herkent hem hier niet.",
            "Open de kluis op die computer, of met de noodcode, en koppel daarna opnieuw.",
        )


class TamperedHeader(EnvironmentProblem):
    """The passphrase was right, but the slots were changed by something else than this program."""

    def __init__(self) -> None:
        super().__init__(
            "Het sleutelbestand (sleutels.json) van deze kluis is buiten het programma om veranderd.",
            "Zet sleutels.json terug uit de map back-ups van de kluis.",
        )


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An opened slot; the secrets stay out of its repr.

    Attributes:
        master_key: the MK, 32 bytes.
        slot: the slot that was opened.
        private_key: the X25519 private key of the slot's user, 32 raw bytes.
        kek: the key that the passphrase gave, 32 bytes.
    """

    master_key: bytes = field(repr=False)
    slot: Slot
    private_key: bytes = field(repr=False)
    kek: bytes = field(repr=False)


def new_header(label: str, passphrase: str, params: KdfParams | None = None) -> tuple[KluisHeader, Unlocked]:
    """A header for a new kluis with a fresh master key and its first user.

    Raises:
        FieldError: the name or the passphrase is not usable.
        EnvironmentProblem: not enough memory for Argon2id.
    """
    header = KluisHeader(kluis_id=uuid.uuid4().hex, seq=0, slots=(), mac=_NO_MAC)
    master_key, private_key = os.urandom(KEY_LENGTH), new_key_pair()
    slot, kek = _make_slot(header, master_key, private_key, SlotType.GEBRUIKER, label, passphrase, params)
    return _signed(header, master_key, (slot,)), Unlocked(master_key, slot, private_key, kek)


DeviceSecrets = Callable[[str, str], bytes | None]
"""From the id of a kluis and of a slot to the secret that this computer keeps for it; None when it keeps none."""


def unlock(header: KluisHeader, slot_label: str, passphrase: str, device: DeviceSecrets | None = None) -> Unlocked:
    """Open the slot with this name; takes about a second, for a wrong name too.

    Args:
        header: as read from ``sleutels.json``.
        slot_label: the name of the user or of the noodcode slot; capitals do not matter.
        passphrase: the passphrase, or the noodcode as typed.
        device: where the secrets of this computer are; asked only for a slot that is bound to one.

    Raises:
        DeviceMissing: the slot is bound to a computer that is not this one.
        WrongPassphrase: no slot with this name opens with this passphrase.
        FieldError: the slot wants a noodcode and this one holds a typing error.
        TamperedHeader: the slot opened, but the header as a whole was changed.
        EnvironmentProblem: not enough memory for Argon2id.
    """
    slot = find_slot(header, slot_label)
    if slot is None:
        kdf = header.slots[0].kdf
        derive_kek(passphrase, kdf.salt, kdf.params)  # a wrong name costs as much as a wrong passphrase
        raise WrongPassphrase
    kept = device(header.kluis_id, slot.id) if slot.device_bound and device is not None else None
    if slot.device_bound and kept is None:
        raise DeviceMissing
    kek = derive_kek(_normal_secret(slot.type, passphrase), slot.kdf.salt, slot.kdf.params, kept)
    try:
        private_key = open_box(kek, slot.private_key, slot_aad(header, slot, "private-key"))
        master_key = open_box(kek, slot.master_key, slot_aad(header, slot, "master-key")) if slot.master_key else b""
    except InvalidTag:
        raise WrongPassphrase from None
    master_key = master_key or open_sealed(header, slot, private_key)
    if not verify(header, master_key) or public_key_of(private_key) != slot.public_key:
        raise TamperedHeader
    return Unlocked(master_key, slot, private_key, kek)


def renewed(header: KluisHeader, unlocked: Unlocked) -> tuple[KluisHeader, Unlocked]:
    """The same slots over a new master key; everyone keeps his passphrase, the noodcode too.

    The database must get the new key as well, or nothing opens it (see `db.sleutelwissel`).

    Raises:
        UserError: the own slot is no longer in the header.
        TamperedHeader: the header was not signed with this master key.
    """
    _require_signed(header, unlocked)
    own = _existing(header, unlocked.slot.label)
    master_key = os.urandom(KEY_LENGTH)
    slots = tuple(
        replace(
            slot,
            master_key=shut_box(unlocked.kek, master_key, slot_aad(header, slot, "master-key")) if slot is own else b"",
            sealed=seal(slot.public_key, master_key, slot_aad(header, slot, "sealed")),
        )
        for slot in header.slots
    )
    made = _signed(header, master_key, slots)
    return made, replace(unlocked, master_key=master_key, slot=_existing(made, own.label))


def follow(header: KluisHeader, unlocked: Unlocked) -> Unlocked | None:
    """The same user in another header of the same kluis, without his passphrase; None when he has no slot there.

    Raises:
        TamperedHeader: that header was changed by something else than this program.
    """
    slot = next((s for s in header.slots if s.id == unlocked.slot.id), None)
    if slot is None or slot.public_key != public_key_of(unlocked.private_key):
        return None
    master_key = open_sealed(header, slot, unlocked.private_key)
    if not verify(header, master_key):
        raise TamperedHeader
    return replace(unlocked, master_key=master_key, slot=slot)


def completed(header: KluisHeader, unlocked: Unlocked) -> tuple[KluisHeader, Unlocked] | None:
    """The header in which the slot of this user holds its own box again; None when it does."""
    if unlocked.slot.master_key:
        return None
    box = shut_box(unlocked.kek, unlocked.master_key, slot_aad(header, unlocked.slot, "master-key"))
    slot = replace(unlocked.slot, master_key=box)
    slots = tuple(slot if s.id == slot.id else s for s in header.slots)
    return _signed(header, unlocked.master_key, slots), replace(unlocked, slot=slot)


def verify(header: KluisHeader, master_key: bytes) -> bool:
    """Whether the header as a whole was signed with this master key."""
    return hmac.compare_digest(header.mac, _mac(header, master_key))


def add_slot(
    header: KluisHeader,
    unlocked: Unlocked,
    label: str,
    passphrase: str,
    soort: SlotType = SlotType.GEBRUIKER,
    params: KdfParams | None = None,
) -> KluisHeader:
    """The header with one more slot; for ``SlotType.HERSTEL`` the passphrase is a noodcode.

    Raises:
        FieldError: the name is taken or not usable, or the passphrase or noodcode is not usable.
        UserError: the kluis has as many slots as it can hold.
        TamperedHeader: the header was not signed with this master key.
    """
    _require_signed(header, unlocked)
    if find_slot(header, label) is not None:
        raise FieldError("naam", "Er is al een sleutel met deze naam.", "Kies een andere naam.")
    if len(header.slots) >= MAX_SLOTS:
        raise UserError(f"Deze kluis heeft al {MAX_SLOTS} sleutels.", "Verwijder eerst een sleutel.")
    slot, _kek = _make_slot(header, unlocked.master_key, new_key_pair(), soort, label, passphrase, params)
    return _signed(header, unlocked.master_key, (*header.slots, slot))


def replace_slot(
    header: KluisHeader,
    unlocked: Unlocked,
    label: str,
    passphrase: str,
    params: KdfParams | None = None,
    device: bytes | None = None,
) -> tuple[KluisHeader, Unlocked]:
    """The header with a new passphrase (or noodcode) in the slot with this name, and the keys of who is working now.

    With a `device` secret (32 bytes) the slot opens only together with it; without one it is bound to no computer.
    A user who changes his own slot keeps his key pair; someone else's slot gets a new one, because the private half
    cannot be read. Old back-ups keep opening with the old passphrase.

    Raises:
        UserError: there is no slot with this name.
        FieldError: the passphrase or noodcode is not usable.
        TamperedHeader: the header was not signed with this master key.
    """
    _require_signed(header, unlocked)
    old = _existing(header, label)
    private_key = unlocked.private_key if old.id == unlocked.slot.id else new_key_pair()
    new, kek = _make_slot(
        header, unlocked.master_key, private_key, old.type, old.label, passphrase, params, old.id, device
    )
    own = replace(unlocked, slot=new, kek=kek) if old.id == unlocked.slot.id else unlocked
    return _signed(header, unlocked.master_key, tuple(new if slot is old else slot for slot in header.slots)), own


def remove_slot(header: KluisHeader, unlocked: Unlocked, label: str) -> KluisHeader:
    """The header without the slot with this name.

    This stops someone who has only today's ``sleutels.json``. It does not stop someone who kept an older copy of that
    file, or the master key: real revocation needs a new master key and a rekey of the database.

    Raises:
        UserError: there is no such slot, or it is the last one of a user.
        TamperedHeader: the header was not signed with this master key.
    """
    _require_signed(header, unlocked)
    old = _existing(header, label)
    rest = tuple(slot for slot in header.slots if slot is not old)
    if not any(slot.type is SlotType.GEBRUIKER for slot in rest):
        raise UserError(
            "Dit is de laatste gebruiker; zonder hem gaat de kluis alleen nog met de noodcode open.",
            "Voeg eerst een andere gebruiker toe.",
        )
    return _signed(header, unlocked.master_key, rest)


def open_sealed(header: KluisHeader, slot: Slot, private_key: bytes) -> bytes:
    """The master key out of the seal of a slot, with the private key of its user.

    Anyone can seal to a public key, so what comes out counts only after `verify`.

    Raises:
        TamperedHeader: the seal does not belong to this slot, kluis or key.
    """
    try:
        return unseal(private_key, slot.sealed, slot_aad(header, slot, "sealed"))
    except (InvalidTag, ValueError) as error:
        raise TamperedHeader from error


def find_slot(header: KluisHeader, label: str) -> Slot | None:
    """The slot with this name, whatever the capitals and spaces around it; None when there is none."""
    wanted = _label_key(label)
    return next((slot for slot in header.slots if _label_key(slot.label) == wanted), None)


def _existing(header: KluisHeader, label: str) -> Slot:
    slot = find_slot(header, label)
    if slot is None:
        raise UserError("Er is geen sleutel met deze naam.", "Kies een naam uit de lijst.")
    return slot


def _label_key(label: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())


def _make_slot(
    header: KluisHeader,
    master_key: bytes,
    private_key: bytes,
    soort: SlotType,
    label: str,
    passphrase: str,
    params: KdfParams | None,
    slot_id: str | None = None,
    device: bytes | None = None,
) -> tuple[Slot, bytes]:
    name = " ".join(unicodedata.normalize("NFC", label).split())
    if not name or len(name) > MAX_LABEL or not name.isprintable():
        raise FieldError("naam", f"De naam is leeg of langer dan {MAX_LABEL} tekens.", "Vul een kortere naam in.")
    problem = passphrase_problem(passphrase, name) if soort is SlotType.GEBRUIKER else None
    if problem is not None:
        raise FieldError("wachtzin", problem)
    secret = _normal_secret(soort, passphrase)
    slot = Slot(
        id=slot_id or uuid.uuid4().hex,
        type=soort,
        label=name,
        kdf=SlotKdf(params or calibrated(), os.urandom(SALT_LENGTH)),
        public_key=public_key_of(private_key),
        master_key=b"",
        private_key=b"",
        sealed=b"",
        device_bound=device is not None,
    )
    kek = derive_kek(secret, slot.kdf.salt, slot.kdf.params, device)
    made = replace(
        slot,
        master_key=shut_box(kek, master_key, slot_aad(header, slot, "master-key")),
        private_key=shut_box(kek, private_key, slot_aad(header, slot, "private-key")),
        sealed=seal(slot.public_key, master_key, slot_aad(header, slot, "sealed")),
    )
    return made, kek


def _normal_secret(soort: SlotType, passphrase: str) -> str:
    return parse_code(passphrase) if soort is SlotType.HERSTEL else passphrase


def _require_signed(header: KluisHeader, unlocked: Unlocked) -> None:
    if not verify(header, unlocked.master_key):
        raise TamperedHeader


def _signed(header: KluisHeader, master_key: bytes, slots: tuple[Slot, ...]) -> KluisHeader:
    bare = replace(header, seq=header.seq + 1, slots=slots, mac=_NO_MAC)
    return replace(bare, mac=_mac(bare, master_key))


def _mac(header: KluisHeader, master_key: bytes) -> bytes:
    return hmac.digest(subkey(master_key, Purpose.HEADER_MAC), mac_input(header), "sha256")
