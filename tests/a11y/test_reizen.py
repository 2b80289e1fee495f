"""Two journeys with a reader of the screen, from another process (ARCHITECTURE E): the program as it is installed.

The transcripts in ``docs/toegankelijkheid`` are those of these runs; with ``EXPERTTEAM_TRANSCRIPTEN=1`` they are
written anew. What was done is looked up in the kluis afterwards.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from tests.a11y import kluizen

ROOT = Path(__file__).resolve().parents[2]
TRANSCRIPTS = ROOT / "docs" / "toegankelijkheid"
SYSTEM_PYTHON = "/usr/bin/python3"
NEEDED = ("xvfb-run", "xauth", "dbus-run-session", "matchbox-window-manager")
SCREEN = "-screen 0 1366x768x24 -r"
"""A laptop; a key that a busy machine lets go late is not typed again (-r)."""
LONGEST = 90
"""Seconds; a journey takes some ten of them where nothing else runs."""
SIGN = """
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi
"""


def _why_not() -> str:
    """Why no journey can be made here; empty when it can."""
    if not sys.platform.startswith("linux"):
        return "AT-SPI is van Linux; op Windows wordt met NVDA getest (docs/toegankelijkheid.md)"
    lacks = [name for name in NEEDED if shutil.which(name) is None]
    if lacks:
        return f"hier ontbreekt {', '.join(lacks)}; dev.py test installeert het op Debian en Ubuntu"
    if not Path(SYSTEM_PYTHON).exists():
        return f"er is geen {SYSTEM_PYTHON}"
    asked = subprocess.run([SYSTEM_PYTHON, "-c", SIGN], capture_output=True, check=False)
    return "" if asked.returncode == 0 else "het pakket gir1.2-atspi-2.0 of python3-gi ontbreekt"


WHY_NOT = _why_not()
pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)


def _travel(name: str, home: Path, make: Callable[[Path], None]) -> tuple[Path, str]:
    """Make the kluis and the journey; where the kluis is, and the transcript."""
    kluis = home / "data" / "expertteam" / "Proeftafel.kluis"
    kluis.parent.mkdir(parents=True)
    make(kluis)
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "DBUS_", "XDG_", "PYTEST"))}
    done = subprocess.run(
        [
            *("xvfb-run", "-a", "-s", SCREEN, "dbus-run-session", "--"),
            *(SYSTEM_PYTHON, str(ROOT / "tests" / "a11y" / "reis.py"), name, "--"),
            *(sys.executable, "-P", "-m", "expertteam_app"),
        ],
        cwd=home,
        env={
            **kept,
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_RUNTIME_DIR": str(runtime),
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    transcript = _timeless(done.stdout, home)
    assert done.returncode == 0, f"{transcript[-3000:]}\n{done.stderr[-6000:]}"
    return kluis, transcript


def _timeless(text: str, home: Path) -> str:
    """Without what is of today or of this computer."""
    text = "\n".join(line for line in text.splitlines() if not line.startswith("SpiRegistry"))
    text = text.replace(str(home), "…").strip() + "\n"
    for pattern, instead in (
        (r"\b(ma|di|wo|do|vr|za|zo) \d{1,2} (jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)\b( 20\d\d)?", "‹dag›"),
        (r"(?i)\b(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag )?\d{1,2} [a-z]+ 20\d\d\b", "‹dag›"),
        (r"\b\d{1,2}-\d{1,2}-20\d\d\b", "‹dag›"),
        (r"\b\d{1,2}:\d\d\b", "‹tijd›"),
        (r"\b([A-Z]+)-20\d\d-(\d+)", r"\1-‹jaar›-\2"),
    ):
        text = re.sub(pattern, instead, text)
    return text


def _compare(name: str, transcript: str) -> None:
    """What was said is what is told in the docs."""
    path = TRANSCRIPTS / f"reis-{name}.txt"
    if os.environ.get("EXPERTTEAM_TRANSCRIPTEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(transcript, "utf-8")
    assert path.read_text("utf-8") == transcript, (
        "draai deze test met EXPERTTEAM_TRANSCRIPTEN=1 en lees het verschil na"
    )


def test_a_toegangsmedewerker_prepares_an_inbreng(tmp_path: Path) -> None:
    kluis, transcript = _travel("inbreng", tmp_path, kluizen.for_inbreng)
    sessie = kluizen.opened(kluis)
    try:
        (casus,) = sessie.casussen.find(CasusFilter())
        dossier = sessie.casussen.dossier(casus)
        assert dossier.vraag == "Hoe kan Fenna (fictief) veilig thuis wonen?"
        assert dossier.stem_jeugdige == "Ik wil bij mijn oma blijven."
        assert dossier.stem_ouders == "Wij willen rust in huis."
        assert [z.aanbieder for z in dossier.zoekregels] == ["De Verzonnen Wilg"]
        assert sessie.inbrengen.stand(casus).compleet
    finally:
        sessie.kluis.close()
    _compare("inbreng", transcript)


def test_a_secretary_makes_a_verslag_definitief(tmp_path: Path) -> None:
    kluis, transcript = _travel("verslag", tmp_path, kluizen.for_verslag)
    sessie = kluizen.opened(kluis)
    try:
        (zitting,) = sessie.zittingen.all(ZittingSoort.JBT)
        dossier = sessie.zittingen.dossier(zitting.id)
        assert dossier.status is ZittingStatus.VASTGESTELD
        assert dossier.punten[0].teksten["geprobeerd"] == "Hulp thuis sinds mei; die liep vast op de ruzie."
    finally:
        sessie.kluis.close()
    _compare("verslag", transcript)
