"""Start, unlocking, memory and size beside KeePassXC (from Debian) and Anki (from PyPI), in the same run.

All three get a real window on the same screen in memory (Xvfb) and as many entries; "start to window" is from starting
the process until the X server says that its window is in sight. KeePassXC opens its file with the key it makes by
default, Anki has no key. What is not installed here has no rows; both are under another licence (GPL, AGPL) and no
part of this project.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.apart import python_with
from benchmarks.meting import Meting, Opdracht, run

GROEP = "buren"
ROOT = Path(__file__).resolve().parents[1]
SCHERM = "1366x768x24"
ZIN = "proef met verzonnen mensen"
TEKST = "Verzonnen tekst over verzonnen mensen. " * 12
LIMIT = 60
"""Seconds after which a window will not come any more."""
RUST = 3.0
"""Seconds without anything to do before memory is read."""

ANKI_MAKE = """
import os, sys
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from aqt.profiles import ProfileManager
base, count, text = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
profiles = ProfileManager(base)
profiles.setupMeta()
profiles.meta.update(defaultLang="en_US", firstRun=False, updates=False)
profiles.create("User 1")
profiles.load("User 1")
profiles.save()
(base / "User 1").mkdir(exist_ok=True)
from anki.collection import Collection
collection = Collection(str(base / "User 1" / "collection.anki2"))
deck, kind = collection.decks.id("Proef"), collection.models.by_name("Basic")
for number in range(count):
    note = collection.new_note(kind)
    note["Front"], note["Back"] = f"C-{number:05d}", text
    collection.add_note(note, deck)
collection.close()
"""


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """Ours, then each neighbour that is here."""
    if shutil.which("Xvfb") is None or shutil.which("xdotool") is None:
        print("buren: Xvfb and xdotool are not installed here", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory(prefix="expertteam-buren-") as name, screen() as display:
        folder = Path(name)
        env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": name, "XDG_RUNTIME_DIR": name}
        yield from ours(opdracht, folder, env)
        if shutil.which("keepassxc"):
            yield from _neighbour(keepassxc(opdracht, folder, env))
        python = None if opdracht.vlug else python_with("buren.lock", opdracht.cache)
        if python is not None:
            yield from _neighbour(anki(opdracht, python, folder, env))


def _neighbour(rows: Iterator[Meting]) -> Iterator[Meting]:
    """The rows of a program of others; one that does not work here has none, and fails nothing of ours."""
    try:
        yield from rows
    except (RuntimeError, subprocess.CalledProcessError) as error:
        print(f"buren: {type(error).__name__}", file=sys.stderr)


class screen:  # noqa: N801 - used as a word
    """A screen in memory of its own; its name while the block runs."""

    def __enter__(self) -> str:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCHERM, "-nolisten", "tcp"]
        self._server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            return f":{told.readline().strip()}"

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait()


def titles(env: Mapping[str, str]) -> str:
    """The titles of all windows in sight."""
    command = ["xdotool", "search", "--onlyvisible", "--name", ".", "getwindowname", "%@"]
    return subprocess.run(command, env=dict(env), capture_output=True, encoding="utf-8", check=False).stdout


def until(env: Mapping[str, str], seen: Callable[[str], bool]) -> float:
    """`time.monotonic` of the moment that the titles of the windows are so.

    Raises:
        RuntimeError: they never are.
    """
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        if seen(titles(env)):
            return time.monotonic()
    raise RuntimeError("no window came")


def memory(process: subprocess.Popen[str]) -> float:
    """MiB that a process and what it started hold, what is shared counted in part (PSS)."""
    waiting, total = [process.pid], 0
    while waiting:
        pid = waiting.pop()
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
        waiting += [int(child) for child in children.split()]
    return total / 1024


def started(command: Sequence[str], env: Mapping[str, str], given: str = "") -> subprocess.Popen[str]:
    """Start a program, with something on its standard input."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=dict(env),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        start_new_session=True,
    )
    if process.stdin is not None:
        process.stdin.write(given)
        process.stdin.flush()
    return process


def end(process: subprocess.Popen[str]) -> None:
    """Stop a program and all it started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def mib_of(folder: Path) -> float:
    """MiB of the files in a folder."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink()) / 1024**2


def rows(naam: str, omvang: int, start: float | None, key: float | None, idle: float | None) -> Iterator[Meting]:
    """What was measured of one program."""
    if start is not None:
        yield Meting(GROEP, f"start to window: {naam}", omvang, (start,), None)
    if key is not None:
        yield Meting(GROEP, f"key to the list: {naam}", omvang, (key,), None)
    if idle is not None:
        yield Meting(GROEP, f"memory with the list in sight: {naam}", omvang, (), idle)


def ours(opdracht: Opdracht, folder: Path, env: Mapping[str, str]) -> Iterator[Meting]:
    """Our own: its start as a process, the rest in a process of its own that types."""
    built = ROOT / "dist" / "expertteam" / "expertteam"
    command = [str(built)] if built.is_file() else [sys.executable, "-m", "expertteam_app"]
    begun = time.monotonic()
    process = started(command, {**env, "XDG_DATA_HOME": str(folder / "leeg")})
    seen = until(env, lambda text: "Expertteam" in text)
    end(process)
    typed = subprocess.run(
        [sys.executable, "-m", "benchmarks.buren_eigen", *_options(opdracht)],
        cwd=ROOT,
        env=dict(env),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if typed.returncode:
        raise RuntimeError(typed.stderr)
    key, idle = map(float, typed.stdout.split()[-2:])
    yield from rows("Expertteam", opdracht.omvang, seen - begun, key, idle)
    if built.is_file():
        yield Meting(GROEP, "installed: Expertteam", opdracht.omvang, (), mib_of(built.parent))


def _options(opdracht: Opdracht) -> list[str]:
    options = ["--omvang", str(opdracht.omvang), "--cache", str(opdracht.cache)]
    return [*options, "--vlug"] if opdracht.vlug else options


def keepassxc(opdracht: Opdracht, folder: Path, env: Mapping[str, str]) -> Iterator[Meting]:
    """KeePassXC on a file with as many entries; it gets the passphrase on its standard input."""
    base, source = folder / "buren.kdbx", folder / "buren.xml"
    entries = "".join(
        f"<Entry><String><Key>Title</Key><Value>C-{number:05d}</Value></String>"
        f"<String><Key>Notes</Key><Value>{escape(TEKST)}</Value></String></Entry>"
        for number in range(opdracht.omvang)
    )
    source.write_text(
        f"<?xml version='1.0' encoding='utf-8'?><KeePassFile><Root><Group><Name>Root</Name>{entries}</Group></Root>"
        "</KeePassFile>",
        "utf-8",
    )
    command = ["keepassxc-cli", "import", "--set-password", str(source), str(base)]
    subprocess.run(command, input=f"{ZIN}\n{ZIN}\n", env=dict(env), capture_output=True, encoding="utf-8", check=True)
    begun = time.monotonic()
    process = started(["keepassxc", "--pw-stdin", str(base)], env, f"{ZIN}\n")
    seen = until(env, lambda text: "KeePassXC" in text)
    locked = until(env, lambda text: "[Locked]" in text or f"{base.name} - " in text)
    opened = until(env, lambda text: "KeePassXC" in text and "[Locked]" not in text and base.name in text)
    time.sleep(RUST)
    idle = memory(process)
    end(process)
    yield from rows("KeePassXC", opdracht.omvang, seen - begun, opened - locked, idle)
    query = [shutil.which("dpkg-query") or "false", "-W", "-f", "${Installed-Size}", "keepassxc"]
    told = subprocess.run(query, capture_output=True, encoding="utf-8", check=False).stdout
    if told.isdigit():
        naam = "KeePassXC, without the libraries of the system"
        yield Meting(GROEP, f"installed: {naam}", opdracht.omvang, (), int(told) / 1024)


def anki(opdracht: Opdracht, python: Path, folder: Path, env: Mapping[str, str]) -> Iterator[Meting]:
    """Anki on a collection with as many notes, to its list of decks."""
    base = folder / "anki"
    base.mkdir()
    given = [str(python), "-c", ANKI_MAKE, str(base), str(opdracht.omvang), TEKST]
    subprocess.run(given, env=dict(env), capture_output=True, check=True)
    own = {**env, "QTWEBENGINE_DISABLE_SANDBOX": "1", "QT_OPENGL": "software", "LANG": "C.UTF-8"}
    begun = time.monotonic()
    process = started([str(python.with_name("anki")), "-b", str(base), "-p", "User 1"], own)
    seen = until(env, lambda text: "User 1 - Anki" in text)
    time.sleep(RUST)
    idle = memory(process)
    end(process)
    yield from rows("Anki", opdracht.omvang, seen - begun, None, idle)
    yield Meting(GROEP, "installed: Anki", opdracht.omvang, (), mib_of(python.parents[1] / "lib"))


if __name__ == "__main__":
    run(measure)
