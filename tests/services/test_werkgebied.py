"""Gemeente scoping, RET beside JBT, and the way past it with a reason: asked of every use case there is."""

from __future__ import annotations

import inspect
import itertools
import re
import shutil
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import NoResultFound

from expertteam_app.db.base import Base
from expertteam_app.db.tables import AgendapuntRow, CasusRow, JeugdigeRow, VtbRow, ZittingRow
from expertteam_app.db.werkgebied import NOT_OF_A_DOSSIER, bounded_tables
from expertteam_app.domain.access import Right, Rol
from expertteam_app.domain.bewaren import Dossiersoort, Grond, Stand
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import ExpertteamError, FieldError, NoRightError, UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.werkgebied import HEEL, DossierSoort, Tafels, Werkgebied, werkgebied_of
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.resources import resource_path
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, open_kluis
from expertteam_app.services.sessie import Sessie
from tests.conftest import PROGRAM, VANDAAG, open_sessie

EPE = "0232"
ZIN = "vier losse woorden samen"
WIE = {
    "gemeente": ("Toegang Epe", Gebruikerplek(Rol.TOEGANGSMEDEWERKER, EPE)),
    "ret": ("Alleen RET", Gebruikerplek(Rol.SECRETARIS, tafels=Tafels.RET)),
    "jbt": ("Alleen JBT", Gebruikerplek(Rol.VOORZITTER, tafels=Tafels.JBT)),
    "beide": ("Epe bij de JBT", Gebruikerplek(Rol.TOEGANGSMEDEWERKER, EPE, Tafels.JBT)),
}
A_SENTENCE = 5
TELLING = re.compile(r"[A-Z]{2,4}-\d{4}-\d+|[A-Z][\w'-]+( [a-z]+)* [A-Z][\w' -]+|(Gezin|Familie) .+")
NOT_ABOUT_PEOPLE = frozenset({"audit", "zoekdocument", "casus_overzicht"})


@pytest.fixture(scope="module")
def bevolkt(filled_kluis: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed kluis with a user of every kind of werkgebied; copy it, do not open it."""
    path = tmp_path_factory.mktemp("gebied") / "gebied.kluis"
    shutil.copytree(filled_kluis, path)
    sessie = open_sessie(path)
    for naam, plek in WIE.values():
        sessie.gebruikers.add(naam, plek, ZIN, kdf=KdfParams.floor())
    sessie.kluis.close()
    return path


def as_user(path: Path, naam: str, zin: str = ZIN) -> Sessie:
    return Sessie(*open_kluis(path, naam, zin, vandaag=lambda: VANDAAG))


@pytest.fixture(params=list(WIE))
def begrensd(request: pytest.FixtureRequest, bevolkt: Path, tmp_path: Path) -> Iterator[Sessie]:
    path = tmp_path / "eigen.kluis"
    shutil.copytree(bevolkt, path)
    sessie = as_user(path, WIE[request.param][0])
    yield sessie
    sessie.kluis.close()


@pytest.fixture
def epe(bevolkt: Path, tmp_path: Path) -> Iterator[Sessie]:
    path = tmp_path / "epe.kluis"
    shutil.copytree(bevolkt, path)
    sessie = as_user(path, WIE["gemeente"][0])
    yield sessie
    sessie.kluis.close()


@dataclass(frozen=True)
class Dicht:
    """What is closed to a user: ids per table, every word that stands nowhere else, and all its rows."""

    ids: Mapping[str, tuple[int, ...]]
    woorden: frozenset[str]
    rijen: Mapping[str, tuple[object, ...]]


def _strings(value: object) -> Iterator[str]:
    """Texts that tell of one dossier: its number, a whole name, a sentence; no words that any dossier may hold."""
    if isinstance(value, str) and (value.count(" ") >= A_SENTENCE or TELLING.fullmatch(value)):
        yield value


def dicht(sessie: Sessie) -> Dicht:
    """By subtraction: all rows of the file without those that this user sees."""
    ids: dict[str, tuple[int, ...]] = {}
    rows: dict[str, tuple[object, ...]] = {}
    shut: set[str] = set()
    free: set[str] = set()
    with sessie.context.read() as session:
        for table in Base.metadata.sorted_tables:
            name = table.name
            if name in NOT_ABOUT_PEOPLE:
                continue
            everything = session.execute(text(f"SELECT * FROM main.{name}")).mappings().all()  # noqa: S608 - our tables
            seen = {row["id"] for row in session.execute(text(f"SELECT id FROM {name}")).mappings()}  # noqa: S608 - our tables
            closed = [row for row in everything if row["id"] not in seen]
            ids[name] = tuple(row["id"] for row in closed)
            rows[name] = tuple(tuple(row.values()) for row in closed)
            for row in everything:
                words = {w for key, v in row.items() if key != "uid" for w in _strings(v)}
                if "achternaam" in row:
                    words |= set(
                        _strings(" ".join(filter(None, (row["voornaam"], row["tussenvoegsel"], row["achternaam"]))))
                    )
                (free if row["id"] in seen else shut).update(words)
    known = _own_texts()
    return Dicht(ids, frozenset(w for w in shut - free if w not in known and not any(w in f for f in free)), rows)


@cache
def _own_texts() -> str:
    """What the program itself says: examples in templates, names of steps."""
    root = resource_path()
    files = (*sorted(PROGRAM.rglob("*.py")), *sorted(p for p in root.rglob("*") if p.suffix in {".toml", ".txt"}))
    return "\n".join(path.read_text("utf-8") for path in files)


# --- the rules themselves, against a second writing in Python ---------------------------------------------------------


@dataclass
class Alles:
    """All dossiers, as someone without bounds sees them."""

    casussen: dict[int, tuple[str, int]]
    vtbs: dict[int, tuple[str, int]]
    punten: dict[int, tuple[int, int | None, int | None]]
    zittingen: dict[int, str]
    gezin_van: dict[int, int]
    gemeenten: dict[int, set[str]]


def alles(path: Path) -> Alles:
    sessie = open_sessie(path)
    with sessie.context.read() as s:
        kinderen = s.query(JeugdigeRow).all()
        gezin_van = {k.id: k.gezin_id for k in kinderen}
        gemeenten: dict[int, set[str]] = {}
        for k in kinderen:
            gemeenten.setdefault(k.gezin_id, set()).add(k.gemeente)
        found = Alles(
            {c.id: (c.gemeente, gezin_van[c.jeugdige_id]) for c in s.query(CasusRow)},
            {v.id: (v.gemeente, v.gezin_id) for v in s.query(VtbRow)},
            {p.id: (p.zitting_id, p.casus_id, p.vtb_id) for p in s.query(AgendapuntRow)},
            {z.id: z.soort for z in s.query(ZittingRow)},
            gezin_van,
            gemeenten,
        )
    sessie.kluis.close()
    return found


def expected(all_: Alles, werk: Werkgebied) -> dict[str, set[int]]:
    casussen = {
        i for i, (g, _) in all_.casussen.items() if werk.gemeente in (None, g) and werk.tafels is not Tafels.JBT
    }
    vtbs = {i for i, (g, _) in all_.vtbs.items() if werk.gemeente in (None, g) and werk.tafels is not Tafels.RET}
    zittingen = {i for i, s in all_.zittingen.items() if werk.tafels is Tafels.BEIDE or s == werk.tafels}
    punten = {
        i
        for i, (zitting, casus, vtb) in all_.punten.items()
        if (
            zitting in zittingen
            if casus is None and vtb is None
            else casus in {None, *casussen} and vtb in {None, *vtbs}
        )
    }
    with_dossier = {g for _, g in all_.casussen.values()} | {g for _, g in all_.vtbs.values()}
    gezinnen = {all_.casussen[c][1] for c in casussen} | {all_.vtbs[v][1] for v in vtbs}
    gezinnen |= {
        g
        for g, places in all_.gemeenten.items()
        if g not in with_dossier and (werk.gemeente is None or werk.gemeente in places)
    }
    return {
        "casus": casussen,
        "vtb": vtbs,
        "zitting": zittingen,
        "agendapunt": punten,
        "jeugdige": {k for k, g in all_.gezin_van.items() if g in gezinnen},
    }


def test_what_is_seen_is_what_the_rules_say(bevolkt: Path, begrensd: Sessie) -> None:
    wanted = expected(alles(bevolkt), begrensd.context.werkgebied)
    with begrensd.context.read() as session:
        for table, ids in wanted.items():
            assert {n for (n,) in session.execute(text(f"SELECT id FROM {table}"))} == ids, table  # noqa: S608 - our tables
    assert wanted["casus"] | wanted["vtb"]
    assert any(dicht(begrensd).ids[table] for table in ("casus", "vtb"))


def test_every_table_that_hangs_on_a_dossier_has_a_rule() -> None:
    known = bounded_tables() | NOT_OF_A_DOSSIER
    for table in Base.metadata.sorted_tables:
        names = {key.column.table.name for column in table.columns for key in column.foreign_keys}
        names |= {column.name.removesuffix("_id") for column in table.columns if column.name.endswith("_id")}
        if names & {"casus", "vtb", "zitting", "gezin", "jeugdige", "agendapunt", "dossier"}:
            assert table.name in known, table.name


@given(st.sampled_from(list(Rol)), st.sampled_from([None, EPE]), st.sampled_from(list(Tafels)))
def test_only_a_toegangsmedewerker_is_bound_to_a_gemeente(rol: Rol, gemeente: str | None, tafels: Tafels) -> None:
    werk = werkgebied_of(rol, gemeente, tafels)
    assert werk.gemeente == (gemeente if rol is Rol.TOEGANGSMEDEWERKER else None)
    assert werk.tafels is (Tafels.BEIDE if rol in (Rol.LEZER_CIJFERS, Rol.BEHEERDER) else tafels)


# --- every use case --------------------------------------------------------------------------------------------------

TABEL_VAN = {"punt": "agendapunt", "regel": "tafelregel", "lid": "gezinslid", "relatie": "gezinsrelatie"} | {
    name: name
    for name in (
        *("casus", "vtb", "zitting", "besluit", "bijlage", "jeugdige", "toestemming", "afspraak", "hiaat", "zoekregel"),
        *("gezin", "aanwezigheid", "actie", "verslag", "uithuisplaatsing", "uitspraak", "opvolging", "partnerschap"),
        *("samenvoeging", "verband"),
    )
}
NAMEN_VAN = {
    "blijft_id": "casus",
    "gaat_op_id": "casus",
    "een_id": "gezinslid",
    "ander_id": "gezinslid",
    "inbreng_id": "boeg_inbreng",
}
_WORDS = {"tekst", "getypt", "nummer", "naam", "mens", "voornaam", "achternaam"}


def _values(name: str, annotation: object, shut: Dicht) -> list[Any] | None:
    """What to ask with: ids and words of what is closed; None: this test makes no such value."""
    kind = str(annotation)
    table = NAMEN_VAN.get(name) or TABEL_VAN.get(name.removesuffix("_id")) if name.endswith("_id") else None
    found: list[Any] | None = None
    if table:
        found = list(shut.ids.get(table, ())[:3]) or [1]
    elif name in {"casus_ids", "ids"}:
        found = [list(shut.ids["casus"])]
    elif name == "dossier_id":
        found = [*shut.ids["casus"][:2], *shut.ids["vtb"][:2]]
    elif name in _WORDS:
        found = sorted(shut.woorden)[:: max(1, len(shut.woorden) // 4)][:4]
    else:
        simple: dict[str, list[Any]] = {
            "Periode": [Periode(2026)],
            "date": [VANDAAG],
            "date | None": [None],
            "str": ["een reden van genoeg woorden"],
            "int": [1],
            "bool": [True],
            "object": ["x"],
            "CasusFilter": [CasusFilter()],
            "ZittingSoort": list(ZittingSoort),
            "Dossiersoort": list(Dossiersoort),
            "DossierSoort": list(DossierSoort),
        }
        found = simple.get(kind)
    return found


def _questions(sessie: Sessie, shut: Dicht) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    for service in (name for name, value in vars(Sessie).items() if isinstance(value, cached_property)):
        instance = getattr(sessie, service)
        for name, method in inspect.getmembers(type(instance), inspect.isfunction):
            if name.startswith("_") or service in {"backups", "gebruikers", "noodpakket"} or "reden" in name:
                continue
            needed = [p for p in list(inspect.signature(method).parameters.values())[1:] if p.default is p.empty]
            options = [_values(p.name, p.annotation, shut) for p in needed]
            if all(o is not None for o in options):
                for values in itertools.islice(itertools.product(*typing.cast("list[list[Any]]", options)), 8):
                    yield (
                        f"{service}.{name}",
                        getattr(instance, name),
                        dict(zip([p.name for p in needed], values, strict=True)),
                    )


def test_no_use_case_tells_or_changes_what_is_outside(begrensd: Sessie) -> None:
    shut = dicht(begrensd)
    assert len(shut.woorden) > 40
    either = "|".join(re.escape(word) for word in sorted(shut.woorden, key=len, reverse=True))
    finder = re.compile(rf"(?<![\w-])({either})(?![\w-])")
    given_words: set[str] = set()
    asked: set[str] = set()
    answered: set[str] = set()
    for name, method, values in _questions(begrensd, shut):
        asked.add(name)
        given_words |= {v for v in values.values() if isinstance(v, str)}
        try:
            answer = repr(method(**values))
            answered.add(name)
        except ExpertteamError as error:
            answer = repr(error)
        except (TypeError, ValueError, KeyError, LookupError, AttributeError, IndexError, NoResultFound):
            continue  # a made-up argument
        told = {m for m in set(finder.findall(answer)) if not any(m in g for g in given_words)}
        assert not told, (name, values, len(told))
    assert dicht(begrensd).rijen.items() >= {t: r for t, r in shut.rijen.items() if r}.items(), "a closed row changed"
    assert len(asked) > 200
    assert len(answered) > 60


# --- with a reason ----------------------------------------------------------------------------------------------------


def _closed_casus(sessie: Sessie) -> tuple[int, str]:
    with sessie.context.read() as session:
        number, nummer = session.execute(
            text("SELECT id, nummer FROM main.casus WHERE id NOT IN (SELECT id FROM casus) AND vernietigd_op IS NULL")
        ).first()  # type: ignore[misc]  # there is one
    return int(number), str(nummer)


def test_a_reason_opens_one_dossier_until_the_lock_and_stands_in_the_log(epe: Sessie) -> None:
    casus, nummer = _closed_casus(epe)
    with pytest.raises(ExpertteamError):
        epe.casussen.dossier(casus)
    reden = "Collega van Heerde is ziek, vandaag gesprek"
    assert epe.werkgebieden.open_met_reden(nummer.lower(), "waarneming", reden) == (DossierSoort.CASUS, casus)
    assert epe.casussen.dossier(casus).nummer == nummer
    epe.casussen.change(casus, "vraag", "Wat is er nodig?")
    told = epe.werkgebieden.reden_van(DossierSoort.CASUS, casus)
    assert told is not None
    assert told.toelichting == reden
    epe.ongedaan.maak_ongedaan()  # the change
    with pytest.raises(UserError, match="kan niet ongedaan"):
        epe.ongedaan.maak_ongedaan()  # the reason stays, for the voorzitter to read
    path = epe.kluis.folder.path
    epe.kluis.close()
    again = as_user(path, WIE["gemeente"][0])
    with pytest.raises(ExpertteamError):
        again.casussen.dossier(casus)
    again.kluis.close()
    chair = as_user(path, OEFENAAR, OEFENZIN)
    [line] = chair.werkgebieden.all()
    assert (line.wie, line.nummer, line.toelichting) == (WIE["gemeente"][0], nummer, reden)
    assert any(r.handeling == "dossier met een reden geopend" for r in chair.beheer.logboek(50))
    chair.kluis.close()


@pytest.mark.parametrize(
    ("nummer", "grond", "toelichting", "veld"),
    [
        ("RET-1900-001", "waarneming", "een goede reden", "nummer"),
        ("", "waarneming", "een goede reden", "nummer"),
        (None, "", "een goede reden", "grond"),
        (None, "zomaar", "een goede reden", "grond"),
        (None, "waarneming", "  ...  ", "toelichting"),
    ],
)
def test_without_a_reason_nothing_opens(
    epe: Sessie, nummer: str | None, grond: str, toelichting: str, veld: str
) -> None:
    casus, real = _closed_casus(epe)
    with pytest.raises(FieldError) as caught:
        epe.werkgebieden.open_met_reden(real if nummer is None else nummer, grond, toelichting)
    assert caught.value.field == veld
    with pytest.raises(ExpertteamError):
        epe.casussen.dossier(casus)


def test_a_dossier_of_the_own_werkgebied_needs_none_and_keeps_none(epe: Sessie) -> None:
    own = epe.casussen.dossier(epe.casussen.find(CasusFilter())[0])
    assert epe.werkgebieden.open_met_reden(own.nummer, "", "") == (DossierSoort.CASUS, own.id)
    assert epe.werkgebieden.reden_van(DossierSoort.CASUS, own.id) is None


def test_who_reads_no_dossiers_opens_none_with_a_reason(bevolkt: Path, tmp_path: Path) -> None:
    path = tmp_path / "lezer.kluis"
    shutil.copytree(bevolkt, path)
    sessie = open_sessie(path)
    sessie.gebruikers.add("Lezer", Gebruikerplek(Rol.LEZER_CIJFERS), ZIN, kdf=KdfParams.floor())
    sessie.kluis.close()
    lezer = as_user(path, "Lezer")
    assert lezer.context.werkgebied == HEEL
    with pytest.raises(NoRightError):
        lezer.werkgebieden.open_met_reden("RET-2026-001", "waarneming", "een goede reden")
    lezer.kluis.close()


# --- RET and JBT ------------------------------------------------------------------------------------------------------


def test_a_verband_with_a_reason_shows_each_table_the_other_dossier_until_it_is_broken(
    bevolkt: Path, tmp_path: Path
) -> None:
    path = tmp_path / "verband.kluis"
    shutil.copytree(bevolkt, path)
    chair = open_sessie(path)
    casus = chair.casussen.find(CasusFilter())[0]
    with chair.context.read() as session:
        vtb, nummer = session.execute(text("SELECT id, nummer FROM vtb ORDER BY id LIMIT 1")).one()
    with pytest.raises(FieldError, match="waarom"):
        chair.verbanden.leg(DossierSoort.CASUS, casus, nummer, " ")
    with pytest.raises(FieldError, match="geen nummer van een VTB"):
        chair.verbanden.leg(DossierSoort.CASUS, casus, chair.casussen.dossier(casus).nummer, "zelfde jeugdige")
    chair.verbanden.leg(DossierSoort.CASUS, casus, nummer, "zelfde jeugdige")
    with pytest.raises(FieldError, match="al een verband"):
        chair.verbanden.leg(DossierSoort.VTB, vtb, chair.casussen.dossier(casus).nummer, "nog eens")
    chair.kluis.close()

    ret = as_user(path, WIE["ret"][0])
    assert ret.vtbs.dossier(vtb).nummer == nummer
    with ret.context.read() as session:
        closed = session.execute(text("SELECT nummer FROM main.vtb WHERE id NOT IN (SELECT id FROM vtb)")).scalar()
    with pytest.raises(FieldError, match="geen nummer van een VTB"):  # a verband is no way round giving a reason
        ret.verbanden.leg(DossierSoort.CASUS, casus, str(closed), "ik wil dit zien")
    [there] = ret.verbanden.van(DossierSoort.CASUS, casus)
    assert (there.nummer, there.reden) == (nummer, "zelfde jeugdige")
    ret.kluis.close()
    jbt = as_user(path, WIE["jbt"][0])
    assert jbt.casussen.find(CasusFilter()) == [casus]
    jbt.verbanden.verbreek(there.id)
    with pytest.raises(ExpertteamError):
        jbt.casussen.dossier(casus)
    jbt.kluis.close()


def test_nothing_outside_is_proposed_for_vernietiging_stopped_or_told(bevolkt: Path, tmp_path: Path) -> None:
    path = tmp_path / "bewaren.kluis"
    shutil.copytree(bevolkt, path)
    chair = open_sessie(path)
    rule = next(r for r in chair.bewaren.all() if r.dossier.soort is Dossiersoort.VTB and r.stand is Stand.BEWAREN)
    vtb, nummer = rule.dossier.id, rule.dossier.nummer
    chair.bewaren.stop(Dossiersoort.VTB, vtb, "Een klacht")
    chair.bewaren.lift(Dossiersoort.VTB, vtb)
    chair.bewaren.propose(Dossiersoort.VTB, vtb, Grond.VERZOEK)
    chair.kluis.close()
    ret = as_user(path, WIE["ret"][0])
    assert ret.bewaren.te_doen() == (0, 0)
    assert nummer not in repr(ret.bewaren.all())
    for act in (ret.bewaren.destroy, ret.bewaren.withdraw):
        with pytest.raises(NoRightError):
            act(Dossiersoort.VTB, vtb)
    with pytest.raises(NoRightError):
        ret.bewaren.stop(Dossiersoort.VTB, vtb, "Een klacht")
    ret.kluis.close()
    jbt = as_user(path, WIE["jbt"][0])
    assert jbt.bewaren.te_doen() == (0, 1)
    jbt.kluis.close()


def test_what_leaves_is_made_by_who_sees_everything(begrensd: Sessie) -> None:
    year = Periode(2025)
    for act in (
        begrensd.rapporten.bevries,
        begrensd.rapporten.boeg,
        begrensd.monitoren.bevries,
        begrensd.startfotos.uit,
    ):
        with pytest.raises(NoRightError):
            act(year)
    if begrensd.actor.rol is Rol.VOORZITTER:
        assert not begrensd.actor.can(Right.REPORT_EXPORT)
        with pytest.raises(NoRightError, match="niet alle dossiers"):
            begrensd.rapporten.boeg(year)
