"""The whole chain leaves nothing readable behind: not in the kluis, not in temporary files, not after kill -9.

A list with words that occur nowhere else goes through import, verslag and report in a process of its own, whose every
file opened for writing is noted. Then every file is searched. The same list in a plain SQLite file must give hits, or
the search proves nothing.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(sys.platform == "win32", reason="ends a process with SIGKILL"),
]

ROOT = Path(__file__).resolve().parents[2]
BSN = "123456782"
WORDS = ("Quirijnus", "Zwaluwstaart", "Merkwaardigwoord", "Xantippe", "Dagobert", BSN)
RET = f"""nr;naam jeugdige;geb. datum;BSN;gemeente;datum aanmelding;stap nu;gezochte hulp;waarom vast;opmerkingen
1;Quirijnus Zwaluwstaart;3-4-2012;{BSN};Epe;1-3-2026;RET;gezinshuis;wachtlijst;Merkwaardigwoord
2;Dagobert Zwaluwstaart;31-2-2013;;Epe;1-3-2026;RET;gezinshuis;wachtlijst;{BSN}
"""
JBT = f"""VTB nr;gezin;kind;geb.;BSN;gemeente;indiener;VTB binnen;consult VT;consult GI;MDO;datum tafel;besluit
VTB-001;Zwaluwstaart;Xantippe;3-4-2014;{BSN};Epe;wijkteam;1-9-2026;2-9-2026;3-9-2026;ja;10-9-2026;drang
"""
WORK = """
import os, signal, sys
from pathlib import Path

opened = []
def note(event, details):
    if event == "open" and isinstance(details[2], int) and details[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        opened.append(os.fsdecode(details[0]) if not isinstance(details[0], int) else "")
sys.addaudithook(note)

from expertteam_app.domain.periode import Periode
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, open_kluis
from expertteam_app.services.uitvoer import write_files
from expertteam_app.services.sessie import Sessie

kluis, context = open_kluis(Path(sys.argv[1]), OEFENAAR, OEFENZIN)
s = Sessie(kluis, context)
for soort, text in (("RET", sys.argv[3]), ("JBT", sys.argv[4])):
    s.inlezen.neem_over(s.inlezen.proef(soort, text.encode(), "lijst.csv"))
s.casussen.change(s.zoeken.search("quirijnus")[0].id, "stem_jeugdige", "Merkwaardigwoord")
zitting = s.zittingen.all(ZittingSoort.JBT)[0]
assert b"%PDF" in s.verslagen.verslag(zitting.id).pdf[:8]
write_files(s.rapporten.boeg(Periode.parse("2026-H1")).bestanden, Path(sys.argv[2]))
print("\\n".join(opened), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def _hits(folder: Path) -> dict[str, list[str]]:
    found = {}
    for path in (p for p in folder.rglob("*") if p.is_file()):
        content = path.read_bytes()
        words = [w for w in WORDS if w.encode() in content or w.encode("utf-16-le") in content]
        if words:
            found[path.name] = words
    return found


def test_the_chain_leaves_no_word_of_a_casus_on_the_disk(empty_kluis: Path, tmp_path: Path) -> None:
    kluis, out, home, temporary = (tmp_path / name for name in ("eigen.kluis", "uit", "thuis", "tijdelijk"))
    shutil.copytree(empty_kluis, kluis)
    home.mkdir()
    temporary.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(temporary),
        "HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "SQLITE_TMPDIR": str(temporary),
    }
    done = subprocess.run(
        [sys.executable, "-c", WORK, str(kluis), str(out), RET, JBT],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert (kluis / "data.db-wal").stat().st_size, "the work was still in the write-ahead log when it was killed"
    assert _hits(tmp_path) == {}
    assert list(temporary.rglob("*")) == []
    assert list(home.rglob("*")) == []
    elsewhere = {p for p in done.stdout.splitlines() if p and not Path(p).is_relative_to(tmp_path)}
    assert elsewhere <= {os.devnull}


def test_the_search_finds_what_a_plain_database_holds(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "gewoon.db") as plain:
        plain.execute("CREATE TABLE t (a TEXT)")
        plain.execute("INSERT INTO t VALUES (?)", (RET + JBT,))
    plain.close()
    assert _hits(tmp_path) == {"gewoon.db": list(WORDS)}
