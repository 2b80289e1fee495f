"""The workshop of Expertteam: one file, standard library only, any Python from 3.9 can start it.

`python3 dev.py` lists the commands. Each of them first sees to `.venv`; a stamp inside it says what is in there, so a
second start only compares. The package itself is not built: a `.pth` file and a small launcher point at this checkout.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "expertteam-stempel.json"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
PROGRAM = [str(PYTHON), "-P", "-m", "expertteam_app"]
OLDEST = (3, 11)
NAMES = ("3.13", "3.12", "3.11", "3.14")  # in this order when the Python that runs this file is too old
UV = "uv==0.13.9"
LOCKS = {
    "run": ["requirements.lock"],
    "dev": ["requirements-dev.lock", "requirements.lock"],  # the first is installed and holds all of the second
}
BUILD_LOCK = "installer/requirements-build.lock"
ON_SCREEN = ("Xvfb", "xdotool", "matchbox-window-manager")
"""What types on the built program as a user does (Debian: xvfb, xdotool, matchbox-window-manager)."""
BUILD_VENV = ROOT / "build" / "omgeving"
BUILD_STAMP = BUILD_VENV / "expertteam-stempel.txt"
MOST_WORKERS = 4
WORKER_GIB = 1.5
"""What one process of the tests takes at most, with room for the programs it starts."""
CHECKS = (
    ("ruff format", ["ruff", "format", "--check", "--output-format", "concise", "."]),
    ("ruff check", ["ruff", "check", "."]),
    ("mypy --strict", ["mypy"]),
    ("lint-imports", ["lint-imports"]),
)
# Probed in a candidate Python: version, whether venv works, and the real program behind a shim or a .venv.
PROBE = (
    "import sys, importlib.util as u\n"
    "whole = all(u.find_spec(n) for n in ('venv', 'ensurepip'))\n"
    "print(*sys.version_info[:2], int(whole), getattr(sys, '_base_executable', sys.executable))"
)


class Stop(Exception):
    """The workshop cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    """Print at once, so that our lines stay in order with those of the programs we start."""
    print(text, flush=True)


def environment(**extra: str) -> dict[str, str]:
    """Our environment without what would bend the Python inside `.venv`."""
    bends = {"PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    bends.add("PYTHONDONTWRITEBYTECODE")  # else every process that a test starts compiles the whole program anew
    return {**{name: value for name, value in os.environ.items() if name not in bends}, **extra}


def tool(name: str) -> str:
    """The program file of a tool that stands in `.venv`."""
    return str(BIN / (f"{name}.exe" if WINDOWS else name))


def call(command: list[str], **extra: str) -> int:
    """Run a program in the root with our own input and output; its exit code as a shell counts it."""
    code = subprocess.run(command, cwd=ROOT, env=environment(**extra), check=False).returncode
    return code if code >= 0 else 128 - code


def listen(command: list[str], seconds: float | None = None) -> tuple[int, str]:
    """Run a program without input; exit code and everything it said. 127 when it cannot be started."""
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment(DEBIAN_FRONTEND="noninteractive"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return 127, str(error)
    return done.returncode, done.stdout


# --- Python and .venv ------------------------------------------------------------------------------------------------


def candidates() -> list[list[str]]:
    """Ways to start a Python, best first: the one that runs this file, then by name, then those of pyenv."""
    found = [[sys.executable]]
    for name in NAMES:
        found += [["py", f"-{name}"]] if WINDOWS else []
        found += [[f"python{name}"]]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for name in NAMES:
        found += [[str(path)] for path in sorted(pyenv.glob(f"versions/{name}.*/bin/python"), reverse=True)]
    return [command for command in found if shutil.which(command[0])]


def find_python() -> str:
    """The program file of a Python that is new enough, one with `venv` before one without.

    Raises:
        Stop: there is none on this machine.
    """
    without_venv = []
    for command in candidates():
        code, output = listen([*command, "-I", "-c", PROBE], seconds=20)
        fields = output.strip().split(" ", 3)
        if code or len(fields) != 4 or (int(fields[0]), int(fields[1])) < OLDEST:  # noqa: PLR2004 - what PROBE prints
            continue
        if fields[2] == "1":
            return fields[3]
        without_venv.append((fields[3], f"python{fields[0]}.{fields[1]}-venv"))
    for python, package in without_venv:
        if install_packages([package], "Om .venv te maken"):
            return python
    if without_venv:
        raise Stop(f"Zonder het pakket {without_venv[0][1]} kan deze Python geen .venv maken.")
    raise Stop(
        "Expertteam heeft Python 3.11 of nieuwer nodig; die staat niet op deze computer.\n"
        "Expertteam needs Python 3.11 or newer; this computer has none.\n"
        "  Windows:        winget install Python.Python.3.13\n"
        "  Debian, Ubuntu: sudo apt-get install python3 python3-venv\n"
        "  macOS:          brew install python@3.13\n"
        "Start daarna deze opdracht opnieuw. / Then start this command again."
    )


def installed_packages() -> list[str]:
    """What stands in site-packages, by name: a cheap way to see that something was taken away."""
    return sorted(entry.name for entry in site_packages().glob("*") if entry.name != "__pycache__")


def site_packages() -> Path:
    """The folder of the installed packages; of a broken `.venv` a path that does not exist."""
    found = [VENV / "Lib" / "site-packages"] if WINDOWS else sorted(VENV.glob("lib/python3*/site-packages"))
    return found[0] if len(found) == 1 else VENV / "site-packages"


def digest(level: str) -> str:
    """One number over the lock files of a level."""
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in LOCKS[level])).hexdigest()


def python_version() -> list[int]:
    """Version of the Python in `.venv`; empty when it does not start or is not of `.venv`."""
    if not PYTHON.exists():
        return []
    program = "import sys; print(sys.prefix != sys.base_prefix, *sys.version_info[:2])"
    code, output = listen([str(PYTHON), "-I", "-c", program], seconds=20)
    fields = output.split()
    return [int(field) for field in fields[1:]] if code == 0 and fields[:1] == ["True"] else []


def read_stamp() -> dict[str, object]:
    """What the last complete installation wrote; empty when there was none or when `.venv` has changed since."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
        whole = (
            stamp["digest"] == digest(stamp["level"])
            and stamp["root"] == str(ROOT)
            and set(stamp["packages"]) <= set(installed_packages())
            and stamp["python"] == python_version() != []
        )
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return stamp if whole else {}


def write_stamp(level: str, qt: str) -> dict[str, object]:
    """Say that the installation is complete; written aside and moved, so that it is there whole or not at all."""
    stamp: dict[str, object] = {
        "level": level,
        "digest": digest(level),
        "root": str(ROOT),
        "python": python_version(),
        "packages": installed_packages(),
        "qt": qt,
    }
    aside = STAMP.with_suffix(".nieuw")
    aside.write_text(json.dumps(stamp), "utf-8")
    aside.replace(STAMP)
    return stamp


def set_up(level: str, plugins: tuple[str, ...] | None = None) -> None:
    """See to it that `.venv` holds the locked packages of a level and that Qt can start with these plugins.

    Args:
        level: "run" for the program alone, "dev" for the tools as well.
        plugins: what the command cannot do without; empty when it can, None when it has nothing to do with Qt.

    Raises:
        Stop: something is missing that cannot be put there from here.
    """
    stamp = read_stamp()
    if not stamp or (level == "dev" and stamp["level"] == "run"):
        if stamp:
            STAMP.unlink()  # from here on an interrupted installation is seen as one
        else:
            make_venv()
        install(level)
        stamp = write_stamp(level, qt="")
    if plugins is not None and sys.platform.startswith("linux") and stamp.get("qt") != "goed":
        qt = see_to_qt(plugins, tried=stamp.get("qt") == "geprobeerd")
        write_stamp(str(stamp["level"]), qt)


def make_venv() -> None:
    """Make an empty `.venv`; what stood there is thrown away, because nobody knows what is missing in it."""
    python = find_python()
    if os.path.lexists(VENV):
        say(".venv is niet (meer) compleet of hoort bij andere versies; het wordt opnieuw gemaakt.")
    else:
        say(f"Eerste keer: .venv wordt gemaakt met {python}.")
    try:
        if VENV.is_symlink() or VENV.is_file():
            VENV.unlink()
        elif VENV.exists():
            STAMP.unlink(missing_ok=True)  # first, so that a half-removed folder never counts as whole
            shutil.rmtree(VENV)
    except OSError as error:
        raise Stop(
            f"De map .venv kan niet worden vervangen ({error}). Sluit Expertteam en probeer het nog eens."
        ) from None
    code, output = listen([python, "-m", "venv", str(VENV)])
    if code:
        raise Stop(f"Het maken van .venv is niet gelukt:\n{output}")


def pip(*arguments: str, python: Path = PYTHON) -> int:
    """Run a pip, that of `.venv` unless told otherwise, without questions; it only speaks of errors."""
    quiet = ("-qq", "--no-input", "--disable-pip-version-check")
    return call([str(python), "-I", "-m", "pip", "install", *quiet, *arguments])


def install(level: str) -> None:
    """Install the locked packages and point at this checkout.

    Only wheels whose hash stands in the lock: no code of a package runs while it is installed.
    """
    locked = LOCKS[level][0]
    say(f"Onderdelen uit {locked} worden opgehaald en gecontroleerd; dit duurt een tot enkele minuten.")
    start = time.monotonic()
    if pip("--require-hashes", "--only-binary", ":all:", "-r", locked):
        version = ".".join(map(str, python_version()))
        raise Stop(
            f"Het installeren uit {locked} is niet gelukt (Python {version}); hierboven staat waarom.\n"
            "Controleer de verbinding of de eigen pakketbron van uw organisatie en start dezelfde opdracht opnieuw."
        )
    path = os.path.relpath(ROOT, site_packages())
    (site_packages() / "expertteam.pth").write_text(path + "\n", "utf-8")  # relative: no accents of a home folder
    if WINDOWS:
        (BIN / "expertteam.cmd").write_bytes(b'@"%~dp0python.exe" -P -m expertteam_app %*\r\n')
    else:
        launcher = BIN / "expertteam"
        launcher.write_text(f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -P -m expertteam_app "$@"\n', "utf-8")
        launcher.chmod(0o755)
    say(f"Klaar in {time.monotonic() - start:.0f} s.")


# --- What Qt needs from Linux ----------------------------------------------------------------------------------------


def missing_libraries(plugins: tuple[str, ...]) -> list[str]:
    """System libraries that Qt's own files ask for and that are not on this machine."""
    qt = site_packages() / "PySide6"
    files = [qt / "QtWidgets.abi3.so"] + [qt / "Qt" / "plugins" / "platforms" / f"libq{name}.so" for name in plugins]
    _, output = listen(["ldd", *map(str, files)])
    return sorted(set(re.findall(r"(\S+) => not found", output)))


def debian_package(library: str) -> str:
    """The Debian package of a library, by Debian Policy 8.1: its name and version, with a hyphen after a digit.

    >>> debian_package("libxcb-cursor.so.0"), debian_package("libX11.so.6")
    ('libxcb-cursor0', 'libx11-6')
    """
    if library.startswith(("libglib-2.0", "libgthread-2.0")):
        return "libglib2.0-0"
    name, _, version = library.lower().partition(".so.")
    return f"{name}-{version}" if name[-1].isdigit() else name + version


def see_to_qt(plugins: tuple[str, ...], *, tried: bool) -> str:
    """Install what Qt misses for a window and for drawing without one; stop only when these plugins need it.

    Returns:
        "goed" when nothing is missing, "geprobeerd" when the rest can wait.

    Raises:
        Stop: a needed library is missing and could not be installed.
    """
    every = ("xcb", "offscreen", *plugins)
    missing, needed = missing_libraries(every), missing_libraries(plugins) if plugins else []
    if missing and (needed or not tried):
        install_packages(sorted({debian_package(name) for name in missing}), "Voor het venster (Qt)")
        missing, needed = missing_libraries(every), missing_libraries(plugins) if plugins else []
    if needed:
        raise Stop("Qt kan niet starten zonder: " + ", ".join(needed) + ". Installeer deze en start opnieuw.")
    if plugins and not missing:
        code, output = listen([str(PYTHON), "-I", "-c", "import PySide6.QtWidgets"], seconds=60)
        if code:
            raise Stop(f"Qt kan op deze computer niet starten:\n{output}")
    return "geprobeerd" if missing else "goed"


def install_packages(packages: list[str], purpose: str) -> bool:
    """Install Debian packages when that is allowed without a question, else print the line that does it."""
    arguments = ["install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        say(f"{purpose} zijn deze pakketten nodig (namen van Debian en Ubuntu): {' '.join(packages)}")
        return False
    root = not WINDOWS and os.geteuid() == 0
    if root or listen(["sudo", "-n", "true"], seconds=10)[0] == 0:
        say(f"{purpose} wordt geïnstalleerd: {' '.join(packages)}")
        before = [] if root else ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
        apt_get = [*before, "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::http::Timeout=20"]
        listen([*apt_get, "update"], seconds=300)
        code, output = listen([*apt_get, *arguments], seconds=900)
        if code == 0:
            return True
        say(output.strip()[-2000:])
    say(f"{purpose} is dit eerst nodig:\n  sudo apt-get update && sudo apt-get {shlex.join(arguments)}")
    return False


TRIED_WITH = {
    "dbus-run-session": "dbus-daemon",
    "gnome-keyring-daemon": "gnome-keyring",
    "desktop-file-validate": "desktop-file-utils",
    "wixl": "wixl",
    "msiinfo": "msitools",
    "osslsigncode": "osslsigncode",
}
"""Programs of the system that tests use: a real keyring, and what reads and signs the packages that are given out."""


def see_to_programs() -> None:
    """Install what tests use on Linux where that goes without a question; a test without its program says so."""
    missing = sorted(package for program, package in TRIED_WITH.items() if not shutil.which(program))
    if missing and sys.platform.startswith("linux") and shutil.which("apt-get"):
        install_packages(missing, "Voor de proeven met een sleutelbos en met de pakketten")


def see_to_screen_reader() -> None:
    """Let the tests read the screen as a screen reader does, on Linux where that installs without a question.

    Xvfb is a screen in memory, matchbox gives the keyboard to a dialog and back, and the Python of the system reads.
    """
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return
    wanted = {
        "xvfb-run": ["xvfb", "xauth"],
        "dbus-run-session": ["dbus-daemon"],
        "matchbox-window-manager": ["matchbox-window-manager"],
    }
    missing = [package for program, needed in wanted.items() if not shutil.which(program) for package in needed]
    sign = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if listen(["/usr/bin/python3", "-c", sign], seconds=20)[0]:
        missing += ["at-spi2-core", "gir1.2-atspi-2.0", "python3-gi"]
    if missing:
        install_packages(missing, "Voor de proef met een schermlezer")


# --- The commands ----------------------------------------------------------------------------------------------------


def has_display() -> bool:
    """Whether a window can be opened here."""
    return WINDOWS or sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(rest: list[str]) -> int:
    """Open the window, or do the same main job headless into ./uitvoer/."""
    if has_display() and not rest:
        set_up("run", ("wayland",) if os.environ.get("WAYLAND_DISPLAY") else ("xcb",))
        return call(PROGRAM)
    set_up("run", ())
    code = call([*PROGRAM, "proefrun", "--naar", "uitvoer"])
    if not code:
        say("Het venster openen: zorg voor een scherm (DISPLAY) en start opnieuw: python3 dev.py run")
    return code


def check() -> int:
    """Format, lint, types and layers: one line for each, and the whole text of the first that fails."""
    for name, command in CHECKS:
        start = time.monotonic()
        code, output = listen([tool(command[0]), *command[1:]])
        say(f"{name:<14} {'goed' if code == 0 else 'FOUT'} {time.monotonic() - start:6.1f} s")
        if code:
            say(output.rstrip())
            return code
    return 0


def test(rest: list[str]) -> int:
    """Run all checks, then pytest; nothing is printed after pytest's own closing line."""
    set_up("dev", ("offscreen",))
    see_to_programs()
    see_to_screen_reader()
    code = check()
    if code:
        return code
    workers = test_workers(os.cpu_count() or 1, free_memory())
    spread = ["-n", str(workers), "--dist", "worksteal"] if workers > 1 and not rest else []
    return offscreen("-m", "pytest", *spread, *rest)


def test_workers(cores: int, memory: float | None) -> int:
    """How many processes share the tests: one per core, four at most, and no more than the memory holds.

    Args:
        cores: of this machine.
        memory: GiB that are free; None when nobody can tell.
    """
    room = MOST_WORKERS if memory is None else int(memory / WORKER_GIB)
    return max(1, min(cores, MOST_WORKERS, room))


def free_memory() -> float | None:
    """GiB that programs can still get without swapping; None where the system does not say it in a file."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        kib = next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, StopIteration):
        return None
    return kib / 1024**2


def lint(rest: list[str]) -> int:
    """Run all checks but the tests, after repairing what ruff can when asked."""
    set_up("dev")
    if rest:
        call([tool("ruff"), "check", "--quiet", "--fix-only", "."])
        call([tool("ruff"), "format", "--quiet", "."])
    return check()


def bench(rest: list[str]) -> int:
    """Run the benchmarks."""
    set_up("dev", ("offscreen",))
    return offscreen("benchmarks/run.py", *rest)


def screenshots(rest: list[str]) -> int:
    """Draw every page into files."""
    set_up("dev", ("offscreen",))
    return offscreen("tests/screenshots.py", *rest)


def parts(rest: list[str]) -> int:
    """Write the list of components and the licence notices of what the product ships."""
    set_up("dev", ("offscreen",))
    return call([str(PYTHON), "installer/onderdelen.py", *rest])


def build(rest: list[str]) -> int:
    """Build the program folder and let what was built test itself; a program that fails its own test is no build."""
    set_up("dev", ("offscreen",))
    python = build_environment()
    stukken, target = ROOT / "build" / "stukken", ROOT / "dist"
    code = call([str(PYTHON), "installer/onderdelen.py", "--naar", str(stukken)])
    code = code or call([python, "-P", "installer/bouw.py", "--naar", str(target), "--stukken", str(stukken), *rest])
    if code:
        return code
    program = str(target / "expertteam" / ("expertteam-opdracht.exe" if WINDOWS else "expertteam"))
    for arguments in (["--zelftest"], ["proefrun", "--naar", str(ROOT / "build" / "proef")]):
        say(f"Het gebouwde programma: {' '.join(arguments[:1])}")
        code = call([program, *arguments], QT_QPA_PLATFORM="offscreen")
        if code:
            say("Het gebouwde programma werkt niet; het mag niet worden uitgegeven.")
            return code
    if code := call([str(PYTHON), "installer/proef_draagbaar.py", str(target / "expertteam")]):
        return code
    if all(map(shutil.which, ON_SCREEN)):
        say("Het gebouwde programma: stroom B en C op een scherm")
        typed = [str(PYTHON), "tests/end_to_end/op_scherm.py", "--programma", program]
        code = call([*typed, "--naar", str(ROOT / "build" / "venster")])
        if code:
            say("Op het gebouwde programma is niet te werken; het mag niet worden uitgegeven.")
            return code
    elif not WINDOWS:
        say(f"Niet op een scherm geprobeerd: daarvoor zijn {', '.join(ON_SCREEN)} nodig.")
    say(f"Klaar: {target / 'expertteam'}")
    return 0


def deb(rest: list[str]) -> int:
    """Make the Debian package of a fresh build."""
    code = build([])
    return code or call([str(PYTHON), "installer/linux/maak_deb.py", *rest], QT_QPA_PLATFORM="offscreen")


def life_cycle(rest: list[str]) -> int:
    """Install, use, upgrade and remove the Debian package in a clean system."""
    code = deb([])
    return code or call(["bash", "installer/linux/levensloop.sh", *rest])


def build_environment() -> str:
    """The Python of the build environment: what the program needs and PyInstaller, nothing that could come along.

    Raises:
        Stop: it could not be made.
    """
    python = BUILD_VENV / BIN.name / PYTHON.name
    wanted = hashlib.sha256((ROOT / BUILD_LOCK).read_bytes()).hexdigest() + repr(python_version())
    if BUILD_STAMP.is_file() and BUILD_STAMP.read_text("utf-8") == wanted and python.exists():
        return str(python)
    say(f"De bouwomgeving wordt gemaakt uit {BUILD_LOCK}.")
    shutil.rmtree(BUILD_VENV, ignore_errors=True)
    code, output = listen([str(PYTHON), "-I", "-m", "venv", str(BUILD_VENV)])
    if code:
        raise Stop(f"Het maken van de bouwomgeving is niet gelukt:\n{output}")
    if pip("--require-hashes", "--only-binary", ":all:", "-r", BUILD_LOCK, python=python):
        raise Stop(f"Het installeren uit {BUILD_LOCK} is niet gelukt; hierboven staat waarom.")
    BUILD_STAMP.write_text(wanted, "utf-8")
    return str(python)


def offscreen(*arguments: str) -> int:
    """Run the Python of `.venv` so that Qt draws in memory; no display is needed."""
    return call([str(PYTHON), *arguments], QT_QPA_PLATFORM="offscreen", PYTHONUNBUFFERED="1")


def lock(rest: list[str]) -> int:
    """Compute the lock files from pyproject.toml.

    Raises:
        Stop: uv failed, or put something of this machine in a lock; all files are as they were.
    """
    set_up("dev")
    uv = shutil.which("uv") or shutil.which("uv", path=str(BIN))
    if not uv:
        if pip("--only-binary", ":all:", UV):
            raise Stop(f"{UV} kon niet worden geïnstalleerd; hierboven staat waarom.")
        uv = tool("uv")
    kept = {name: (ROOT / name).read_bytes() for name in (*LOCKS["dev"], BUILD_LOCK)}
    fixed = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header"]
    compile_ = [uv, "pip", "compile", "--quiet", *fixed, *rest, "pyproject.toml"]
    code = call([*compile_, "-o", "requirements.lock"])
    code = code or call([*compile_, "--group", "dev", "-c", "requirements.lock", "-o", "requirements-dev.lock"])
    code = code or call([*compile_, "--group", "build", "-c", "requirements.lock", "-o", BUILD_LOCK])
    made = "".join((ROOT / name).read_text("utf-8") for name in kept)
    if code or "://" in made or str(ROOT) in made:
        for name, content in kept.items():
            (ROOT / name).write_bytes(content)
        raise Stop(
            "De lockbestanden zijn niet gewijzigd: uv gaf een fout of schreef een adres of pad van deze computer."
        )
    return 0


# Name -> what it does, the one option it knows ("*": all that follows is passed on), its line of help.
COMMANDS: dict[str, tuple[Callable[[list[str]], int], str, str]] = {
    "run": (run, "--headless", "opent Expertteam; zonder beeldscherm (of met --headless): voorbeelden in ./uitvoer/"),
    "test": (test, "*", "alles wat CI nagaat: opmaak, lint, typen, lagen, tests; -- ARGUMENTEN voor pytest"),
    "lint": (lint, "--fix", "alleen opmaak, lint, typen en lagen; met --fix eerst herstellen wat ruff kan"),
    "bench": (bench, "*", "meet snelheid en geheugen; -- ARGUMENTEN voor benchmarks/run.py"),
    "screenshots": (screenshots, "*", "tekent elke pagina, licht, donker, hoog contrast en 200%, 1366x768; --naar MAP"),
    "onderdelen": (parts, "*", "lijst van onderdelen (CycloneDX) en licentieteksten; -- --naar MAP, anders ./uitvoer/"),
    "build": (build, "", "bouwt het programma in ./dist/expertteam (PyInstaller) en laat het zichzelf testen"),
    "deb": (deb, "", "bouwt het programma en maakt er ./dist/expertteam_VERSIE_amd64.deb van (Debian, Ubuntu)"),
    "levensloop": (life_cycle, "*", "zet dat pakket op een schoon systeem, gebruikt het, werkt bij en haalt het weg"),
    "lock": (lock, "--upgrade", "berekent de lockbestanden uit pyproject.toml; met --upgrade nieuwere versies"),
}


def main(arguments: list[str]) -> int:
    """Do one command.

    Returns:
        The exit code of what was started; 2 for an unknown command, 3 when this machine misses something, 130 when
        interrupted.
    """
    name, rest = (arguments or ["--help"])[0], arguments[1:]
    if name not in COMMANDS or rest in (["-h"], ["--help"]):
        say("De werkplaats van Expertteam: python3 dev.py OPDRACHT\n")
        for other, (_, _, summary) in COMMANDS.items():
            say(f"  {other:<12} {summary}")
        return 0 if name in {*COMMANDS, "-h", "--help"} else 2
    function, known, summary = COMMANDS[name]
    rest = rest[1:] if rest[:1] == ["--"] else rest
    if known != "*" and rest not in ([], [known]):
        say(f"{name}: {summary}\nOnbekend: {shlex.join(rest)}")
        return 2
    try:
        return function(rest)
    except Stop as stop:
        say(str(stop))
        return 3
    except KeyboardInterrupt:
        say("Onderbroken. Start dezelfde opdracht opnieuw; wat half klaar was, wordt dan hersteld.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
