"""Flow C by keyboard alone (PRODUCT 6.4): the secretary of the JBT, from VTB to signed verslag.

With ``EXPERTTEAM_SCHERMEN=MAP`` a picture of every step is kept there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import icalendar
import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from expertteam_app.db.audit import history, verify_chain
from expertteam_app.domain.dossier import ActieInfo
from expertteam_app.domain.tafelregel import RegelSoort
from expertteam_app.domain.vtb_fase import Fase
from expertteam_app.domain.zitting import ZittingStatus
from expertteam_app.services.handelingstijd import Stap
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG
from tests.end_to_end import stroom_c as c
from tests.end_to_end.toetsenbord import Dag, Toetsenbord, at_the_window, kluis_in, pictures


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is proposed for what leaves the kluis."""
    made = tmp_path / "post"
    made.mkdir()
    monkeypatch.setenv("HOME", str(made))
    monkeypatch.setenv("USERPROFILE", str(made))
    return made


@pytest.fixture
def kluis(tmp_path: Path, filled_kluis: Path) -> Path:
    (tmp_path / "data").mkdir()
    path = kluis_in(tmp_path / "data", filled_kluis)
    c.add_secretary(path)
    return path


@pytest.fixture
def board(qapp: QApplication, kluis: Path, folder: Path) -> Iterator[Toetsenbord]:
    del folder
    day = Dag(VANDAAG)
    qapp.setProperty("expertteam_laatste_map", "")
    with at_the_window(qapp, kluis.parent, day) as app:
        made = Toetsenbord(app, day, "flow-c", pictures(), gebruiker=c.SECRETARIS)
        made.open_kluis(kluis)
        yield made


def assert_taken_over(sessie: Sessie, vtb: int) -> None:
    dossier = sessie.vtbs.dossier(vtb)
    assert (dossier.gezin, dossier.twijfel, dossier.gang.fase) == ("gezin Zilver (verzonnen)", (), Fase.COMPLEET)
    assert [k.voornaam for k in dossier.kinderen] == ["Mila", "Tijn"]
    assert (dossier.inhoud.netwerk, dossier.inhoud.veiligheidsplan) == (True, True)
    assert dossier.brontekst == c.text_of(VANDAAG)


def assert_planned(sessie: Sessie, vtb: int, zitting: int, folder: Path) -> None:
    dossier = sessie.zittingen.dossier(zitting)
    d9 = next(k for k in sessie.klokken.van_vtb(vtb) if k.code == "D9")
    assert d9.uiterlijk is not None
    assert VANDAAG < dossier.datum <= d9.uiterlijk, "within the norm"
    (talk,) = sessie.vtb_planning.hoorgesprekken(vtb)
    assert (talk.naam, talk.gepland_op) == ("Mila Zilver", dossier.datum), "the child of 12 or more is heard apart"
    files = sorted(folder.glob("*.ics"))
    assert len(files) == len(dossier.aanwezigen) + 1, "one for each guest and one for the talk"
    for file in files:
        calendar = icalendar.Calendar.from_ical(file.read_bytes())
        (event,) = calendar.walk("VEVENT")
        assert event.decoded("DTSTART").date() == dossier.datum
        assert not {"Zilver", "Mila", "Tijn"} & set(str(event["SUMMARY"]).split())
    assert len(list(folder.glob("brief-*.pdf"))) >= len({a.rol for a in dossier.aanwezigen}) - 2
    assert sessie.vtbs.dossier(vtb).gang.fase is Fase.UITGENODIGD


def assert_at_the_table(sessie: Sessie, zitting: int) -> None:
    dossier = sessie.zittingen.dossier(zitting)
    (punt,) = dossier.punten
    assert {a.presentie for a in dossier.aanwezigen} == {"aanwezig"}
    assert [r.soort for r in punt.regels][:7] == [
        RegelSoort.STEM,
        RegelSoort.STEM,
        RegelSoort.INFO,
        RegelSoort.BESLUIT,
        RegelSoort.BESLUIT,
        RegelSoort.ACTIE,
        RegelSoort.ACTIE,
    ]
    found = [(b.jeugdige, b.soort, b.tekst, b.motivering, b.genomen_door) for b in punt.besluiten]
    assert found == [
        ("Mila Zilver", "drang", c.REGELS[3].partition(": ")[2], c.MOTIVERING[0], c.DOOR),
        ("Tijn Zilver", "raadsonderzoek", c.REGELS[4].partition(": ")[2], c.MOTIVERING[1], c.DOOR),
    ]
    assert punt.besluiten[0].terugmeldingen[-1].verwacht_op is not None, "drang comes back by the norm"
    assert [a.omschrijving for a in punt.acties][:2] == ["hulp thuis starten", "school bellen"]
    assert all(a.eigenaar and a.datum for a in punt.acties)
    assert dossier.gesloten_op == dossier.datum
    assert dossier.ontbreekt == ("punt 1: vraag", "punt 1: wat is geprobeerd")


def assert_signed(sessie: Sessie, zitting: int) -> None:
    assert sessie.zittingen.dossier(zitting).status is ZittingStatus.VASTGESTELD
    (versie,) = sessie.verslagen.stand(zitting).versies
    pdf = sessie.verslagen.vaste_versie(versie.id).pdf
    assert hashlib.sha256(pdf).hexdigest() == versie.sha256
    (hand,) = versie.handtekeningen
    assert (hand.rol, hand.sha256) == ("secretaris", versie.sha256)
    with sessie.context.read() as session:
        logged = [entry for entry in history(session, "verslag", versie.id) if versie.sha256 in str(entry.wijziging)]
        assert logged, "the SHA-256 stands in the audit log"
        assert verify_chain(session).ok
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    for said in (*(line.partition(" ")[2].partition(": ")[2] for line in c.REGELS[:2]), c.VRAAG, *c.MOTIVERING):
        assert said in text


def test_from_a_vtb_to_a_signed_verslag_by_keyboard_alone(board: Toetsenbord, kluis: Path, folder: Path) -> None:
    vtb = c.take_over(board)
    assert_taken_over(board.sessie, vtb)
    zitting = c.plan(board)
    assert_planned(board.sessie, vtb, zitting, folder)
    own = board.count

    day = board.sessie.zittingen.dossier(zitting).datum
    board.come_back(kluis, day)
    c.sit(board)
    assert "De tafel is gesloten: 1 besproken" in board.app.frame.message_bar.text
    assert_at_the_table(board.sessie, zitting)

    at_table = board.count - own
    c.check(board)
    assert board.sessie.zittingen.dossier(zitting).ontbreekt == ()
    c.walk(board)
    c.sign(board)
    assert_signed(board.sessie, zitting)
    c.send(board)
    sent = [s for s in board.sessie.verslagen.stand(zitting).verzendingen if s.soort == "verslag"]
    assert {s.ontvanger for s in sent} == {"ouders", "rvdk", "gi", "indiener"}, "the dossier stays in the kluis"
    written = {hashlib.sha256(f.read_bytes()).hexdigest(): f.name for f in folder.glob("*-verslag-*.pdf")}
    assert {s.sha256 for s in sent} == set(written), "the list tells what was really written"
    own = board.count - at_table
    assert own < 260, f"{own} keys are more than two minutes of own handling"

    told = {t.stap for t in board.sessie.handelingstijden.mediaan()}
    assert told == set(Stap), "the program timed every step by itself"
    assert_the_clocks_follow(board, kluis, vtb, zitting)


def clocks(board: Toetsenbord, vtb: int) -> dict[str, tuple[date, date | None]]:
    return {k.code: (k.begin, k.eind) for k in board.sessie.klokken.van_vtb(vtb)}


def vto_task(board: Toetsenbord, zitting: int) -> ActieInfo:
    acties = board.sessie.zittingen.dossier(zitting).punten[0].acties
    return next(a for a in acties if a.omschrijving.startswith("VTO naar de Raad"))


def assert_the_clocks_follow(board: Toetsenbord, kluis: Path, vtb: int, zitting: int) -> None:
    """The task of the VTO, what its day and kenmerk do, and the klokken D8 to D13, D16 and D17."""
    came, table = VANDAAG - timedelta(days=1), board.dag()
    task = vto_task(board, zitting)
    assert (task.eigenaar, task.klaar_op) == ("secretaris JBT", None)
    assert task.datum is not None
    assert task.datum > table
    assert board.sessie.vtbs.dossier(vtb).gang.stappen[0].tekst == "VTO verzenden"
    assert clocks(board, vtb)["D11"] == (table, None)

    sent = table + timedelta(days=2)
    board.come_back(kluis, sent)
    c.record_vto(board)
    dossier = board.sessie.vtbs.dossier(vtb)
    raad = next(b for b in dossier.besluiten if b.soort == "raadsonderzoek")
    assert (raad.vto_verzonden, raad.vto_kenmerk) == (sent, c.KENMERK)
    assert vto_task(board, zitting).klaar_op == sent, "the task is done by it"
    assert dossier.gang.fase is Fase.WACHT_OP_VERVOLG

    begun, ready = sent + timedelta(days=5), sent + timedelta(days=40)
    board.come_back(kluis, begun)
    c.record_day_of_raad(board)
    board.come_back(kluis, ready)
    c.record_day_of_raad(board)
    assert clocks(board, vtb) == {
        "D8": (came, came),
        "D9": (came, table),
        "D10": (table, table),
        "D11": (table, sent),
        "D12": (came, sent),
        "D13": (table, None),
        "D16": (sent, begun),
        "D17": (begun, ready),
    }
