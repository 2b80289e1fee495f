"""Tries portable use on a built program: where its data come, and where it refuses.

Works on a copy in which each file is a second name of the same file, so that nothing is written twice and nothing of
the build is touched. Started after a build by ``dev.py build`` and ``windows/bouw.ps1``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

LONGEST: Final = 60.0
"""Seconds that a start may take on a slow machine with a virus scanner."""


def copy_of(folder: Path, target: Path) -> Path:
    """The program folder under another name, with the mark that makes it portable; returns that folder."""
    shutil.copytree(folder, target, symlinks=True, copy_function=os.link)
    (target / ".portable").touch()
    return target


def names(temporary: Path, home: Path) -> dict[str, str]:
    """The environment of the tries: own folders for what is temporary and for what belongs to the user."""
    temporary.mkdir(exist_ok=True)
    home.mkdir(exist_ok=True)
    own = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    own |= dict.fromkeys(("XDG_DATA_HOME", "LOCALAPPDATA"), str(home))
    return {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen"}


def keeps_beside(program: Path, env: dict[str, str]) -> bool:
    """Whether the window of a portable program makes its data folder beside it, and goes on."""
    process = subprocess.Popen([str(program)], env=env)
    try:
        end = time.monotonic() + LONGEST
        while time.monotonic() < end and process.poll() is None:
            if (program.parent / "gegevens").is_dir():
                return True
            time.sleep(0.05)
        return False
    finally:
        process.kill()
        process.wait()


def refuses(program: Path, env: dict[str, str]) -> bool:
    """Whether a command ends with the code for a machine that is not right, and keeps nothing."""
    done = subprocess.run([str(program), "--version"], env=env, capture_output=True, timeout=LONGEST, check=False)
    return done.returncode == 3 and not done.stdout and not (program.parent / "gegevens").exists()  # noqa: PLR2004 - EnvironmentProblem


def tries(folder: Path, window: str, command: str) -> list[str]:
    """What does not go as it must, in words; empty when all is well."""
    wrong = []
    with tempfile.TemporaryDirectory(dir=folder.parent, ignore_cleanup_errors=True) as name:
        place = Path(name)
        temporary, home = place / "vluchtig", place / "thuis"
        env = names(temporary, home)
        own = copy_of(folder, place / "stick" / "Expertteam")
        if subprocess.run([str(own / command), "--version"], env=env, check=False).returncode:
            wrong.append("een opdracht werkt niet naast .portable")
        if not keeps_beside(own / window, env) or any(home.iterdir()):
            wrong.append("de gegevens komen niet naast het programma")
        bad = (temporary / "Temp1_expertteam.zip", temporary / "los", place / "Expertteam.zip")
        wrong += [
            f"het programma start vanuit {there.relative_to(place)}"
            for there in bad
            if not refuses(copy_of(folder, there / "Expertteam") / command, env)
        ]
    return wrong


def main() -> int:
    """Try, and say what is wrong."""
    parser = argparse.ArgumentParser(description="Probeert het draagbare gebruik van een gebouwd programma.")
    parser.add_argument("map", type=Path, help="de programmamap")
    folder = parser.parse_args().map.resolve()
    window, command = ("expertteam.exe", "expertteam-opdracht.exe") if os.name == "nt" else ("expertteam", "expertteam")
    wrong = tries(folder, window, command)
    sys.stdout.write("".join(f"NIET GOED: {line}\n" for line in wrong) or "Draagbaar gebruik werkt.\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
