"""Opening a kluis, and what an attacker may do to sleutels.json. All names and passphrases are invented."""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.security import keyslots
from expertteam_app.security.header import (
    MAX_SLOTS,
    DamagedHeader,
    KluisHeader,
    NewerHeader,
    Slot,
    SlotType,
    from_json,
    to_json,
)
from expertteam_app.security.kdf import KdfParams
from expertteam_app.security.keyslots import (
    TamperedHeader,
    Unlocked,
    WrongPassphrase,
    add_slot,
    completed,
    find_slot,
    follow,
    new_header,
    open_sealed,
    remove_slot,
    renewed,
    replace_slot,
    unlock,
    verify,
)
from expertteam_app.security.recovery import new_code
from expertteam_app.security.sealing import public_key_of

FLOOR = KdfParams.floor()
VOORZITTER, ZIN = "Voorbeeld Voorzitter", "vier losse woorden hier"
COLLEGA, ANDERE_ZIN = "Voorbeeld Collega", "een heel andere wachtzin"
NOODCODE = "Noodcode"

Kluis = tuple[KluisHeader, Unlocked, str]


@pytest.fixture(scope="module")
def kluis() -> Kluis:
    """Two users and a noodcode; the values are frozen, so the tests share them."""
    header, unlocked = new_header(VOORZITTER, ZIN, FLOOR)
    header = add_slot(header, unlocked, COLLEGA, ANDERE_ZIN, params=FLOOR)
    code = new_code()
    return add_slot(header, unlocked, NOODCODE, code, SlotType.HERSTEL, FLOOR), unlocked, code


def test_every_slot_opens_the_same_kluis(kluis: Kluis) -> None:
    header, unlocked, code = kluis
    for label, secret in ((VOORZITTER, ZIN), (COLLEGA, ANDERE_ZIN), (NOODCODE, code.lower())):
        assert unlock(header, label, secret).master_key == unlocked.master_key


def test_capitals_and_unicode_forms_of_the_name_do_not_matter() -> None:
    header, unlocked = new_header("Zoë  de Vóórbeeld", ZIN, FLOOR)
    typed = unicodedata.normalize("NFD", " zoë de VÓÓRBEELD ")
    assert unlock(header, typed, ZIN).master_key == unlocked.master_key


def test_a_wrong_name_and_a_wrong_passphrase_say_the_same(kluis: Kluis) -> None:
    header, _, _ = kluis
    texts = set()
    for label, secret in (("Niemand Hier", ZIN), (VOORZITTER, ANDERE_ZIN), (COLLEGA, ZIN)):
        with pytest.raises(WrongPassphrase) as caught:
            unlock(header, label, secret)
        texts.add(str(caught.value))
    assert texts == {"De naam of de wachtzin klopt niet. Probeer het opnieuw, of gebruik de noodcode."}


def test_a_typing_error_in_the_noodcode_is_said_as_such(kluis: Kluis) -> None:
    header, _, code = kluis
    with pytest.raises(FieldError, match="tikfout"):
        unlock(header, NOODCODE, ("1" if code[0] == "0" else "0") + code[1:])
    with pytest.raises(WrongPassphrase):
        unlock(header, NOODCODE, new_code())


def test_a_new_passphrase_takes_the_place_of_the_old_one(kluis: Kluis) -> None:
    header, unlocked, _ = kluis
    changed, own = replace_slot(header, unlocked, VOORZITTER, "nu een nieuwe wachtzin", FLOOR)
    assert unlock(changed, VOORZITTER, "nu een nieuwe wachtzin") == own
    assert own.master_key == unlocked.master_key
    with pytest.raises(WrongPassphrase):
        unlock(changed, VOORZITTER, ZIN)
    assert changed.seq == header.seq + 1
    assert changed.slots[0].id == header.slots[0].id
    assert changed.slots[0].public_key == header.slots[0].public_key, "the user's address stays the same"


def test_someone_elses_slot_gets_a_new_key_pair(kluis: Kluis) -> None:
    header, unlocked, _ = kluis
    changed, _own = replace_slot(header, unlocked, COLLEGA, "nu een nieuwe wachtzin", FLOOR)
    opened = unlock(changed, COLLEGA, "nu een nieuwe wachtzin")
    assert opened.slot.public_key != header.slots[1].public_key
    assert public_key_of(opened.private_key) == opened.slot.public_key


def test_a_removed_slot_no_longer_opens(kluis: Kluis) -> None:
    header, unlocked, _ = kluis
    changed = remove_slot(header, unlocked, COLLEGA)
    with pytest.raises(WrongPassphrase):
        unlock(changed, COLLEGA, ANDERE_ZIN)
    with pytest.raises(UserError, match="laatste gebruiker"):
        remove_slot(changed, unlocked, VOORZITTER)
    with pytest.raises(UserError, match="geen sleutel met deze naam"):
        remove_slot(changed, unlocked, COLLEGA)


@pytest.mark.parametrize(
    ("label", "secret", "soort", "says"),
    [
        ("voorbeeld  VOORZITTER", ANDERE_ZIN, SlotType.GEBRUIKER, "al een sleutel met deze naam"),
        ("  ", ANDERE_ZIN, SlotType.GEBRUIKER, "naam is leeg"),
        ("x" * 101, ANDERE_ZIN, SlotType.GEBRUIKER, "langer dan 100"),
        ("Nieuw Iemand", "kort", SlotType.GEBRUIKER, "te kort"),
        ("Tweede noodcode", "ABCDE", SlotType.HERSTEL, "heeft 34 tekens"),
    ],
)
def test_a_slot_that_cannot_be_is_refused(kluis: Kluis, label: str, secret: str, soort: SlotType, says: str) -> None:
    header, unlocked, _ = kluis
    with pytest.raises(FieldError, match=says):
        add_slot(header, unlocked, label, secret, soort, FLOOR)


def test_a_kluis_has_no_more_slots_than_the_file_can_hold(kluis: Kluis) -> None:
    header, unlocked, _ = kluis
    full = keyslots._signed(header, unlocked.master_key, (header.slots[0],) * MAX_SLOTS)
    with pytest.raises(UserError, match="al 64 sleutels"):
        add_slot(full, unlocked, "Nieuw Iemand", ANDERE_ZIN, params=FLOOR)


def test_the_seal_gives_the_master_key_to_its_own_user_only(kluis: Kluis) -> None:
    header, unlocked, _ = kluis
    collega = unlock(header, COLLEGA, ANDERE_ZIN)
    master_key = open_sealed(header, collega.slot, collega.private_key)
    assert master_key == unlocked.master_key
    assert verify(header, master_key)
    with pytest.raises(TamperedHeader):
        open_sealed(header, collega.slot, unlocked.private_key)
    with pytest.raises(TamperedHeader):
        open_sealed(replace(header, kluis_id="0" * 32), collega.slot, collega.private_key)


def test_secrets_do_not_show_in_a_repr(kluis: Kluis) -> None:
    _, unlocked, _ = kluis
    assert repr(unlocked.master_key) not in repr(unlocked)
    assert repr(unlocked.private_key) not in repr(unlocked)


# What an attacker who can write the file may try.

Attack = Callable[[dict[str, Any]], None]


def _attacked(header: KluisHeader, attack: Attack) -> bytes:
    raw = json.loads(to_json(header))
    attack(raw)
    return json.dumps(raw).encode()


def _swap_labels(raw: dict[str, Any]) -> None:
    one, two = raw["slots"][0], raw["slots"][1]
    one["label"], two["label"] = two["label"], one["label"]


def _dearer(raw: dict[str, Any]) -> None:
    raw["slots"][0]["kdf"]["t"] = 4


def _other_kluis(raw: dict[str, Any]) -> None:
    raw["kluis_id"] = "0" * 32


def _recovery_as_user(raw: dict[str, Any]) -> None:
    raw["slots"][2]["type"] = "gebruiker"


def _swap_boxes(raw: dict[str, Any]) -> None:
    slot = raw["slots"][0]
    slot["master_key"], slot["private_key"] = slot["private_key"], slot["master_key"]


@pytest.mark.parametrize("attack", [_swap_labels, _dearer, _other_kluis, _swap_boxes])
def test_a_slot_with_other_metadata_does_not_open(kluis: Kluis, attack: Attack) -> None:
    header, _, _ = kluis
    with pytest.raises(WrongPassphrase):
        unlock(from_json(_attacked(header, attack)), VOORZITTER, ZIN)


def _drop_slot(raw: dict[str, Any]) -> None:
    del raw["slots"][1]


def _reorder(raw: dict[str, Any]) -> None:
    raw["slots"].reverse()


def _older_seq(raw: dict[str, Any]) -> None:
    raw["seq"] = 1


def _other_mac(raw: dict[str, Any]) -> None:
    raw["mac"] = base64.b64encode(bytes(32)).decode()


def _other_seal(raw: dict[str, Any]) -> None:
    raw["slots"][1]["sealed"] = raw["slots"][0]["sealed"]


@pytest.mark.parametrize("attack", [_drop_slot, _reorder, _older_seq, _other_mac, _other_seal, _recovery_as_user])
def test_a_changed_whole_is_noticed_after_unlocking(kluis: Kluis, attack: Attack) -> None:
    header, _, _ = kluis
    changed = from_json(_attacked(header, attack))
    with pytest.raises(TamperedHeader, match=r"sleutels\.json"):
        unlock(changed, VOORZITTER, ZIN)


def test_a_changed_header_is_not_signed_again(kluis: Kluis) -> None:
    header, unlocked, _ = kluis
    changed = from_json(_attacked(header, _drop_slot))
    with pytest.raises(TamperedHeader):
        replace_slot(changed, unlocked, VOORZITTER, "nu een nieuwe wachtzin", FLOOR)
    with pytest.raises(TamperedHeader):
        add_slot(changed, unlocked, "Nieuw Iemand", ANDERE_ZIN, params=FLOOR)
    with pytest.raises(TamperedHeader):
        remove_slot(changed, unlocked, VOORZITTER)


def _set(path: str, value: object) -> Attack:
    def attack(raw: dict[str, Any]) -> None:
        *parents, last = path.split(".")
        for name in parents:
            raw = raw[int(name)] if name.isdigit() else raw[name]  # type: ignore[index] # lists are walked by number
        raw[last] = value

    return attack


@pytest.mark.parametrize(
    "attack",
    [
        _set("slots.0.kdf.m_mib", 8),
        _set("slots.0.kdf.m_mib", 1 << 20),
        _set("slots.0.kdf.m_mib", "256"),
        _set("slots.0.kdf.t", 1),
        _set("slots.0.kdf.t", 10**9),
        _set("slots.0.kdf.p", 0),
        _set("slots.0.kdf.alg", "argon2d"),
        _set("slots.0.kdf.v", 16),
        _set("slots.0.kdf.salt", "AAAA"),
        _set("slots.0.kdf.extra", 1),
        _set("slots.0.kdf", None),
        _set("slots.0.label", ""),
        _set("slots.0.label", 7),
        _set("slots.0.type", "beheer"),
        _set("slots.0.id", "zz"),
        _set("slots.0.id", 12),
        _set("slots.0.master_key", "niet base64!"),
        _set("slots.0.public_key", None),
        _set("slots", []),
        _set("slots", {"0": 1}),
        _set("seq", 0),
        _set("seq", "1"),
        _set("format", 0),
        _set("format", "1"),
        _set("mac", ""),
        _set("extra", 1),
        lambda raw: raw["slots"].append(raw["slots"][0]),
        lambda raw: raw["slots"].extend([raw["slots"][0]] * 64),
        lambda raw: raw.pop("kluis_id"),
    ],
)
def test_an_impossible_header_is_damage_and_costs_no_memory(kluis: Kluis, attack: Attack) -> None:
    header, _, _ = kluis
    with pytest.raises(DamagedHeader, match="back-ups"):
        from_json(_attacked(header, attack))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"7", b"[" * 100_000])
def test_what_is_no_header_is_damage(data: bytes) -> None:
    with pytest.raises(DamagedHeader):
        from_json(data)


def test_a_newer_format_says_what_to_do(kluis: Kluis) -> None:
    header, _, _ = kluis
    with pytest.raises(NewerHeader, match=r"nieuwere versie van Expertteam.*Open hem met die versie"):
        from_json(_attacked(header, _set("format", 4)))


def test_json_is_canonical_and_comes_back_the_same(kluis: Kluis) -> None:
    header, _, _ = kluis
    data = to_json(header)
    assert from_json(data) == header
    assert to_json(from_json(data)) == data
    assert data == json.dumps(json.loads(data), sort_keys=True, separators=(",", ":")).encode() + b"\n"


# The format itself: every later release opens the header of the first.

GOLDEN = Path(__file__).with_name("sleutels-v1.json")
GOLDEN_MASTER_KEY = "273affa799bd14aefcf7f4a3b99563342baec8950b60d7dc94e381c3caec223c"
GOLDEN_CODE = "04106-1050R-3GG28-A1C60-T3GF2-08H44-RMK4"


def test_the_stored_header_of_format_1_opens() -> None:
    header = from_json(GOLDEN.read_bytes())
    assert unlock(header, VOORZITTER, ZIN).master_key.hex() == GOLDEN_MASTER_KEY
    assert unlock(header, NOODCODE, GOLDEN_CODE).master_key.hex() == GOLDEN_MASTER_KEY
    assert find_slot(header, "noodcode") == header.slots[1]


def test_format_1_can_be_opened_with_the_primitives_alone() -> None:
    """The description in docs/besluiten/0001-kluis.md, followed by hand: the rescue when this program is gone."""
    raw = json.loads(GOLDEN.read_bytes())
    slot = raw["slots"][0]
    kdf = slot["kdf"]
    kek = Argon2id(
        salt=base64.b64decode(kdf["salt"]),
        length=32,
        iterations=kdf["t"],
        lanes=kdf["p"],
        memory_cost=kdf["m_mib"] * 1024,
    ).derive(unicodedata.normalize("NFKC", ZIN).encode())
    metadata = {name: slot[name] for name in ("id", "type", "label", "kdf", "public_key")}
    aad = {"format": 1, "kluis_id": raw["kluis_id"], "slot": metadata, "doel": "master-key"}
    box = base64.b64decode(slot["master_key"])
    found = AESGCM(kek).decrypt(
        box[:12], box[12:], json.dumps(aad, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
    )
    assert found.hex() == GOLDEN_MASTER_KEY


# --- A new master key ------------------------------------------------------------------------------------------------


def test_after_a_new_master_key_everyone_opens_with_what_he_has(kluis: Kluis) -> None:
    header, unlocked, code = kluis
    made, own = renewed(header, unlocked)
    assert own.master_key != unlocked.master_key
    assert not verify(made, unlocked.master_key)
    read = from_json(to_json(made))
    assert read == made
    opened = [unlock(read, naam, zin) for naam, zin in ((VOORZITTER, ZIN), (COLLEGA, ANDERE_ZIN), (NOODCODE, code))]
    assert {u.master_key for u in opened} == {own.master_key}
    assert [u.private_key for u in opened] == [unlock(header, s.label, z).private_key for s, z in _each(header, code)]


def _each(header: KluisHeader, code: str) -> list[tuple[Slot, str]]:
    return list(zip(header.slots, (ZIN, ANDERE_ZIN, code), strict=True))


def test_whoever_was_taken_out_gets_nothing_of_the_new_key(kluis: Kluis) -> None:
    header, unlocked, _code = kluis
    gone = unlock(header, COLLEGA, ANDERE_ZIN)
    made, own = renewed(remove_slot(header, unlocked, COLLEGA), unlocked)
    with pytest.raises(WrongPassphrase):
        unlock(made, COLLEGA, ANDERE_ZIN)
    assert follow(made, gone) is None
    assert not verify(made, gone.master_key)
    for slot in made.slots:
        with pytest.raises(TamperedHeader):
            open_sealed(made, slot, gone.private_key)
    assert own.master_key not in to_json(made)


def test_who_opened_the_old_header_follows_into_the_new_one_without_typing(kluis: Kluis) -> None:
    header, unlocked, _code = kluis
    made, own = renewed(header, unlocked)
    colleague = follow(made, unlock(header, COLLEGA, ANDERE_ZIN))
    assert colleague is not None
    assert colleague.master_key == own.master_key


def test_a_slot_gets_its_own_box_back_when_its_user_opens(kluis: Kluis) -> None:
    header, unlocked, code = kluis
    made, own = renewed(header, unlocked)
    assert json.loads(to_json(made))["format"] == 2
    assert completed(made, own) is None, "whoever makes the key has his box"
    for naam, zin in ((COLLEGA, ANDERE_ZIN), (NOODCODE, code)):
        done = completed(made, unlock(made, naam, zin))
        assert done is not None
        made = done[0]
        assert unlock(made, naam, zin).master_key == own.master_key
    assert json.loads(to_json(made))["format"] == 1


def test_taking_a_box_away_is_noticed(kluis: Kluis) -> None:
    header, _unlocked, _code = kluis
    bare = replace(header, slots=tuple(replace(s, master_key=b"") for s in header.slots))
    with pytest.raises(TamperedHeader):
        unlock(from_json(to_json(bare)), VOORZITTER, ZIN)


def test_the_format_says_what_is_in_it(kluis: Kluis) -> None:
    header, unlocked, _code = kluis
    for one, says in ((header, 2), (renewed(header, unlocked)[0], 1)):
        with pytest.raises(DamagedHeader):
            from_json(json.dumps({**json.loads(to_json(one)), "format": says}).encode())


@pytest.mark.parametrize("odd", [None, 0, False, [], {}])
def test_a_box_that_lacks_is_an_empty_text_and_nothing_else(kluis: Kluis, odd: object) -> None:
    header, unlocked, _code = kluis
    raw = json.loads(to_json(renewed(header, unlocked)[0]))
    raw["slots"][1]["master_key"] = odd
    with pytest.raises(DamagedHeader):
        from_json(json.dumps(raw).encode())


def test_the_stored_header_of_format_2_opens() -> None:
    header = from_json((Path(__file__).parent / "sleutels-v2.json").read_bytes())
    keys = {unlock(header, naam, zin).master_key for naam, zin in ((VOORZITTER, ZIN), (COLLEGA, ANDERE_ZIN))}
    assert len(keys) == 1


def test_the_stored_header_of_format_3_opens_with_the_secret_of_its_computer() -> None:
    header = from_json((Path(__file__).parent / "sleutels-v3.json").read_bytes())
    bound = unlock(header, VOORZITTER, ZIN, lambda *_: bytes(range(32)))
    assert unlock(header, COLLEGA, ANDERE_ZIN).master_key == bound.master_key
