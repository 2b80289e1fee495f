"""A second secret in the keyring of the computer: which keyrings are trusted, and a slot that needs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import PasswordDeleteError

from expertteam_app.domain.errors import EnvironmentProblem
from expertteam_app.security import apparaat
from expertteam_app.security.header import SlotType, from_json, to_json
from expertteam_app.security.kdf import KdfParams
from expertteam_app.security.keyslots import (
    DeviceMissing,
    TamperedHeader,
    WrongPassphrase,
    add_slot,
    new_header,
    renewed,
    replace_slot,
    unlock,
)
from expertteam_app.security.recovery import new_code

ROOT = Path(__file__).resolve().parents[2]
FLOOR = KdfParams.floor()
NAAM, ZIN = "Voorbeeld Voorzitter", "vier losse woorden hier"
KLUIS, SLOT = "a" * 32, "b" * 32


class InMemory(KeyringBackend):
    """A keyring that keeps what it is given; ``mute`` loses it, ``slow`` hangs."""

    priority = 1.0
    mute = False
    slow = 0.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring types part of itself
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        time.sleep(self.slow)
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.mute:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemory]:
    backend, before = InMemory(), keyring.get_keyring()
    name = f"{InMemory.__module__}.{InMemory.__qualname__}"
    monkeypatch.setattr(apparaat, "ALLOWED", frozenset({name}))
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def test_a_secret_is_kept_read_back_and_forgotten(memory: InMemory) -> None:
    assert apparaat.secret_of(KLUIS, SLOT) is None
    made = apparaat.new_secret(KLUIS, SLOT)
    assert len(made) == 32
    assert apparaat.secret_of(KLUIS, SLOT) == made
    assert apparaat.secret_of(KLUIS, "c" * 32) is None
    assert made.hex() not in repr(memory.kept), "as text, not as it is"
    apparaat.forget_secret(KLUIS, SLOT)
    apparaat.forget_secret(KLUIS, SLOT)
    assert memory.kept == {}


@pytest.mark.parametrize("kind", [null.Keyring, fail.Keyring, chainer.ChainerBackend])
def test_a_keyring_that_cannot_be_trusted_is_refused(kind: Callable[[], KeyringBackend]) -> None:
    backend = kind()
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        assert not apparaat.available()
        assert apparaat.secret_of(KLUIS, SLOT) is None
        with pytest.raises(EnvironmentProblem, match="sleutelbos"):
            apparaat.new_secret(KLUIS, SLOT)
    finally:
        keyring.set_keyring(before)


def test_a_keyring_in_a_readable_file_is_not_on_the_list() -> None:
    assert not any("alt" in name or "null" in name or "fail" in name for name in apparaat.ALLOWED)


def test_one_that_keeps_nothing_is_found_out(memory: InMemory) -> None:
    memory.mute = True
    with pytest.raises(EnvironmentProblem, match="bewaart niets"):
        apparaat.new_secret(KLUIS, SLOT)


def test_one_that_hangs_holds_up_nobody(memory: InMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apparaat, "PATIENCE", 0.2)
    memory.slow = 1.5
    start = time.monotonic()
    assert apparaat.secret_of(KLUIS, SLOT) is None
    assert time.monotonic() - start < 1.4


def test_rubbish_in_the_keyring_is_no_secret(memory: InMemory) -> None:
    for text in ("geen base64!", "", "AAAA"):
        memory.kept["Expertteam", f"{KLUIS}:{SLOT}"] = text
        assert apparaat.secret_of(KLUIS, SLOT) is None


def test_a_bound_slot_opens_with_the_secret_only_and_the_noodcode_without() -> None:
    header, opened = new_header(NAAM, ZIN, FLOOR)
    code = new_code()
    header = add_slot(header, opened, "Noodcode", code, SlotType.HERSTEL, FLOOR)
    secret = os.urandom(32)
    header, opened = replace_slot(header, opened, NAAM, ZIN, FLOOR, secret)
    header = from_json(to_json(header))
    assert header.slots[0].device_bound
    asked: list[tuple[str, str]] = []

    def keep(kluis: str, slot: str) -> bytes:
        asked.append((kluis, slot))
        return secret

    assert unlock(header, NAAM, ZIN, keep).master_key == opened.master_key
    assert asked == [(header.kluis_id, header.slots[0].id)]
    with pytest.raises(DeviceMissing, match="noodcode"):
        unlock(header, NAAM, ZIN)
    with pytest.raises(DeviceMissing):
        unlock(header, NAAM, ZIN, lambda *_: None)
    with pytest.raises(WrongPassphrase):
        unlock(header, NAAM, ZIN, lambda *_: os.urandom(32))
    assert unlock(header, "Noodcode", code).master_key == opened.master_key
    loose = replace(header, slots=(replace(header.slots[0], device_bound=False), *header.slots[1:]))
    with pytest.raises((WrongPassphrase, TamperedHeader)):
        unlock(loose, NAAM, ZIN)
    again, own = renewed(header, opened)
    assert unlock(again, NAAM, ZIN, keep).master_key == own.master_key, "a new key keeps the binding"
    free, _own = replace_slot(header, opened, NAAM, ZIN, FLOOR)
    assert unlock(free, NAAM, ZIN).master_key == opened.master_key


REAL = """
import keyring, sys
from expertteam_app.security import apparaat
assert "keyring.backends" in type(keyring.get_keyring()).__module__, keyring.get_keyring()
assert apparaat.available()
made = apparaat.new_secret("a" * 32, "b" * 32)
assert apparaat.secret_of("a" * 32, "b" * 32) == made
apparaat.forget_secret("a" * 32, "b" * 32)
assert apparaat.secret_of("a" * 32, "b" * 32) is None
print("bewaard", apparaat.new_secret("a" * 32, "c" * 32).hex())
"""


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="Hier is geen gnome-keyring met dbus-run-session (pakketten dbus-daemon en gnome-keyring).",
)
def test_the_real_keyring_of_gnome_keeps_it_also_for_a_second_session(tmp_path: Path) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    env = {k: v for k, v in os.environ.items() if k not in {"XDG_DATA_HOME", "DBUS_SESSION_BUS_ADDRESS"}}
    env = {k: v for k, v in env.items() if k != "PYTHON_KEYRING_BACKEND"}
    env |= {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(runtime), "PYTHONPATH": str(ROOT)}
    start = (
        'printf %s proef | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1; exec "$@"'
    )

    def session(program: str) -> subprocess.CompletedProcess[str]:
        command = ["dbus-run-session", "--", "bash", "-c", start, "_", sys.executable, "-c", program]
        return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)

    first = session(REAL)
    assert first.returncode == 0, first.stderr
    secret = first.stdout.split()[1]
    second = session(
        "from expertteam_app.security import apparaat; print(apparaat.secret_of('a' * 32, 'c' * 32).hex())"
    )
    assert second.stdout.strip() == secret, second.stderr
    stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*.keyring"))
    assert stored
    assert bytes.fromhex(secret) not in stored
