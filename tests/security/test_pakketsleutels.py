from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.security.age_wachtzin import seal_with
from expertteam_app.security.bech32 import decode, encode
from expertteam_app.security.pakketsleutels import (
    Doel,
    NietTeOpenen,
    is_recipient,
    keys_of,
    open_with_key,
    open_with_phrase,
    seal_to,
    signed_by,
)
from expertteam_app.security.sealing import new_key_pair, public_key_of
from tests.toetsenbord import with_keyboard

SEALED = b"inhoud" * 50
A, B = keys_of(bytes(32)), keys_of(b"\1" * 32)
TO_A = seal_to([A.ontvangsleutel], SEALED)
AGE = shutil.which("age")
age = pytest.mark.skipif(AGE is None, reason="the age tool of Debian is not on this machine")


def test_the_keys_of_a_slot_never_change() -> None:
    assert A.ontvangsleutel == "age19ryruyzk624xxnsjnt4lahlgcu032hy694pycczs0hfcutzfs5wqkx7ulx"
    assert A.tekensleutel == "1fb2de953e51f6129659cf56128f566d2a8e49387b4f18942ce4a43f1d3481aa"


def test_the_key_that_may_leave_the_program_is_not_the_one_that_opens_the_kluis() -> None:
    private = new_key_pair()
    made = keys_of(private)
    assert private not in (made.ontvangen, made.tekenen)
    assert made.ontvangen != made.tekenen
    assert encode("age", public_key_of(private)) != made.ontvangsleutel
    assert private.hex() not in repr(made)
    assert made.ontvangen.hex() not in repr(made)


@given(st.binary(max_size=60))
def test_bech32_comes_back(data: bytes) -> None:
    assert decode("age", encode("age", data)) == data


def test_bech32_as_in_bip_173() -> None:
    assert encode("a", b"") == "a12uel5l"
    assert decode("?", "?1ezyfcl") == b""


@pytest.mark.parametrize("change", [str.upper, lambda t: t[:-1], lambda t: t.replace("age1", "agx1")])
def test_a_recipient_with_a_slip_is_seen(change: Callable[[str], str]) -> None:
    assert is_recipient(A.ontvangsleutel)
    assert not is_recipient(change(A.ontvangsleutel))


@given(st.integers(5, 61), st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7lbio1B"))
def test_one_wrong_letter_in_a_recipient_is_seen(place: int, letter: str) -> None:
    good = A.ontvangsleutel
    made = good[:place] + letter + good[place + 1 :]
    assert is_recipient(made) is (made == good)


def test_only_the_receivers_open_it() -> None:
    sealed = seal_to([A.ontvangsleutel], b"voor A")
    assert open_with_key(A, sealed) == b"voor A"
    with pytest.raises(NietTeOpenen, match="niet voor u verzegeld"):
        open_with_key(B, sealed)
    both = seal_to([A.ontvangsleutel, B.ontvangsleutel], b"voor beiden")
    assert open_with_key(A, both) == open_with_key(B, both) == b"voor beiden"


def test_no_receiver_is_no_pakket() -> None:
    with pytest.raises(ValueError, match="recipient"):
        seal_to([], b"x")
    with pytest.raises(ValueError, match="recipient"):
        seal_to(["age1onzin"], b"x")


@given(st.floats(0, 1, exclude_max=True))
def test_any_changed_bit_is_refused(where: float) -> None:
    sealed = bytearray(TO_A)
    place = int(where * len(sealed) * 8)
    sealed[place // 8] ^= 1 << place % 8
    with pytest.raises(NietTeOpenen):
        open_with_key(A, bytes(sealed))


@given(st.floats(0, 1, exclude_max=True))
def test_any_truncation_is_refused(where: float) -> None:
    with pytest.raises(NietTeOpenen):
        open_with_key(A, TO_A[: int(where * len(TO_A))])


def test_a_signature_counts_for_one_key_one_text_and_one_use() -> None:
    signature = A.sign(Doel.PAKKET, b"tekst")
    assert signed_by(A.tekensleutel, Doel.PAKKET, b"tekst", signature)
    assert not signed_by(B.tekensleutel, Doel.PAKKET, b"tekst", signature)
    assert not signed_by(A.tekensleutel, Doel.PAKKET, b"tekst.", signature)
    assert not signed_by(A.tekensleutel, Doel.KAARTJE, b"tekst", signature)
    assert not signed_by("zz", Doel.PAKKET, b"tekst", signature)
    assert not signed_by("", Doel.PAKKET, b"tekst", b"")


def test_a_wachtzin_opens_what_it_closed() -> None:
    sealed = seal_with("appel boot cirkel", b"inhoud")
    assert open_with_phrase("appel boot cirkel", sealed) == b"inhoud"
    with pytest.raises(NietTeOpenen, match="wachtzin klopt niet"):
        open_with_phrase("appel boot citroen", sealed)
    for factor in (b"19", b"22", b"30", b"64", b"9999999999", b"-1", b"x"):
        costly = re.sub(rb"(-> scrypt \S+) \d+\n", rb"\1 " + factor + rb"\n", sealed, count=1)
        started = time.monotonic()
        with pytest.raises(NietTeOpenen):
            open_with_phrase("appel boot cirkel", costly)
        assert time.monotonic() - started < 5, "a header cannot ask for gigabytes"


def test_a_header_of_endless_receivers_is_refused_at_once() -> None:
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    started = time.monotonic()
    for count in (41, 1000, 200_000):
        with pytest.raises(NietTeOpenen):
            open_with_key(A, b"age-encryption.org/v1\n" + stanza * count + b"--- " + b"A" * 43 + b"\n" + bytes(40))
    assert time.monotonic() - started < 5


def run_age(*arguments: str) -> bytes:
    assert AGE is not None
    return subprocess.run([AGE, *arguments], check=True, capture_output=True).stdout


@age
def test_the_age_tool_opens_what_this_program_seals(tmp_path: Path) -> None:
    content = os.urandom(200_000)
    (tmp_path / "sleutel.txt").write_text(A.identiteit + "\n", "ascii")
    (tmp_path / "in.age").write_bytes(seal_to([B.ontvangsleutel, A.ontvangsleutel], content))
    assert run_age("-d", "-i", str(tmp_path / "sleutel.txt"), str(tmp_path / "in.age")) == content


@age
def test_this_program_opens_what_the_age_tool_seals(tmp_path: Path) -> None:
    content = os.urandom(200_000)
    (tmp_path / "in").write_bytes(content)
    assert open_with_key(A, run_age("-r", A.ontvangsleutel, str(tmp_path / "in"))) == content


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
def test_what_opens_with_a_wachtzin_is_age_as_the_library_reads_it(size: int) -> None:
    content = os.urandom(size)
    sealed = seal_with("één appel", content)
    assert open_with_phrase("één appel", sealed) == content
    if size:
        with pytest.raises(NietTeOpenen):
            open_with_phrase("één appel", sealed[:-1])


@age
def test_the_age_tool_knows_it_as_a_file_with_a_wachtzin(tmp_path: Path) -> None:
    (tmp_path / "in.age").write_bytes(seal_with("appel boot cirkel", b"inhoud"))
    with_keyboard([str(AGE), "-d", "-o", str(tmp_path / "uit"), str(tmp_path / "in.age")], "appel boot cirkel")
    assert (tmp_path / "uit").read_bytes() == b"inhoud"
