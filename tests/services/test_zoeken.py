"""Everything that is stored can be found, by who may read it, and nothing that is gone. All people are invented."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import JSON, String, func, select, text

from expertteam_app.db import tables as t
from expertteam_app.db.base import Base
from expertteam_app.db.queries import casussen as casus_q
from expertteam_app.db.queries import zoeken as zoek_q
from expertteam_app.db.queries.zoekbronnen import BRONNEN, NIET_DOORZOCHT
from expertteam_app.db.queries.zoekregister import differing_documents
from expertteam_app.db.search import everything_expression
from expertteam_app.domain.access import ROLES, Actor, Right, Rol
from expertteam_app.domain.dossier import CasusFilter, NieuweCasus
from expertteam_app.domain.errors import Cancelled, NoRightError
from expertteam_app.domain.inzicht import ZoekTreffer
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.zoeken import Zoeken
from tests.conftest import VANDAAG, fresh_copy

DAG = date(2026, 11, 2)


def found(s: Sessie, typed: str) -> dict[str, list[ZoekTreffer]]:
    return {group.soort: list(group.treffers) for group in s.zoeken.alles(typed, 50).groepen}


def in_step(s: Sessie) -> bool:
    with s.context.store.read() as session:
        return differing_documents(session, s.context.store.labels) == 0


def add_casus(s: Sessie, naam: str = "Proefneming") -> int:
    return s.casussen.add(NieuweCasus("Aya", naam, "0200", DAG, geboortedatum=date(2012, 3, 4)))


# -- quick ways to the same answer ------------------------------------------------------------------------------------


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_titles_gone_through_one_by_one_are_those_the_index_finds(
    gedeeld: Sessie, stored: list[tuple[str, int, str]], data: st.DataObject
) -> None:
    _kind, _number, words = data.draw(st.sampled_from(stored))
    chosen = data.draw(st.lists(st.sampled_from(words.split()), min_size=1, max_size=2))
    typed = " ".join(word[: data.draw(st.integers(1, 12))] for word in chosen)
    kinds = [bron.soort for bron in BRONNEN]
    with gedeeld.context.read() as session:
        quick = zoek_q.find_titles(session, typed, kinds, 10_000)
        slow = zoek_q.find_documents(session, typed, kinds, 10_000, in_title=True)
    assert quick.aantallen == slow.aantallen
    for kind, rows in slow.beste.items():
        assert {row["id"] for row in rows} == {row["id"] for row in quick.beste[kind]}


def test_titles_are_found_whatever_their_letters(lege_sessie: Sessie) -> None:
    for naam in ("IJsselstein", "Søren-Škvorecký", "van 't Hof", "Dĳkstra", "O'Neill"):
        add_casus(lege_sessie, naam)
    with lege_sessie.context.read() as session:
        for typed in ("ysselst", "skvor", "soren", "thof", "t hof", "dijk", "oneil", "o neill", "Å kvorecký", "aya so"):
            quick = zoek_q.find_titles(session, typed, ["casus"], 50)
            slow = zoek_q.find_documents(session, typed, ["casus"], 50, in_title=True)
            assert quick.aantallen == slow.aantallen, typed


@pytest.mark.parametrize("typed", ["r", "ret", "ret-2026", "stap", "g", "gesloten ret", "a e", "b+c", "zzz"])
def test_the_first_casussen_with_common_words_are_the_same_by_looking_as_by_gathering(
    gedeeld: Sessie, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wanted in (CasusFilter(tekst=typed, status="alle"), CasusFilter(tekst=typed, sorteer="naam", aflopend=True)):
        with gedeeld.context.read() as session:
            gathered = casus_q.find_ids(session, wanted)[:12]
            monkeypatch.setattr(casus_q, "MANY", 1)
            assert casus_q.find_ids(session, wanted, 12) == gathered
            monkeypatch.undo()


# -- what is findable ------------------------------------------------------------------------------------------------


def test_every_column_with_words_is_findable_or_excused() -> None:
    """A new table or text column must be placed: in a Bron, or in the list that says why not."""
    known = {(b.table.name, column) for b in BRONNEN for column in (*b.teksten, *b.codes)}
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        for column in table.columns:
            if not isinstance(column.type, (String, JSON)) or (table.description, column.name) in known:
                continue
            excused = NIET_DOORZOCHT.get(table.description, {})
            assert "*" in excused or column.name in excused, f"{table.description}.{column.name}"


class Plek(NamedTuple):
    """Where a row is put: ids of the casus, its jeugdige and the gezin."""

    casus: int
    kind: int
    gezin: int


SOURCES: dict[str, tuple[str, Callable[[Plek], Base]]] = {
    "gezinslid": (
        "grootmoeder",
        lambda p: t.GezinslidRow(gezin_id=p.gezin, voornaam="Grootmoeder", achternaam="Fictief"),
    ),
    "gezin": ("woonwagen", lambda p: t.GezinRow(id=p.gezin, naam="x", toelichting="woonwagen")),
    "gebeurtenis": (
        "zwemles",
        lambda p: t.GebeurtenisRow(
            casus_id=p.casus, volgnummer=99, soort="notitie", datum=DAG, gegevens={"tekst": "Wil op zwemles."}
        ),
    ),
    "zoekregel": (
        "oeverhuis gezinshuis",
        lambda p: t.ZoekregelRow(
            casus_id=p.casus, zorgvorm="gezinshuis", lijst_versie="1", aanbieder="Oeverhuis", datum=DAG
        ),
    ),
    "hiaat": (
        "wiebelkrukken",
        lambda p: t.HiaatRow(
            casus_id=p.casus, zorgvorm="x", aard="y", lijst_versie="1", vastgesteld_op=DAG, oplossing="Wiebelkrukken"
        ),
    ),
    "oorzaak": ("verklarende analyse ontbreekt", lambda p: t.OorzaakRow(casus_id=p.casus, code="K1", lijst_versie="1")),
    "actie": ("logopedist", lambda p: t.ActieRow(casus_id=p.casus, omschrijving="Logopedist bellen")),
    "uitspraak": ("spijbelt", lambda p: t.UitspraakRow(casus_id=p.casus, soort="feit", tekst="Spijbelt elke vrijdag")),
    "toestemming": (
        "manege",
        lambda p: t.ToestemmingRow(
            casus_id=p.casus, ontvanger="Manege Proef", doel="paardrijden", grond="x", vanaf=DAG
        ),
    ),
    "uithuisplaatsing": (
        "logeerhuis",
        lambda p: t.UithuisplaatsingRow(casus_id=p.casus, datum_voornemen=DAG, alternatief="logeerhuis in de buurt"),
    ),
    "bijlage": (
        "schatkaart",
        lambda p: t.BijlageRow(
            casus_id=p.casus,
            naam="blad.txt",
            soort="text/plain",
            grootte=3,
            sha256="",
            toegevoegd_op=DAG,
            toegevoegd_door="x",
            inhoud=b"een schatkaart",
        ),
    ),
    "toekomstplan": (
        "bijbaan",
        lambda p: t.ToekomstplanRow(jeugdige_id=p.kind, datum=DAG, leefdomeinen=["bijbaan"], eigenaar=""),
    ),
}


@pytest.mark.parametrize("kind", SOURCES)
def test_each_kind_leads_to_its_casus(lege_sessie: Sessie, kind: str) -> None:
    s, (typed, make) = lege_sessie, SOURCES[kind]
    casus_id = add_casus(s)
    dossier = s.casussen.dossier(casus_id)
    with s.context.write("proef") as session:
        row: Any = session.merge(make(Plek(casus_id, dossier.jeugdige.id, dossier.gezin_id)))
        session.flush()
        number, model = row.id, type(row)
    hits = found(s, typed.upper())
    assert [(h.soort, h.id) for h in hits[kind]] == [("casus", casus_id)], hits
    assert in_step(s)
    if kind != "gezin":
        with s.context.write("weg") as session:
            session.delete(session.get_one(model, number))
        assert kind not in found(s, typed)
        assert in_step(s)


def test_what_was_said_at_a_table_is_found_and_leads_there(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus_id = add_casus(s)
    zitting = s.zittingen.plan(ZittingSoort.RET, VANDAAG, plaats="Torenkamer")
    punt = s.zittingen.add_punt(zitting, casus_id=casus_id)
    s.zittingen.change_punt(punt, "oplossingen", "Een vuurtoren als logeerplek")
    s.presenties.add(zitting, naam="Buurman Proef", rol="ouder")
    (hit,) = found(s, "vuurtoren")["agendapunt"]
    assert (hit.soort, hit.id, hit.punt_id) == ("zitting", zitting, punt)
    assert "Proefneming" in hit.titel
    assert [h.id for h in found(s, "torenkamer buurman")["zitting"]] == [zitting]
    actie = s.codering.add_actie("Vuurtorenwachter bellen", "", None, punt_id=punt)
    assert actie
    assert found(s, "vuurtorenwachter")["actie"][0].soort == "zitting"
    s.presenties.remove(s.zittingen.dossier(zitting).aanwezigen[0].id)
    assert found(s, "torenkamer buurman") == {}
    assert in_step(s)


def test_a_new_name_is_found_and_the_old_one_is_not(sessie: Sessie) -> None:
    vtb = next(v for v in sessie.vtbs.all() if sessie.vtbs.dossier(v.id).kinderen)
    kind = sessie.vtbs.dossier(vtb.id).kinderen[0]
    with sessie.context.write("naam") as session:
        row = session.get_one(t.JeugdigeRow, kind.id)
        row.voornaam, row.achternaam = "Xanthippe", "Qwertz"
        session.get_one(t.GezinRow, row.gezin_id).naam = "gezin Yzermans"
    assert [h.id for h in found(sessie, "qwertz xanth")["vtb"]] == [vtb.id]
    assert [h.id for h in found(sessie, "ijzermans")["vtb"]] == [vtb.id]
    assert in_step(sessie)


def test_words_of_a_part_follow_their_whole(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus_id = add_casus(s)
    with s.context.write("gever") as session:
        whole = t.ToestemmingRow(casus_id=casus_id, ontvanger="School", doel="rooster", grond="x", vanaf=DAG)
        whole.gevers.append(t.ToestemmingGeverRow(antwoord="nee", reden="eerst"))
        session.add(whole)
    with s.context.write("later") as session:
        session.get_one(t.ToestemmingGeverRow, 1).reden = "kermis"
    assert found(s, "kermis rooster").keys() == {"toestemming"}
    with s.context.write("weg") as session:
        session.delete(session.get_one(t.ToestemmingGeverRow, 1))
    assert found(s, "kermis") == {}


def test_a_merged_casus_leads_to_the_one_that_stays(lege_sessie: Sessie) -> None:
    s = lege_sessie
    gone, between, stays = add_casus(s, "Dubbel"), add_casus(s, "Tussen"), add_casus(s, "Blijft")
    s.casussen.notitie(gone, DAG, "een poppenkast")
    with s.context.write("samengevoegd") as session:
        session.get_one(t.CasusRow, gone).samengevoegd_met = between
        session.get_one(t.CasusRow, between).samengevoegd_met = stays
    assert [h.id for h in found(s, "poppenkast")["gebeurtenis"]] == [stays]


# -- forgiving -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Daniël wil naar school", "school DANIEL"),
        ("Jan-Willem", "janwillem"),
        ("Jan-Willem", "jan-wil"),
        ("Jan Willem", "jan-willem"),
        ("foto's", "fotos"),
        ("'s-Heerenberg", "sheeren"),
        ("IJsselstein", "ysselst"),
        ("Van Dyk", "van dijk"),
        ("Dĳkstra", "dijkstra"),
        ("Søren Škvorecký", "skvor soren"),
        ("aanbieder (wachtlijst!)", "(wachtlijst!)"),
        ("half\nregel", "regel half"),
        ("e\u0301e\u0301n", "één"),
    ],
)
def test_forgiving(lege_sessie: Sessie, written: str, typed: str) -> None:
    casus_id = add_casus(lege_sessie)
    lege_sessie.casussen.notitie(casus_id, DAG, written)
    assert "gebeurtenis" in found(lege_sessie, typed)


@pytest.mark.parametrize("typed", ["", "  ", '"', "*", "a AND (", "NEAR(", "titel:", "-", "\x00", "'; drop table zoek"])
def test_no_typed_text_breaks_it(sessie: Sessie, typed: str) -> None:
    assert isinstance(sessie.zoeken.alles(typed).aantal, int)
    assert isinstance(sessie.zoeken.search(typed), list)


@pytest.fixture(scope="module")
def gedeeld(filled_kluis: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sessie]:
    yield from fresh_copy(filled_kluis, tmp_path_factory.mktemp("zoek") / "gedeeld.kluis")


@pytest.fixture(scope="module")
def stored(gedeeld: Sessie) -> list[tuple[str, int, str]]:
    """Every document as (kind, row, shown text)."""
    query = text("SELECT soort, bron_id, titel || ' ' || tekst FROM zoekdocument")
    with gedeeld.context.read() as session:
        return [(kind, number, words.replace("\x1f", " ")) for kind, number, words in session.execute(query)]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_words_of_any_text_find_it(
    gedeeld: Sessie, stored: list[tuple[str, int, str]], data: st.DataObject
) -> None:
    kind, number, words = data.draw(st.sampled_from(stored))
    chosen = data.draw(st.lists(st.sampled_from(words.split()), min_size=1, max_size=3))
    change = data.draw(st.sampled_from((str.upper, str.lower, str.title, lambda w: w[: max(2, len(w) - 2)])))
    typed = " ".join(change(word) for word in chosen)
    if not any(c.isalnum() for c in typed):
        return
    query = "SELECT count(*) FROM zoekdocument WHERE soort = :kind AND bron_id = :number AND id IN (%s)"
    with gedeeld.context.read() as session:
        hit = session.scalar(
            text(query % "SELECT rowid FROM zoek WHERE zoek MATCH :q"),
            {"kind": kind, "number": number, "q": everything_expression(typed)},
        )
    assert hit == 1, typed


# -- in step ---------------------------------------------------------------------------------------------------------


def _acts(s: Sessie, dice: random.Random) -> list[Callable[[], object]]:
    ids = s.casussen.find(CasusFilter(status="alle"))
    casus = dice.choice(ids)
    dossier = s.casussen.dossier(casus)
    zorgvorm = dice.choice(s.context.lists["zorgvormen"].codes).code
    acts: list[Callable[[], object]] = [
        lambda: s.casussen.change(casus, "opmerking", f"woord{dice.randrange(99)}"),
        lambda: s.casussen.change(casus, "achternaam", f"Naam{dice.randrange(99)}"),
        lambda: s.casussen.notitie(casus, VANDAAG, "nieuwe notitie"),
        lambda: s.codering.add_zoekregel(casus, NieuweZoekregel(zorgvorm, DAG, "Aanbieder Proef")),
        lambda: s.codering.set_oorzaken(casus, dice.sample(["K1", "R1", "A1"], 2)[:1]),
        lambda: add_casus(s, f"Nieuw{dice.randrange(99)}"),
    ]
    if dossier.zoekregels:
        acts.append(lambda: s.codering.remove_zoekregel(dossier.zoekregels[0].id))
    if dossier.hiaten:
        acts.append(lambda: s.codering.remove_hiaat(dossier.hiaten[0].id))
    if dossier.acties:
        acts.append(lambda: s.codering.change_actie(dossier.acties[0].id, "omschrijving", "anders"))
    return acts


@pytest.mark.parametrize("zaad", [1, 2])
def test_after_random_acts_the_register_equals_a_rebuild(sessie: Sessie, zaad: int) -> None:
    dice = random.Random(zaad)  # noqa: S311 - invented acts
    for _ in range(25):
        dice.choice(_acts(sessie, dice))()
    assert in_step(sessie)
    query = text("SELECT soort, bron_id, titel, tekst, casus_id, vtb_id, zitting_id FROM zoekdocument ORDER BY 1, 2")
    with sessie.context.read() as session:
        before = session.execute(query).all()
    with sessie.context.write("leeg") as session:
        session.execute(text("DELETE FROM zoekdocument"))
        session.execute(text("PRAGMA user_version=0"))
    assert not sessie.zoeken.is_whole()
    assert not sessie.zoeken.alles("gezinshuis").volledig
    sessie.zoeken.rebuild()
    with sessie.context.read() as session:
        assert session.execute(query).all() == before
    assert sessie.zoeken.alles("gezinshuis").volledig


def test_an_import_is_found_and_its_undo_takes_it_away(lege_sessie: Sessie) -> None:
    s = lege_sessie
    content = "nr;naam jeugdige;geb. datum;gemeente;datum aanmelding;stap nu;gezochte hulp;waarom vast\n"
    content += "1;Aya Speurneus;3-4-2012;Epe;1-3-2026;RET;gezinshuis;wachtlijst\n"
    partij = s.inlezen.neem_over(s.inlezen.proef("RET", content.encode(), "lijst.csv"))
    assert {"casus"} <= found(s, "speurneus").keys()
    assert in_step(s)
    s.inlezen.ongedaan(partij.id)
    with s.context.read() as session:
        assert session.scalar(select(func.count()).select_from(t.ZoekdocumentRow)) == 0


def test_a_refused_act_leaves_no_trace(sessie: Sessie) -> None:
    casus_id = sessie.casussen.find(CasusFilter(status="alle"))[0]

    def act() -> None:
        with sessie.context.write("half") as session:
            session.get_one(t.CasusRow, casus_id).opmerking = "spookwoord"
            session.flush()
            raise Cancelled

    with pytest.raises(Cancelled):
        act()
    assert found(sessie, "spookwoord") == {}
    assert in_step(sessie)


def test_the_check_tells_what_is_out_of_step(sessie: Sessie) -> None:
    assert sessie.beheer.controle() == ()
    with sessie.context.write("kapot") as session:
        session.execute(text("UPDATE zoekdocument SET tekst = 'anders' WHERE id IN (1, 2)"))
    assert "2 plaatsen" in sessie.beheer.controle()[0]
    sessie.beheer.rebuild()
    assert sessie.beheer.controle() == ()


def test_a_rebuild_can_be_stopped_and_begun_again(sessie: Sessie) -> None:
    with sessie.context.write("leeg") as session:
        session.execute(text("PRAGMA user_version=0"))

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        sessie.zoeken.rebuild(stop)
    assert not sessie.zoeken.is_whole()
    sessie.zoeken.rebuild()
    assert sessie.zoeken.is_whole()


# -- rights ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rol", Rol)
def test_nobody_finds_what_he_may_not_read(sessie: Sessie, rol: Rol, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Zoeken(replace(sessie.context, actor=Actor("proef", rol)))
    if rol in (Rol.LEZER_CIJFERS, Rol.BEHEERDER):
        for ask in (own.search, own.alles):
            with pytest.raises(NoRightError):
                ask("wachtlijst")
        return
    at_tables = {"vtb", "zitting", "agendapunt", "besluit"}
    assert {g.soort for g in own.alles("regie").groepen} & at_tables
    monkeypatch.setitem(ROLES, rol, frozenset({Right.CASUS_READ}))
    for typed in ("regie", "vera", "2026", "wachtlijst"):
        assert not {g.soort for g in own.alles(typed).groepen} & at_tables
        assert {hit.soort for hit in own.search(typed)} <= {"casus"}


def test_the_best_come_first_with_counts_and_a_marked_piece(sessie: Sessie) -> None:
    result = sessie.zoeken.alles("wachtlijst", 3)
    groups = {group.soort: group for group in result.groepen}
    assert result.aantal == sum(group.aantal for group in result.groepen)
    assert len(groups["zoekregel"].treffers) == 3
    assert groups["zoekregel"].aantal > 3
    assert any(hit for _text, hit in groups["zoekregel"].treffers[0].fragment)
    assert groups["zoekregel"].treffers[0].deel == "Zoekregels"
