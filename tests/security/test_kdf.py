"""Argon2id and the subkeys against published vectors and independent implementations."""

from __future__ import annotations

import hmac
import subprocess
import sys
import unicodedata

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from expertteam_app.security.kdf import TARGET, KdfParams, Purpose, calibrated, derive_kek, subkey, suited
from expertteam_app.security.keyslots import new_header

SALT = bytes(range(16))
ZIN = "vier losse woorden hier"


def test_the_library_gives_the_vector_of_rfc_9106_section_5_3() -> None:
    argon = Argon2id(
        salt=b"\x02" * 16, length=32, iterations=3, lanes=4, memory_cost=32, ad=b"\x04" * 12, secret=b"\x03" * 8
    )
    expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    assert argon.derive(b"\x01" * 32).hex() == expected


def test_a_passphrase_gives_the_key_that_argon2_cffi_gives() -> None:
    # argon2.low_level.hash_secret_raw(ZIN, SALT, 3, 65536, 4, 32, Type.ID) of argon2-cffi 25.1
    expected = "1b829dfb2d325a6e2e11215802c7c5e8d33f744a383bf581666dfacf68d1c134"
    assert derive_kek(ZIN, SALT, KdfParams.floor()).hex() == expected


def test_every_way_to_type_an_accent_gives_the_same_key() -> None:
    composed = unicodedata.normalize("NFC", "vier café woorden")
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    assert derive_kek(composed, SALT, KdfParams.floor()) == derive_kek(decomposed, SALT, KdfParams.floor())


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_subkey_is_hkdf_expand_of_rfc_5869(purpose: Purpose) -> None:
    master = bytes(range(32))
    assert subkey(master, purpose) == hmac.digest(master, f"kluis-v1:{purpose.value}\x01".encode(), "sha256")


def test_no_two_purposes_share_a_subkey() -> None:
    assert len({subkey(bytes(32), purpose) for purpose in Purpose}) == len(Purpose) == 4


@pytest.mark.parametrize(
    ("m_mib", "t", "p"), [(63, 3, 4), (2049, 3, 4), (64, 2, 4), (64, 17, 4), (64, 3, 0), (64, 3, 17), (True, 3, 4)]
)
def test_a_cost_outside_the_bounds_does_not_exist(m_mib: int, t: int, p: int) -> None:
    with pytest.raises(ValueError, match="Argon2id"):
        KdfParams(m_mib, t, p)


def test_the_cost_of_a_new_slot_is_four_times_the_second_choice_of_rfc_9106() -> None:
    assert KdfParams() == KdfParams(m_mib=256, t=3, p=4)
    assert KdfParams.floor() == KdfParams(m_mib=64, t=3, p=4)


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits are a thing of Unix")
def test_too_little_memory_is_said_and_never_answered_with_a_cheaper_key() -> None:
    program = f"""
import resource
from expertteam_app.domain.errors import EnvironmentProblem
from expertteam_app.security.kdf import TARGET, KdfParams, Purpose, calibrated, derive_kek, subkey, suited
from expertteam_app.security.keyslots import new_header
resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))
try:
    derive_kek({ZIN!r}, bytes(16), KdfParams(m_mib=1024))
except EnvironmentProblem as problem:
    print(problem.text)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "te weinig vrij werkgeheugen" in done.stdout
    assert "1024 MiB" in done.stdout


@pytest.mark.parametrize(
    ("at_floor", "m_mib"),
    [(0.01, 1024), (0.08, 1024), (0.1, 512), (0.2, 256), (0.32, 256), (0.5, 128), (1.0, 64), (9.0, 64)],
)
def test_the_cost_follows_the_machine_within_its_bounds(at_floor: float, m_mib: int) -> None:
    made = suited(at_floor)
    assert (made.m_mib, made.t, made.p) == (m_mib, 3, 4)
    assert made.m_mib == 64 or at_floor * made.m_mib / 64 <= TARGET


def test_a_slot_made_without_a_cost_gets_that_of_this_machine_and_keeps_it() -> None:
    header, _unlocked = new_header("Voorbeeld", "vier losse woorden hier")
    assert header.slots[0].kdf.params == calibrated()
    assert calibrated() is calibrated(), "measured once"
