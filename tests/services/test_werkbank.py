"""The anonimiseer-werkbank: what a typecasus must keep to, from the first word to a report that left (attack A10)."""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from expertteam_app.db.queries import typecasussen as tq
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import TypecasusRow
from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import NoRightError, UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.typecasus import Kenmerk, Punt, Typecasus, longest_shared, runs, words_of
from expertteam_app.domain.uitgave import CONTROLE
from expertteam_app.services.boeg_opzet import LOPEND, ONBEKEND
from expertteam_app.services.instellingen import TYPECASUS_SETTING
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.werkbank import Wijziging
from expertteam_app.services.werkbank_toets import Bron, Bronnen, Tekstfeiten, judge
from tests.conftest import fresh_copy

JAAR = Periode(2025)
VERHAAL = (
    "Een jeugdige ging niet meer naar school en thuis liep het vast. De ouders zochten hulp, maar die kwam steeds "
    "niet. Pas toen iedereen samen aan tafel zat, kwam er een plek."
)
ALLES = dict.fromkeys(CONTROLE, True)


@pytest.fixture(scope="module")
def source(many_kluis: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed kluis with invented casussen, in which the werkbank is on."""
    path = tmp_path_factory.mktemp("werkbank") / "veel.kluis"
    for sessie in fresh_copy(many_kluis, path):
        sessie.beheer.set_setting(TYPECASUS_SETTING, waarde=True)
        sessie.rapporten.bevries(JAAR)
    return path


@pytest.fixture
def bank(source: Path, tmp_path: Path) -> Iterator[Sessie]:
    yield from fresh_copy(source, tmp_path / "eigen.kluis")


def as_user(sessie: Sessie, naam: str, rol: Rol = Rol.SECRETARIS) -> Sessie:
    return Sessie(sessie.kluis, replace(sessie.context, actor=Actor(naam, rol)))


def facts(sessie: Sessie) -> Bronnen:
    return sessie.werkbank.bronnen(JAAR, sessie.rapporten.preview(JAAR))


def good_kenmerken(known: Bronnen) -> dict[Kenmerk, str]:
    """A step that the tables print and that enough jeugdigen share."""
    most = Counter(b.kenmerken[Kenmerk.STAP] for b in known.casussen if b.kenmerken[Kenmerk.STAP] != ONBEKEND)
    return {Kenmerk.STAP: most.most_common(1)[0][0]}


def spread(known: Bronnen, told: dict[Kenmerk, str], count: int = 4) -> tuple[int, ...]:
    """Casussen that fit, each of another jeugdige, gezin and gemeente."""
    found: list[Bron] = []
    for bron in known.fitting(told):
        if all(bron.gemeente != b.gemeente and bron.gezin != b.gezin for b in found):
            found.append(bron)
    return tuple(b.casus_id for b in found[:count])


def made(sessie: Sessie, verhaal: str = VERHAAL) -> Typecasus:
    known = facts(sessie)
    told = good_kenmerken(known)
    new = sessie.werkbank.nieuw(JAAR)
    sessie.werkbank.wijzig(new, Wijziging(told, verhaal, spread(known, told)))
    return next(t for t in sessie.werkbank.all(JAAR) if t.id == new)


def wrong(sessie: Sessie, typecasus: Typecasus) -> dict[Punt, str]:
    return {t.punt: t.zin for t in sessie.werkbank.toets(typecasus, facts(sessie)) if not t.goed}


def test_it_is_off_until_the_region_chooses(lege_sessie: Sessie) -> None:
    assert not lege_sessie.werkbank.aan
    with pytest.raises(UserError, match="werkt niet met typecasussen"):
        lege_sessie.werkbank.nieuw(JAAR)


def test_a_typecasus_that_keeps_to_everything_passes_every_point(bank: Sessie) -> None:
    assert wrong(bank, made(bank)) == {}


def test_every_point_refuses_what_it_is_for(bank: Sessie) -> None:
    good, known = made(bank), facts(bank)
    few = good.bronnen[:2]
    assert {Punt.BRONNEN, Punt.SPREIDING} <= wrong(bank, replace(good, bronnen=few)).keys()
    place = next(b.gemeente for b in known.casussen)
    same = tuple(b.casus_id for b in known.fitting(good.kenmerken) if b.gemeente == place)[:3]
    assert Punt.SPREIDING in wrong(bank, replace(good, bronnen=same))
    assert Punt.LENGTE in wrong(bank, replace(good, verhaal="woord " * 120))
    assert Punt.AANTAL in wrong(bank, replace(good, kenmerken={}))
    for piece in ("Bel 0612345678.", "In Epe is dat anders.", "Zij is 14 jaar.", "Op maandag ging het mis."):
        assert Punt.SPOREN in wrong(bank, replace(good, verhaal=f"{VERHAAL} {piece}")), piece
    assert "imkersvereniging" in wrong(bank, replace(good, verhaal=f"{VERHAAL} De imkersvereniging."))[Punt.WOORDEN]


def test_a_name_of_anyone_in_the_kluis_is_found_not_only_of_the_sources(bank: Sessie) -> None:
    good = made(bank)
    other = next(
        r for r in bank.casussen.rows(bank.casussen.find(CasusFilter(status="alle"))) if r.id not in good.bronnen
    )
    first = other.naam.split()[0]
    assert first in wrong(bank, replace(good, verhaal=f"{VERHAAL} Ook {first} hielp."))[Punt.SPOREN]


def test_a_rare_combination_and_one_the_tables_hide_are_refused(bank: Sessie) -> None:
    good, known = made(bank), facts(bank)
    rare = Counter(tuple(b.kenmerken[k] for k in Kenmerk) for b in known.casussen).most_common()[-1][0]
    found = wrong(bank, replace(good, kenmerken=dict(zip(Kenmerk, rare, strict=True))))
    assert {Punt.AANTAL, Punt.RAPPORT} <= found.keys()


def test_six_words_of_a_dossier_are_found_of_a_source_and_of_anyone_else(bank: Sessie) -> None:
    good = made(bank)
    with bank.context.read() as session:
        texts = {c: [t for t in tq.texts_of(session, [c]) if len(words_of(t)) > 8] for c in (good.bronnen[0], 1, 2, 3)}
    for casus, found in texts.items():
        piece = " ".join(words_of(found[0])[:6])
        refused = wrong(bank, replace(good, verhaal=f"{VERHAAL} {piece}."))
        assert piece in refused[Punt.OVERGENOMEN], casus
        shorter = " ".join(words_of(found[0])[:5])
        assert Punt.OVERGENOMEN not in wrong(bank, replace(good, verhaal=f"{VERHAAL} Zo {shorter} nou."))


def test_nobody_is_used_twice_not_even_in_a_later_report(bank: Sessie) -> None:
    first = made(bank)
    second = made(bank)
    assert Punt.HERGEBRUIK in wrong(bank, second)
    bank.werkbank.verwijder(first.id)
    assert Punt.HERGEBRUIK not in wrong(bank, second), "what never left is given up"
    released(bank)
    bank.uitgaven.trek_in(bank.uitgaven.all()[0].id, "Iemand werd herkend.")
    bank.werkbank.verwijder(second.id)
    assert bank.werkbank.all(JAAR) == ()
    again = made(bank)
    assert Punt.HERGEBRUIK in wrong(bank, again), "what left once stays used up"


def released(sessie: Sessie) -> dict[str, bytes]:
    sessie.rapporten.bied_aan(JAAR, "Deelnemers van het BOEG-overleg", "Leren")
    reader = as_user(sessie, "Tweede Lezer")
    for typecasus in sessie.werkbank.all(JAAR):
        reader.werkbank.bevestig(typecasus.id)
    reader.rapporten.geef_vrij(JAAR, ALLES)
    return sessie.rapporten.boeg(JAAR).bestanden


def test_it_leaves_with_the_report_and_without_a_way_back(bank: Sessie) -> None:
    good = made(bank)
    with pytest.raises(UserError, match="ligt niet bij de tweede lezer"):
        as_user(bank, "Tweede Lezer").werkbank.bevestig(good.id)
    bank.rapporten.bied_aan(JAAR, "Deelnemers van het BOEG-overleg", "Leren")
    with pytest.raises(UserError, match="liggen vast"):
        bank.werkbank.wijzig(good.id, Wijziging(verhaal="Anders."))
    with pytest.raises(UserError, match="niet zelf bevestigen"):
        bank.werkbank.bevestig(good.id)
    reader = as_user(bank, "Tweede Lezer")
    with pytest.raises(UserError, match="Typecasus 1 is nog niet bevestigd"):
        reader.rapporten.geef_vrij(JAAR, ALLES)
    reader.werkbank.bevestig(good.id)
    reader.rapporten.geef_vrij(JAAR, ALLES)
    files = bank.rapporten.boeg(JAAR).bestanden
    told = " ".join(
        " ".join(p.extract_text() for p in PdfReader(io.BytesIO(files["reflectierapport-boeg.pdf"])).pages).split()
    )
    assert "Pas toen iedereen samen aan tafel zat, kwam er een plek." in told
    assert "Zo is het bij geen enkel kind gebeurd" in told
    word = "\n".join(p.text for p in Document(io.BytesIO(files["reflectierapport-boeg-teksten.docx"])).paragraphs)
    assert "kwam er een plek" in word
    sources = {b.nummer for b in facts(bank).casussen if b.casus_id in good.bronnen}
    assert sources
    for name, content in files.items():
        for number in sources:
            assert number.encode() not in content, name
    with pytest.raises(UserError, match="liggen vast"):
        bank.werkbank.verwijder(good.id)


def test_one_that_fails_a_point_keeps_the_report_inside(bank: Sessie) -> None:
    made(bank, f"{VERHAAL} In Epe.")
    with pytest.raises(UserError, match="Typecasus 1: geen namen, plaatsen"):
        bank.rapporten.bied_aan(JAAR, "Deelnemers van het BOEG-overleg", "Leren")


def test_a_change_after_it_was_confirmed_asks_for_a_new_look(bank: Sessie) -> None:
    good = made(bank)
    bank.rapporten.bied_aan(JAAR, "Deelnemers van het BOEG-overleg", "Leren")
    reader = as_user(bank, "Tweede Lezer")
    reader.werkbank.bevestig(good.id)
    reader.rapporten.geef_terug(JAAR, "Het verhaal kan korter.")
    bank.werkbank.wijzig(good.id, Wijziging(verhaal="Een jeugdige liep vast op school."))
    assert bank.werkbank.all(JAAR)[0].bevestigd is None


def test_what_was_confirmed_before_it_was_given_back_is_looked_at_again(bank: Sessie) -> None:
    good = made(bank)
    reader = as_user(bank, "Tweede Lezer")
    bank.rapporten.bied_aan(JAAR, "Deelnemers van het BOEG-overleg", "Leren")
    reader.werkbank.bevestig(good.id)
    reader.rapporten.geef_terug(JAAR, "De duiding klopt niet.")
    bank.rapporten.bied_aan(JAAR, "Deelnemers van het BOEG-overleg", "Leren")
    with pytest.raises(UserError, match="Typecasus 1 is nog niet bevestigd"):
        reader.rapporten.geef_vrij(JAAR, ALLES)


def test_what_was_offered_is_read_also_when_the_werkbank_is_put_off(bank: Sessie) -> None:
    good = made(bank)
    bank.rapporten.bied_aan(JAAR, "Deelnemers van het BOEG-overleg", "Leren")
    bank.beheer.set_setting(TYPECASUS_SETTING, waarde=False)
    reader = as_user(bank, "Tweede Lezer")
    with pytest.raises(UserError, match="Typecasus 1 is nog niet bevestigd"):
        reader.rapporten.geef_vrij(JAAR, ALLES)
    reader.werkbank.bevestig(good.id)
    reader.rapporten.geef_vrij(JAAR, ALLES)
    with bank.context.read() as session:
        assert [row.uitgegeven for row in tq.rows(session, JAAR.code)] == [True]


def test_one_that_did_not_go_with_the_report_is_not_used_up(bank: Sessie) -> None:
    made(bank)
    bank.beheer.set_setting(TYPECASUS_SETTING, waarde=False)
    bank.rapporten.bied_aan(JAAR, "Deelnemers van het BOEG-overleg", "Leren")
    as_user(bank, "Tweede Lezer").rapporten.geef_vrij(JAAR, ALLES)
    with bank.context.read() as session:
        assert [row.uitgegeven for row in tq.rows(session, JAAR.code)] == [False]


def test_only_the_maker_changes_a_typecasus(bank: Sessie) -> None:
    good = made(bank)
    with pytest.raises(UserError, match="alleen die kan hem wijzigen"):
        as_user(bank, "Collega", Rol.VOORZITTER).werkbank.wijzig(good.id, Wijziging(verhaal="Anders."))
    assert bank.werkbank.all(JAAR)[0].verhaal == VERHAAL


def test_whoever_may_not_cannot(bank: Sessie) -> None:
    good = made(bank)
    reader = as_user(bank, "Lezer", Rol.LEZER_CIJFERS).werkbank
    for act in (
        lambda: reader.all(JAAR),
        lambda: reader.nieuw(JAAR),
        lambda: reader.wijzig(good.id, Wijziging(verhaal="x")),
        lambda: reader.verwijder(good.id),
        lambda: reader.bevestig(good.id),
        lambda: reader.bronnen(JAAR, bank.rapporten.preview(JAAR)),
    ):
        with pytest.raises(NoRightError):
            act()
    assert isinstance(bank.context.actor, Actor)
    with bank.context.read() as session:
        assert session.get(TypecasusRow, good.id) is not None


def likeness(session: DbSession, verhaal: str, casussen: Collection[int]) -> dict[int, float]:
    """How much each casus looks like a story: shared words, the rarer the heavier, as a linking reader would rank."""
    words = {c: {w for text in tq.texts_of(session, [c]) for w in words_of(text)} for c in casussen}
    held = Counter(w for found in words.values() for w in found)
    story = set(words_of(verhaal))
    return {c: sum(math.log(len(words) / held[w]) for w in story & found) for c, found in words.items()}


def test_a_reader_with_all_texts_does_not_find_a_source_back(bank: Sessie) -> None:
    """Attack A10: words that are rare in the register are matched back to it; a source may be first by chance only."""
    known = facts(bank)
    told = good_kenmerken(known)
    fitting = [b.casus_id for b in known.fitting(told)]
    with bank.context.read() as session:
        ranked = likeness(session, VERHAAL, fitting)
        alike = [c for c in fitting if ranked[c] >= sorted(ranked.values())[-8]]
        texts = {c: {w for t in tq.texts_of(session, [c]) for w in words_of(t)} for c in fitting}
        held = Counter(w for found in texts.values() for w in found)
        victim = max(fitting, key=lambda c: sum(1 / held[w] for w in texts[c]))
        rare = sorted(texts[victim], key=lambda w: (held[w], w))[:6]
        copied = likeness(session, f"{VERHAAL} {' '.join(rare)}", fitting)
    assert len(alike) >= known.spec.regels.drempel, "as many casussen look as much like the story as the threshold asks"
    assert max(copied, key=lambda c: copied[c]) == victim, "the attack finds a source whose own words were copied"
    refused = wrong(bank, replace(made(bank), verhaal=f"{VERHAAL} {' '.join(rare)}"))
    assert {Punt.WOORDEN, Punt.SPOREN} & refused.keys()


@settings(max_examples=60)
@given(st.data())
def test_whatever_passes_fits_enough_people_and_ends_in_more_than_one_way(
    known_facts: Bronnen, data: st.DataObject
) -> None:
    """Attack A10: whoever links the kenmerken to the whole register finds the threshold, and not one outcome."""
    told = {
        k: data.draw(
            st.sampled_from(sorted({b.kenmerken[k] for b in known_facts.casussen} | known_facts.spec.groups(k).keys()))
        )
        for k in data.draw(st.sets(st.sampled_from(list(Kenmerk)), min_size=1))
    }
    sources = spread(known_facts, told)
    points = judge(Typecasus(1, JAAR.code, told, "Kort.", sources, "maker"), known_facts, Tekstfeiten())
    if not all(t.goed for t in points):
        return
    linked = [
        b
        for b in known_facts.casussen
        if all(b.kenmerken[k] == v or b.kenmerken[k] in known_facts.spec.groups(k).get(v, ()) for k, v in told.items())
    ]
    people = {b.jeugdige_id for b in linked}
    assert len(people) >= known_facts.spec.regels.drempel
    hits = len({b.jeugdige_id for b in linked if b.casus_id in sources})
    assert hits / len(people) <= max(4 / known_facts.spec.regels.drempel, 0.5), "a guess of a source is mostly wrong"
    rest: dict[Kenmerk, str] = {k: v for k, v in told.items() if k is not Kenmerk.UITKOMST}
    ends = {b.kenmerken[Kenmerk.UITKOMST] for b in known_facts.fitting(rest)} - {LOPEND}
    assert len(ends) > 1


@pytest.fixture(scope="module")
def known_facts(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bronnen]:
    for sessie in fresh_copy(source, tmp_path_factory.mktemp("feiten") / "eigen.kluis"):
        yield facts(sessie)


@given(
    st.lists(st.sampled_from(["aap", "noot", "mies", "wim"]), max_size=12),
    st.lists(st.sampled_from(["aap", "noot", "mies", "wim"]), max_size=12),
)
def test_the_longest_shared_row_is_that_of_trying_them_all(one: list[str], other: list[str]) -> None:
    def inside(piece: tuple[str, ...], words: list[str]) -> bool:
        return any(tuple(words[i : i + len(piece)]) == piece for i in range(len(words) - len(piece) + 1))

    pieces = [tuple(one[i:j]) for i in range(len(one)) for j in range(i + 1, len(one) + 1)]
    longest = max((len(p) for p in pieces if inside(p, other)), default=0)
    found = longest_shared(" ".join(one), " ".join(other))
    assert len(found) == longest
    assert not found or (inside(found, one) and inside(found, other))
    assert len(runs(" ".join(one), 3)) == max(0, len(one) - 2)
