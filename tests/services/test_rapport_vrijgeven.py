"""The BOEG report from frozen figures to release: four eyes, the register, and a year after its half-years."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select, text

from expertteam_app.analysis.disclosure.audit import Controle, add_up
from expertteam_app.analysis.disclosure.eerder import who_is_where
from expertteam_app.analysis.disclosure.protect import protect
from expertteam_app.analysis.disclosure.spec import Regels
from expertteam_app.db.queries.uitgaven import KOP_SETTING
from expertteam_app.db.tables import RapportRow, UitgaveRow
from expertteam_app.documents import stijl
from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import NoRightError, UserError
from expertteam_app.domain.oordeel import Oordeel
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.signaal import Signaal, SignaalSoort
from expertteam_app.domain.uitgave import CONTROLE, Soort, Stand
from expertteam_app.exchange.datapakket import datapakket
from expertteam_app.services import rapport_bouw as bouw
from expertteam_app.services.boeg_opzet import cause_label
from expertteam_app.services.boeg_patronen import pattern_lines
from expertteam_app.services.rapporten import BoegVelden
from expertteam_app.services.sessie import Sessie
from tests.conftest import fresh_copy, open_sessie

H1, H2, JAAR = Periode(2025, 1), Periode(2025, 2), Periode(2025)
ALLES = dict.fromkeys(CONTROLE, True)


@pytest.fixture
def big(many_kluis: Path, tmp_path: Path) -> Iterator[Sessie]:
    yield from fresh_copy(many_kluis, tmp_path / "eigen.kluis")


def as_user(sessie: Sessie, naam: str, rol: Rol = Rol.SECRETARIS) -> Sessie:
    return Sessie(sessie.kluis, replace(sessie.context, actor=Actor(naam, rol)))


def release(sessie: Sessie, periode: Periode) -> None:
    sessie.rapporten.bevries(periode)
    sessie.rapporten.bied_aan(periode, "Deelnemers van het BOEG-overleg", "Leren van vastgelopen situaties")
    as_user(sessie, "Tweede Lezer").rapporten.geef_vrij(periode, ALLES)


def released(sessie: Sessie, periode: Periode) -> dict[str, bytes]:
    release(sessie, periode)
    return sessie.rapporten.boeg(periode).bestanden


@pytest.fixture(scope="module")
def released_kluis(many_kluis: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed kluis of which the report on H1 has left; copy it, do not open it."""
    path = tmp_path_factory.mktemp("vrij") / "vrij.kluis"
    shutil.copytree(many_kluis, path)
    sessie = open_sessie(path)
    try:
        release(sessie, H1)
    finally:
        sessie.kluis.close()
    return path


@pytest.fixture
def after_h1(released_kluis: Path, tmp_path: Path) -> Iterator[Sessie]:
    yield from fresh_copy(released_kluis, tmp_path / "eigen.kluis")


def pdf_text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_what_was_released_leaves_the_same_from_a_computer_with_a_plain_printer(after_h1: Sessie) -> None:
    before = after_h1.rapporten.boeg(H1).bestanden
    stijl.print_friendly(on=True)
    try:
        assert after_h1.rapporten.boeg(H1).bestanden == before
    finally:
        stijl.print_friendly(on=False)


def test_from_frozen_to_released_by_a_second_person(big: Sessie) -> None:
    r = big.rapporten
    assert r.stand(H1).stand is Stand.OPEN
    r.set_texts(H1, BoegVelden(duiding="De instroom is stabiel.", werkte="Vroeg samen kijken."))
    concept = r.boeg(H1)
    assert concept.concept
    r.bevries(H1)
    assert r.stand(H1).stand is Stand.BEVROREN
    assert r.stand(H1).meetmoment_id == big.monitoren.momenten()[0].id
    with pytest.raises(UserError, match="wie dit rapport krijgt"):
        r.bied_aan(H1, " ", "leren")
    r.bied_aan(H1, "Deelnemers van het BOEG-overleg", "Leren van vastgelopen situaties")
    with pytest.raises(UserError, match="bij de tweede lezer"):
        r.set_texts(H1, BoegVelden(duiding="Anders."))
    with pytest.raises(UserError, match="niet zelf vrijgeven"):
        r.geef_vrij(H1, ALLES)
    reader = as_user(big, "Tweede Lezer").rapporten
    with pytest.raises(UserError, match="Nog niet bevestigd"):
        reader.geef_vrij(H1, {**ALLES, "wijkteam": False})
    reader.geef_terug(H1, "De duiding noemt een dorp.")
    assert r.stand(H1).opmerking == "De duiding noemt een dorp."
    r.set_texts(H1, BoegVelden(duiding="De instroom blijft gelijk.", werkte="Vroeg samen kijken."))
    r.bied_aan(H1, "Deelnemers van het BOEG-overleg", "Leren van vastgelopen situaties")
    line = reader.geef_vrij(H1, ALLES)
    made = r.boeg(H1)
    assert not made.concept
    (info,) = big.uitgaven.all()
    assert (info.id, info.soort, info.periode, info.vrijgegeven_door) == (line, Soort.BOEG, "2025-H1", "Tweede Lezer")
    assert info.bestanden == {name: hashlib.sha256(data).hexdigest() for name, data in made.bestanden.items()}
    assert r.boeg(H1).bestanden == made.bestanden
    assert r.preview(H1) == made.tabellen
    logged = [row.handeling for row in big.beheer.logboek()]
    assert {"rapport voor BOEG bevroren", "rapport voor BOEG aangeboden", "rapport voor BOEG vrijgegeven"} <= set(
        logged
    )


def test_the_one_who_only_reads_figures_can_do_none_of_it(big: Sessie) -> None:
    reader = as_user(big, "Lezer", Rol.LEZER_CIJFERS).rapporten
    reader.preview(H1)
    acts: tuple[Callable[[], object], ...] = (
        lambda: reader.bevries(H1),
        lambda: reader.bied_aan(H1, "wie", "waarom"),
        lambda: reader.geef_vrij(H1, ALLES),
        lambda: reader.geef_terug(H1, "nee"),
        lambda: reader.boeg(H1),
        lambda: as_user(big, "Lezer", Rol.LEZER_CIJFERS).uitgaven.trek_in(1, "nee"),
    )
    for act in acts:
        with pytest.raises(NoRightError):
            act()


def test_a_released_period_keeps_its_figures_whatever_happens_after(big: Sessie) -> None:
    first = released(big, H1)
    for casus_id in big.casussen.find(CasusFilter(status="alle"))[:60]:
        big.codering.set_oorzaken(casus_id, ["A2"], "A2")
    big.uitgaven.trek_in(big.uitgaven.all()[0].id, "Een les noemde een plaats.")
    assert big.uitgaven.all()[0].ingetrokken is not None
    assert big.rapporten.stand(H1).stand is Stand.BEVROREN
    again = released(big, H1)
    assert again == first
    assert len(big.uitgaven.all()) == 2


def test_a_period_that_runs_cannot_be_frozen(big: Sessie) -> None:
    with pytest.raises(UserError, match="loopt nog"):
        big.rapporten.bevries(Periode.half_of(big.context.vandaag()))


def test_a_year_is_protected_beside_its_half_years_and_the_proof_adds_up(after_h1: Sessie) -> None:
    big = after_h1
    release(big, H2)
    big.rapporten.bevries(JAAR)
    with big.context.read() as session:
        found = bouw.basis(big.context, session, JAAR)
        leden = who_is_where(found.spec, found.personen)
        known = bouw.foreknowledge(session, JAAR, leden)
    assert [u.naam for u in known.uitgaven] == ["2025-H1", "2025-H2"]
    assert all(u.binnen for u in known.uitgaven)
    assert known.samen
    assert big.rapporten.preview(JAAR).periode == "2025"
    told = pdf_text(big.controle_rapporten.pdf(JAAR))
    assert "ook in de eerdere rapporten over deze tijd" in told
    assert "alles klopt" in told


@pytest.mark.parametrize("fault", ["moved by one", "lost"])
def test_the_audit_report_says_so_when_the_kept_worlds_do_not_fit(big: Sessie, fault: str) -> None:
    big.rapporten.bevries(H1)
    assert "alles klopt" in pdf_text(big.controle_rapporten.pdf(H1))
    with big.context.write("proef") as session:
        row = session.scalars(select(RapportRow)).one()
        kept = bouw.unpack(row.getuigen)
        first = kept["werelden"][0]
        worlds = [] if fault == "lost" else [[first[0] + 1, *first[1:]], *kept["werelden"][1:]]
        row.getuigen = bouw.pack({**kept, "werelden": worlds})
    told = pdf_text(big.controle_rapporten.pdf(H1))
    assert "ER KLOPT IETS NIET" in told
    assert "aantoonbaar beschermd" not in told


def test_the_kept_witnesses_prove_every_small_cell_by_adding_up(after_h1: Sessie) -> None:
    big = after_h1
    with big.context.read() as session:
        row = session.get(UitgaveRow, big.uitgaven.all()[0].id)
        assert row is not None
        kept, made = bouw.unpack(row.getuigen), bouw.thawed(row.inhoud)
    plekken = tuple((u, frozenset((d, c) for d, c in pairs)) for u, pairs in kept["cellen"])
    werelden = tuple(tuple(world) for world in kept["werelden"])
    proof = Controle((), plekken, werelden, 0, 0, 0.0)
    assert add_up(proof, datapakket(made.report))
    for eis in made.eisen:
        seen = [world[plekken.index(eis.cel)] for world in werelden]
        assert min(seen) <= eis.laag
        assert max(seen) >= eis.hoog


def test_a_lost_or_changed_register_blocks_everything(after_h1: Sessie) -> None:
    big = after_h1
    big.uitgaven.controleer()
    with big.context.write("proef") as session:
        session.connection().execute(text("UPDATE uitgave SET doel = 'iets anders'"))
    with pytest.raises(UserError, match="Regel 1 van het register"):
        big.uitgaven.controleer()
    with pytest.raises(UserError, match="niets naar buiten"):
        big.rapporten.bevries(H2)


def test_a_register_that_was_put_back_is_seen(after_h1: Sessie) -> None:
    big = after_h1
    with big.context.write("proef") as session:
        session.connection().execute(text("UPDATE rapport SET uitgave_id = NULL"))
        session.connection().execute(text("DELETE FROM uitgave"))
    with pytest.raises(UserError, match="niet het laatste"):
        big.uitgaven.controleer()
    with big.context.read() as session:
        stored = session.connection().execute(
            text("SELECT waarde FROM instelling WHERE sleutel = :s"), {"s": KOP_SETTING}
        )
        assert json.loads(stored.scalar_one())["regels"] == 1


def test_a_release_is_never_undone(after_h1: Sessie) -> None:
    big = after_h1
    with contextlib.suppress(UserError):
        big.ongedaan.maak_ongedaan()
    assert len(big.uitgaven.all()) == 1
    assert big.rapporten.stand(H1).stand is Stand.VRIJGEGEVEN
    big.uitgaven.controleer()


def test_questions_come_back_in_the_next_report_with_what_became_of_them(big: Sessie) -> None:
    u = big.uitgaven
    asked = "Kan BOEG een plek met nachtzorg starten?\n\n Wie kent een behandelaar voor selectief mutisme? "
    big.rapporten.set_texts(H1, BoegVelden(vragen=asked))
    release(big, H1)
    first, second = u.eerdere_vragen(H2)
    assert (first.vraag, second.vraag) == (
        "Kan BOEG een plek met nachtzorg starten?",
        "Wie kent een behandelaar voor selectief mutisme?",
    )
    assert u.vragen(H1) == (first, second)
    kept = released(big, H2)
    u.afloop(first.id, "BOEG start in maart met vier plekken.")
    assert big.rapporten.boeg(H2).bestanden == kept, "what left stays as it was"
    u.trek_in(u.all()[0].id, "De afloop van een vraag is bekend.")
    assert u.eerdere_vragen(H2)[0].afgerond_op == big.context.vandaag()
    pdf = PdfReader(io.BytesIO(big.rapporten.boeg(H2).bestanden["reflectierapport-boeg.pdf"]))
    text_of = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "BOEG start in maart met vier plekken." in text_of
    assert "nog open" in text_of
    with pytest.raises(UserError, match="niet meer"):
        u.afloop(10_000, "weg")


def test_the_audit_report_proves_the_protection_and_holds_no_hidden_number(big: Sessie) -> None:
    with pytest.raises(UserError, match="nog niet bevroren"):
        big.controle_rapporten.pdf(H1)
    files = released(big, H1)
    content = big.controle_rapporten.pdf(H1)
    assert content == big.controle_rapporten.pdf(H1)
    reader = PdfReader(io.BytesIO(content))
    told = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    with big.context.read() as session:
        row = session.get(UitgaveRow, big.uitgaven.all()[0].id)
        assert row is not None
        made = bouw.thawed(row.inhoud)
        seal = row.zegel
    n = len(made.eisen)
    assert f"{n} van de {n} aantallen die beschermd moeten zijn, zijn aantoonbaar beschermd" in told
    assert "alles klopt" in told
    assert "Tweede Lezer" in told
    assert seal[:20] in told.replace(" ", "")
    for content_of in files.values():
        assert hashlib.sha256(content_of).hexdigest()[:16] in told.replace(" ", "")


def test_the_period_before_stands_beside_it_as_it_left(big: Sessie) -> None:
    first = PdfReader(io.BytesIO(released(big, H1)["reflectierapport-boeg.pdf"]))
    assert not any("Vorige" in page.extract_text() for page in first.pages)
    before = big.rapporten.preview(H1).table("stap").cell("Totaal").aantal
    second = released(big, H2)
    pages = PdfReader(io.BytesIO(second["reflectierapport-boeg.pdf"])).pages
    told = " ".join(page.extract_text() for page in pages)
    assert "Vorige" in told
    assert before is not None
    assert str(before) in told
    big.uitgaven.trek_in(big.uitgaven.all()[-1].id, "Wat was, blijft zoals het was.")
    assert big.rapporten.boeg(H2).bestanden == second


def test_a_judged_pattern_is_told_with_the_number_of_a_table_or_without(big: Sessie) -> None:
    with big.context.read() as session:
        found = bouw.basis(big.context, session, JAAR)
    crossed = tuple(t for t in found.spec.tabellen if t.naam == "oorzaak-gemist")
    spec = replace(found.spec, tabellen=crossed, regels=Regels(tabel=100))
    report = protect(spec, found.personen).report
    table = report.table("oorzaak-gemist")

    def judged(sleutel: str, mens: str = "bespreken", soort: SignaalSoort = SignaalSoort.PAAR) -> Signaal:
        day = big.context.vandaag()
        return Signaal(1, soort, sleutel, "2025", {}, day, Oordeel.SIGNAAL, mens, "", day, "sien", "", None)

    lists = big.lists
    for cause in lists["oorzaken"]:
        for care in lists["zorgvormen"]:
            if cause_label(cause) not in table.labels(0) or care.label not in table.labels(1):
                continue
            (line,) = pattern_lines([judged(f"hiaat:{care.code}|oorzaak:{cause.code}")], report, lists)
            number = table.cell(cause_label(cause), care.label).aantal
            assert line.aantal == ("te weinig om te tonen" if number is None else f"{number} jeugdigen")
    for never in (
        judged("gemeente:0200|oorzaak:A2"),
        judged("hiaat:gezinshuis|oorzaak:A2", mens="loos-alarm"),
        judged("hiaat:gezinshuis|oorzaak:A2", soort=SignaalSoort.TREND),
        judged("kader:vrijwillig|vraag:consultatie"),
    ):
        assert pattern_lines([never], report, lists) == ()


def test_more_than_four_releases_a_year_give_a_warning(after_h1: Sessie) -> None:
    big = after_h1
    assert big.uitgaven.waarschuwing() == ""
    for _ in range(3):
        big.uitgaven.trek_in(big.uitgaven.all()[0].id, "proef")
        release(big, H1)
    assert "al 4 rapporten" in big.uitgaven.waarschuwing()


def test_why_a_cell_is_hidden(big: Sessie) -> None:
    report = big.rapporten.preview(H1)
    tabel, cel = next((t, c) for t in report.tabellen for c in t.cellen if c.aantal is None)
    told, reach = big.rapporten.uitleg(H1, tabel.naam, cel.dims)
    assert told.zin.endswith(".")
    assert reach.laag == 0
    shown = next(c for t in report.tabellen for c in t.cellen if c.aantal is not None)
    with pytest.raises(UserError, match="niet verborgen"):
        big.rapporten.uitleg(H1, "bestaat-niet", shown.dims)
    assert all(o.cellen for o in big.rapporten.opbrengst(H1))


def test_vandaag_is_later_than_the_periods_of_these_tests(lege_sessie: Sessie) -> None:
    assert lege_sessie.context.vandaag() > date(2025, 12, 31)
