"""A second secret in the keyring of this computer, so that a stolen file and a passphrase are not enough.

Only keyrings that the operating system protects are used; one that says it stored something and did not, or that keeps
it in a readable file, is refused (KLUIS section 6). It is never the only way in: the noodcode needs no computer.
"""

from __future__ import annotations

import base64
import binascii
import os
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from expertteam_app.domain.errors import EnvironmentProblem
from expertteam_app.security.kdf import KEY_LENGTH

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

SERVICE: Final = "Expertteam"
PATIENCE: Final = 20.0
"""Seconds for the keyring: it may ask the user for its own password first, and it may hang."""
ALLOWED: frozenset[str] = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
    }
)


def secret_of(kluis_id: str, slot_id: str) -> bytes | None:
    """The secret that this computer keeps for a slot; None when it keeps none or has no keyring."""

    def read(backend: KeyringBackend) -> bytes | None:
        return _decoded(backend.get_password(SERVICE, _name(kluis_id, slot_id)))

    try:
        return _in_time(lambda: read(_backend()))
    except EnvironmentProblem:
        return None


def new_secret(kluis_id: str, slot_id: str) -> bytes:
    """Make a secret (32 bytes) for a slot, store it and read it back.

    Raises:
        EnvironmentProblem: this computer has no keyring that can be trusted, or it did not keep what it was given.
    """
    made = os.urandom(KEY_LENGTH)

    def store() -> bytes | None:
        backend, name = _backend(), _name(kluis_id, slot_id)
        backend.set_password(SERVICE, name, base64.b64encode(made).decode("ascii"))
        return _decoded(backend.get_password(SERVICE, name))

    if _in_time(store) != made:
        raise _no_keyring()
    return made


def forget_secret(kluis_id: str, slot_id: str) -> None:
    """Take the secret of a slot out of the keyring; one that is not there, or a keyring that is not, is no fault."""

    def forget() -> None:
        backend, name = _backend(), _name(kluis_id, slot_id)
        if backend.get_password(SERVICE, name) is not None:
            backend.delete_password(SERVICE, name)

    try:
        _in_time(forget)
    except EnvironmentProblem:
        return


def available() -> bool:
    """Whether this computer has a keyring that can be trusted."""
    try:
        _backend()
    except EnvironmentProblem:
        return False
    return True


def _backend() -> KeyringBackend:
    """The keyring of the operating system, bound to this computer.

    Raises:
        EnvironmentProblem: there is none, or only one that keeps secrets in the open.
    """
    import keyring
    from keyring.backends import chainer

    chosen = keyring.get_keyring()
    choices = list(chosen.backends) if isinstance(chosen, chainer.ChainerBackend) else [chosen]
    for backend in choices:
        if f"{type(backend).__module__}.{type(backend).__qualname__}" in ALLOWED:
            if hasattr(backend, "persist"):
                backend.persist = "local machine"  # else Windows lets it roam with the profile
            return backend
    raise _no_keyring()


def _in_time(act: Callable[[], T]) -> T:
    """Do it in a thread, for at most `PATIENCE` seconds.

    Raises:
        EnvironmentProblem: the keyring refused, failed or took too long.
    """
    answer: list[T] = []

    def run() -> None:
        try:
            answer.append(act())
        except Exception:  # noqa: BLE001 - a keyring may fail in any way; there is no answer then
            return

    thread = threading.Thread(target=run, name="sleutelbos", daemon=True)
    thread.start()
    thread.join(PATIENCE)
    if not answer:
        raise _no_keyring()
    return answer[0]


def _no_keyring() -> EnvironmentProblem:
    return EnvironmentProblem(
        "Deze computer heeft geen sleutelbos die te vertrouwen is, of zij bewaart niets.",
        "Werk zonder koppeling; de wachtzin en de noodcode blijven gelden.",
    )


def _name(kluis_id: str, slot_id: str) -> str:
    return f"{kluis_id}:{slot_id}"


def _decoded(text: str | None) -> bytes | None:
    try:
        found = base64.b64decode(text or "", validate=True)
    except binascii.Error:
        return None
    return found if len(found) == KEY_LENGTH else None
