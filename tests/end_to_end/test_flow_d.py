"""Flow D by keyboard alone (PRODUCT 6.4): the report for BOEG, from what is missing to files that left.

With ``EXPERTTEAM_SCHERMEN=MAP`` a picture of every step is kept there.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from expertteam_app.domain.access import Rol
from expertteam_app.domain.uitgave import Stand
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, open_kluis
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casussen import CasussenPage
from tests.conftest import VANDAAG
from tests.end_to_end import stroom_d as d
from tests.end_to_end.toetsenbord import Dag, Toetsenbord, at_the_window, kluis_in, pictures


@pytest.fixture
def kluis(tmp_path: Path, filled_kluis: Path) -> Path:
    (tmp_path / "data").mkdir()
    path = kluis_in(tmp_path / "data", filled_kluis)
    opened = open_kluis(path, OEFENAAR, OEFENZIN)
    Sessie(*opened).gebruikers.add(d.LEZER[0], Gebruikerplek(Rol.SECRETARIS), d.LEZER[1], kdf=KdfParams.floor())
    opened[0].close()
    return path


@pytest.fixture
def board(qapp: QApplication, kluis: Path) -> Iterator[Toetsenbord]:
    day = Dag(VANDAAG)
    with at_the_window(qapp, kluis.parent, day) as app:
        made = Toetsenbord(app, day, "flow-d", pictures())
        made.open_kluis(kluis)
        yield made


def test_a_report_leaves_by_keyboard_alone(board: Toetsenbord, kluis: Path, tmp_path: Path) -> None:
    d.check(board)
    assert isinstance(board.app.frame.current_page, CasussenPage), "Enter opens the casus"

    d.freeze(board)
    page = d.page_of(board)
    periode = page.periode.periode
    assert board.sessie.rapporten.stand(periode).stand is Stand.BEVROREN

    d.write(board)
    texts = board.sessie.rapporten.texts(periode)
    assert texts.duiding == "De wachttijd voor verblijf neemt toe. In de regio is geen plek."
    assert (texts.werkte, texts.lessen, texts.vragen) == (d.WERKTE, d.LESSEN, d.VRAGEN)

    d.offer(board)
    assert board.sessie.rapporten.stand(periode).stand is Stand.AANGEBODEN

    board.come_back(kluis, gebruiker=d.LEZER)
    d.release(board)
    assert board.sessie.rapporten.stand(periode).stand is Stand.VRIJGEGEVEN

    board.come_back(kluis, gebruiker=(OEFENAAR, OEFENZIN))
    folder = tmp_path / "uit"
    folder.mkdir()
    d.save(board, folder)
    (made,) = folder.iterdir()
    files = {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}
    (line,) = board.sessie.uitgaven.all()
    assert line.bestanden == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    pdf = PdfReader(io.BytesIO(files["reflectierapport-boeg.pdf"]))
    told = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "In de regio is geen plek." in told
    assert d.VRAGEN in told
    assert board.count < 600, "so many keys do not fit in thirty minutes"
