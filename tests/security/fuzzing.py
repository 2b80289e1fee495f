"""Spoils good files, and reads bytes in a child with bounded memory that may write nowhere but in its own folder."""

from __future__ import annotations

import io
import os
import random
import sys
import time
import traceback
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.tekens import is_zuiver
from tests.forks import forks

SECONDS = float(os.environ.get("EXPERTTEAM_FUZZ_SECONDEN", "0.2"))
"""How long each reader is fed with spoiled files; every reader gets `LEAST` of them in any case."""
LEAST = 12
MOST_SECONDS = 20.0
"""One file may not keep a reader longer, on a slow machine under load."""
MEMORY = 900_000_000
"""Bytes that a child may take on top of what it has."""

NASTY = (
    b"\0", b"\x01\x1f\x7f", b"\r", b'"', b"'", b";" * 300, b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"[" * 5000,
    b"{" * 5000, b"(" * 5000, b"<a>" * 5000, b"-1", b"0", b"1e999", b"9" * 400, b"99999999999", b"%n%s", b"../../../x",
    b"=cmd|' /C calc'!A0", b"\xe2\x80\xae", b"\xc2\xb2", b"0001-01-01T00:00:00", b"9999-12-31T23:59:59+00:00", b"NaN",
    b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', b"&b;", b"\n" * 500,
)  # fmt: skip


def spoiled(seed: bytes, chance: random.Random) -> bytes:
    """A good file with a few things wrong; of a zip the parts are spoiled as well, so that its checksums are right."""
    if seed.startswith(b"PK") and chance.random() < 0.7:
        return _spoiled_zip(seed, chance)
    return _spoiled(seed, chance)


def _spoiled(seed: bytes, chance: random.Random) -> bytes:
    content = bytearray(seed)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        place = chance.randrange(len(content) + 1)
        size = min(len(content) - place, chance.choice((1, 4, 16, 200, 4096)))
        match chance.randrange(8):
            case 0 | 1 if size:
                content[place] ^= 1 << chance.randrange(8)
            case 2 if size:
                content[place] = chance.randrange(256)
            case 3:
                content[place:place] = chance.choice(NASTY)
            case 4:
                del content[place : place + size]
            case 5:
                content[place:place] = content[place : place + size] * chance.choice((1, 3, 40))
            case 6:
                content[place : place + size] = chance.randbytes(size)
            case 7 if chance.random() < 0.2:
                del content[place:]
            case _:
                content[place : place + size] = chance.choice(NASTY)
    return bytes(content)


def _spoiled_zip(seed: bytes, chance: random.Random) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        wrong = chance.choice(source.namelist())
        for name in source.namelist():
            content = source.read(name)
            if name != wrong:
                made.writestr(name, content)
                continue
            match chance.randrange(6):
                case 0:
                    made.writestr(f"../../{name}", content)
                case 1:
                    made.writestr(f"/{name}\0", content)
                case _:
                    made.writestr(name, _spoiled(content, chance))
    return target.getvalue()


@dataclass
class Fed:
    """What became of the files that a child read.

    Attributes:
        count: how many.
        refused: how many were refused with a sentence.
        slowest: seconds of the slowest.
        wrong: what is wrong, with the number of the file.
    """

    count: int = 0
    refused: int = 0
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)


def feed(reader: str, files: list[bytes] | None, place: Path, kluis: Path) -> Fed:
    """Let a child read these files, or (None) spoiled ones for `SECONDS`; `kluis` is one to copy.

    Whatever the child does, this returns: a reader that hangs or dies is told as wrong.
    """
    mine, its = forks.Pipe()
    child = forks.Process(target=_child, args=(reader, files, place, kluis, its), daemon=True)
    child.start()
    its.close()
    number = -1
    try:
        while True:
            if not mine.poll(MOST_SECONDS + 60 * (number < 0)):
                child.kill()
                return Fed(wrong=[f"bestand {number}: na {MOST_SECONDS:.0f} s nog bezig"])
            message = mine.recv()
            if isinstance(message, Fed):
                return message
            number = message
    except EOFError:
        child.join()
        return Fed(wrong=[f"bestand {number}: het programma stopte met code {child.exitcode}"])
    finally:
        child.join(10)
        mine.close()


def _child(reader: str, files: list[bytes] | None, place: Path, kluis: Path, pipe: Connection) -> None:
    from tests.security.readers import BROKEN, READERS, source

    source.append(kluis)
    it = READERS.get(reader) or BROKEN[reader]
    seeds = it.seeds()
    for seed in seeds:  # a good file is no refusal, and loads what the reader needs before memory is bounded
        _read_good(reader, seed, place)
    _bound_memory()
    guard = _Guard()
    fed, until = Fed(), time.monotonic() + SECONDS
    for content in files if files is not None else _endless(reader, seeds):
        if files is None and fed.count >= LEAST and time.monotonic() > until:
            break
        pipe.send(fed.count)
        begin = time.monotonic()
        try:
            it.read(content, place)
        except ExpertteamError as refusal:
            fed.refused += 1
            if not (str(refusal).strip().endswith((".", "?")) and is_zuiver(str(refusal))):
                fed.wrong.append(f"bestand {fed.count}: geen zin: {refusal.text[:200]!r}")
        except BaseException:  # noqa: BLE001 - whatever else comes out is what is looked for
            fed.wrong.append(f"bestand {fed.count}: {traceback.format_exc()[-1500:]}")
        fed.slowest = max(fed.slowest, time.monotonic() - begin)
        fed.wrong += [f"bestand {fed.count}: {what}" for what in guard.taken(place)]
        fed.count += 1
        if len(fed.wrong) > 3:
            break
    guard.on = False
    pipe.send(fed)


def _read_good(reader: str, seed: bytes, place: Path) -> None:
    from tests.security.readers import READERS

    try:
        READERS[reader].read(seed, place)
    except ExpertteamError:
        if reader not in {"in-gebruik.json", "data.db-journal"}:  # the note is read when one is refused
            raise


def _endless(reader: str, seeds: list[bytes]) -> Iterator[bytes]:
    number = 0
    while True:
        chance = random.Random(f"{reader} {number}")  # noqa: S311 - no secret
        yield spoiled(chance.choice(seeds), chance)
        number += 1


def _bound_memory() -> None:
    if sys.platform == "linux":
        import resource

        has = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (has + MEMORY, has + MEMORY))


class _Guard:
    """Notes every file that is opened for writing, every program that is started and every connection."""

    def __init__(self) -> None:
        self.on = True
        self._seen: list[str] = []
        sys.addaudithook(self._hook)

    def taken(self, place: Path) -> list[str]:
        """What was done outside this folder and the kluis of the test, since the last time."""
        allowed = (str(place), os.devnull)
        found = [what for what in self._seen if not any(what.endswith(a) or f" {a}" in what for a in allowed)]
        self._seen.clear()
        return found

    def _hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.on:
            return
        if event == "open":
            path, _mode, flags = arguments
            writes = isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
            if isinstance(path, str | bytes | os.PathLike) and writes and not str(path).endswith(".pyc"):
                self._seen.append(f"opent om te schrijven: {os.fsdecode(path)}")
        elif event in {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect"}:
            self._seen.append(f"doet {event}")
