"""Who must answer, how it stands on a day, and what may be recorded."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.domain.toestemming import (
    Antwoord,
    Gever,
    Onbekwaam,
    Situatie,
    Stand,
    Toestemming,
    meaningful,
    near_borders,
    vereist,
)
from expertteam_app.domain.toestemmingoordeel import kompas, oordeel, rank
from expertteam_app.domain.toestemmingregels import (
    NieuweToestemming,
    answered,
    check_day,
    checked_onbekwaam,
    checked_toestemming,
    withdrawn,
)

KIND, MOEDER, VADER = Gever(None, "Aya"), Gever(1, "Moeder"), Gever(2, "Vader")
GEBOREN = date(2014, 11, 21)
TWAALF, ZESTIEN = date(2026, 11, 21), date(2030, 11, 21)
EEN_DAG = timedelta(days=1)
VANDAAG = date(2026, 11, 20)
GEZIN = Situatie(KIND, GEBOREN, (MOEDER, VADER))


def ja(gever: Gever, dag: date, weg: date | None = None) -> Antwoord:
    return Antwoord(gever.id, "ja", dag, weg)


def nee(gever: Gever, dag: date) -> Antwoord:
    return Antwoord(gever.id, "nee", dag)


def vraag(*antwoorden: Antwoord, vanaf: date = date(2026, 1, 1), tot: date | None = None) -> Toestemming:
    return Toestemming("School (fictief)", "plan maken", "toestemming", vanaf, tot, antwoorden=antwoorden)


OUDERS_JA = (ja(MOEDER, date(2026, 1, 1)), ja(VADER, date(2026, 1, 1)))

# -- who must answer ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("geboren", "dag", "gevers"),
    [
        (GEBOREN, TWAALF - EEN_DAG, {MOEDER, VADER}),
        (GEBOREN, TWAALF, {KIND, MOEDER, VADER}),
        (GEBOREN, ZESTIEN - EEN_DAG, {KIND, MOEDER, VADER}),
        (GEBOREN, ZESTIEN, {KIND}),
        (GEBOREN, date(2034, 1, 1), {KIND}),
        (date(2016, 2, 29), date(2028, 2, 28), {MOEDER, VADER}),
        (date(2016, 2, 29), date(2028, 2, 29), {KIND, MOEDER, VADER}),
        (date(2012, 2, 29), date(2028, 2, 28), {KIND, MOEDER, VADER}),
        (date(2012, 2, 29), date(2028, 2, 29), {KIND}),
    ],
)
def test_the_law_turns_on_the_birthday_itself(geboren: date, dag: date, gevers: set[Gever]) -> None:
    assert set(vereist(replace(GEZIN, geboortedatum=geboren), dag).gevers) == gevers


@given(st.dates(date(2000, 1, 1), date(2026, 1, 1)), st.integers(0, 23 * 365))
def test_who_answers_follows_from_age_alone(geboren: date, days: int) -> None:
    dag = geboren + timedelta(days=days)
    age = age_on(geboren, dag)
    found = set(vereist(replace(GEZIN, geboortedatum=geboren), dag).gevers)
    assert (KIND in found) == (age >= 12)
    assert ({MOEDER, VADER} <= found) == (age < 16)


@pytest.mark.parametrize(
    ("situatie", "words"),
    [
        (replace(GEZIN, geboortedatum=None), "geboortedatum ontbreekt"),
        (replace(GEZIN, gezaghebbenden=()), "niemand met gezag"),
        (replace(GEZIN, gezaghebbenden=(MOEDER,), gezag_onbekend=("Vader",)), "Van Vader is het gezag niet bekend"),
    ],
)
def test_what_is_not_known_is_said_and_nothing_may_be_shared(situatie: Situatie, words: str) -> None:
    found = oordeel(vraag(*OUDERS_JA, ja(KIND, date(2026, 1, 1))), situatie, VANDAAG)
    assert (found.stand, found.mag) == (Stand.ONBEKEND, False)
    assert words in found.reden


def test_from_sixteen_unknown_gezag_no_longer_matters() -> None:
    loose = replace(GEZIN, gezaghebbenden=(), gezag_onbekend=("Vader",))
    assert vereist(loose, ZESTIEN).ontbreekt == ()
    assert oordeel(vraag(ja(KIND, TWAALF)), loose, ZESTIEN).mag


def test_a_parent_without_gezag_is_not_asked() -> None:
    one = replace(GEZIN, gezaghebbenden=(MOEDER,))
    assert vereist(one, VANDAAG).gevers == (MOEDER,)
    assert oordeel(vraag(OUDERS_JA[0]), one, VANDAAG).mag


def test_the_reasons_name_the_law_and_the_next_birthday() -> None:
    words = " ".join(vereist(GEZIN, VANDAAG).uitleg)
    assert "Jeugdwet 7.3.4 en 7.3.5" in words
    assert "Vanaf 21-11-2026 (12 jaar)" in words
    assert "7.3.11" in " ".join(vereist(replace(GEZIN, kader="gedwongen"), VANDAAG).uitleg)


UNABLE = Onbekwaam(date(2030, 12, 1), "de jeugdarts (fictief)", date(2031, 6, 30))


@pytest.mark.parametrize(
    ("dag", "gevers"),
    [
        (UNABLE.op - EEN_DAG, {KIND}),
        (UNABLE.op, {MOEDER, VADER}),
        (date(2031, 6, 30), {MOEDER, VADER}),
        (date(2031, 7, 1), {KIND}),
    ],
)
def test_sixteen_and_unable_to_judge_those_with_gezag_decide_while_it_lasts(dag: date, gevers: set[Gever]) -> None:
    found = vereist(replace(GEZIN, onbekwaam=UNABLE), dag)
    assert set(found.gevers) == gevers
    if gevers != {KIND}:
        assert "is 16 en kan zelf niet oordelen (vastgesteld op 01-12-2030 door de jeugdarts" in found.uitleg[0]


@given(st.integers(0, 20 * 365), st.integers(0, 20 * 365), st.none() | st.integers(0, 9 * 365))
def test_unable_to_judge_counts_from_twelve_to_eighteen_and_only_on_its_days(
    days: int, since: int, length: int | None
) -> None:
    dag, op = GEBOREN + timedelta(days=days), GEBOREN + timedelta(days=since)
    tot = op + timedelta(days=length) if length is not None else None
    plain, found = vereist(GEZIN, dag), vereist(replace(GEZIN, onbekwaam=Onbekwaam(op, "arts", tot)), dag)
    age = age_on(GEBOREN, dag)
    if not op <= dag <= (tot or dag) or age < 12:
        assert found == plain
    elif age < 18:
        assert (set(found.gevers), found.ontbreekt) == ({MOEDER, VADER}, ())
    else:
        assert found.gevers == ()
        assert "curator, mentor" in found.ontbreekt[0]


def test_unable_to_judge_asks_for_gezag_and_ends_at_eighteen() -> None:
    ongoing = Onbekwaam(ZESTIEN, "de jeugdarts (fictief)")
    lonely = replace(GEZIN, gezaghebbenden=(), onbekwaam=ongoing)
    assert oordeel(vraag(ja(KIND, ZESTIEN)), lonely, ZESTIEN).stand is Stand.ONBEKEND
    found = oordeel(vraag(*OUDERS_JA), replace(GEZIN, onbekwaam=ongoing), ZESTIEN)
    assert (found.mag, found.laatste_dag) == (True, date(2032, 11, 20))
    assert not oordeel(vraag(*OUDERS_JA), replace(GEZIN, onbekwaam=ongoing), date(2032, 11, 21)).mag


# -- how it stands --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("toestemming", "dag", "stand"),
    [
        (vraag(), VANDAAG, Stand.TE_VRAGEN),
        (vraag(OUDERS_JA[0]), VANDAAG, Stand.TE_VRAGEN),
        (vraag(*OUDERS_JA), VANDAAG, Stand.GELDIG),
        (vraag(*OUDERS_JA), TWAALF, Stand.NIET_TOEREIKEND),
        (vraag(*OUDERS_JA), ZESTIEN, Stand.NIET_TOEREIKEND),
        (vraag(*OUDERS_JA, vanaf=TWAALF), TWAALF, Stand.TE_VRAGEN),
        (vraag(*OUDERS_JA, ja(KIND, TWAALF)), TWAALF, Stand.GELDIG),
        (vraag(*OUDERS_JA, ja(KIND, TWAALF)), ZESTIEN, Stand.GELDIG),
        (vraag(OUDERS_JA[0], nee(VADER, VANDAAG)), VANDAAG, Stand.GEWEIGERD),
        (vraag(OUDERS_JA[0], nee(VADER, VANDAAG)), VANDAAG - EEN_DAG, Stand.TE_VRAGEN),
        (vraag(OUDERS_JA[0], ja(VADER, date(2026, 1, 1), VANDAAG)), VANDAAG - EEN_DAG, Stand.GELDIG),
        (vraag(OUDERS_JA[0], ja(VADER, date(2026, 1, 1), VANDAAG)), VANDAAG, Stand.INGETROKKEN),
        (vraag(*OUDERS_JA, tot=VANDAAG), VANDAAG, Stand.GELDIG),
        (vraag(*OUDERS_JA, tot=VANDAAG), VANDAAG + EEN_DAG, Stand.VERLOPEN),
        (vraag(*OUDERS_JA, vanaf=VANDAAG), VANDAAG - EEN_DAG, Stand.NOG_NIET),
        (vraag(*OUDERS_JA, vanaf=VANDAAG), VANDAAG, Stand.GELDIG),
    ],
)
def test_the_status_on_a_day(toestemming: Toestemming, dag: date, stand: Stand) -> None:
    found = oordeel(toestemming, GEZIN, dag, voorsignaal=-1)
    assert found.stand is stand
    assert found.mag == (stand is Stand.GELDIG)
    assert found.reden


@pytest.mark.parametrize(("days", "stand"), [(30, Stand.VERLOOPT), (31, Stand.GELDIG), (0, Stand.VERLOOPT)])
def test_it_warns_up_to_thirty_days_before_the_last_day(days: int, stand: Stand) -> None:
    young = replace(GEZIN, geboortedatum=date(2020, 1, 1))
    found = oordeel(vraag(*OUDERS_JA, tot=VANDAAG + timedelta(days=days)), young, VANDAAG, voorsignaal=30)
    assert (found.stand, found.mag, found.laatste_dag) == (stand, True, VANDAAG + timedelta(days=days))


def test_a_birthday_ends_it_too_and_the_reason_says_what_then() -> None:
    found = oordeel(vraag(*OUDERS_JA, tot=date(2027, 6, 1)), GEZIN, VANDAAG, voorsignaal=30)
    assert (found.stand, found.laatste_dag) == (Stand.VERLOOPT, VANDAAG)
    assert "werd op 21-11-2026 12 jaar" in found.reden
    heard = oordeel(vraag(*OUDERS_JA, ja(KIND, VANDAAG), tot=date(2027, 6, 1)), GEZIN, VANDAAG, voorsignaal=30)
    assert (heard.stand, heard.laatste_dag) == (Stand.GELDIG, date(2027, 6, 1))


def test_withdrawal_says_who_why_and_since_when() -> None:
    gone = Antwoord(VADER.id, "ja", date(2026, 1, 1), date(2026, 5, 4), "Wil eerst met moeder praten.")
    found = oordeel(vraag(OUDERS_JA[0], gone), GEZIN, VANDAAG)
    assert found.reden.startswith("Vader trok in op 04-05-2026 (Wil eerst met moeder praten). Vanaf 04-05-2026 mag")
    assert (found.wie, found.sinds) == ((VADER,), date(2026, 5, 4))


def test_a_child_that_need_not_answer_and_says_no_is_heard() -> None:
    found = oordeel(vraag(*OUDERS_JA, nee(KIND, date(2026, 2, 1))), GEZIN, VANDAAG)
    assert found.mag
    assert "Aya hoeft niet te antwoorden, maar zei nee" in found.let_op


@pytest.mark.parametrize(
    ("grond", "kader", "afweging", "stand"),
    [
        ("conflict-van-plichten", "vrijwillig", "Het kind loopt gevaar; ouders zijn gebeld.", Stand.OP_GROND),
        ("conflict-van-plichten", "vrijwillig", " n.v.t. ", Stand.ONBEKEND),
        ("gedwongen-kader", "gedwongen", "De GI heeft dit nodig.", Stand.OP_GROND),
        ("gedwongen-kader", "vrijwillig", "De GI heeft dit nodig.", Stand.NIET_TOEREIKEND),
    ],
)
def test_a_ground_needs_its_weighing_and_its_kader(grond: str, kader: str, afweging: str, stand: Stand) -> None:
    record = Toestemming("GI (fictief)", "hulp starten", grond, date(2026, 1, 1), afweging=afweging)
    found = oordeel(record, replace(GEZIN, kader=kader), VANDAAG)
    assert (found.stand, found.mag) == (stand, stand is Stand.OP_GROND)


def test_in_the_gedwongen_kader_sharing_without_answer_or_ground_stays_closed() -> None:
    assert not oordeel(vraag(), replace(GEZIN, kader="gedwongen"), VANDAAG).mag


# -- properties -----------------------------------------------------------------------------------------------------

GEVERS = st.sampled_from([KIND, MOEDER, VADER])
DAYS = st.dates(date(2026, 1, 1), date(2031, 12, 31))
ANSWERS = st.builds(
    lambda who, what, day, later: Antwoord(
        who.id, what, day, day + timedelta(days=later) if later is not None and what == "ja" else None
    ),
    GEVERS,
    st.sampled_from(["ja", "nee"]),
    DAYS,
    st.none() | st.integers(0, 900),
)
LISTS = st.lists(ANSWERS, max_size=8)
ENDS = st.none() | DAYS
UNABLES = st.none() | st.builds(
    lambda op, length: Onbekwaam(op, "arts", op + timedelta(days=length) if length is not None else None),
    DAYS,
    st.none() | st.integers(0, 900),
)
SITUATIONS = st.builds(
    lambda geboren, people, unknown, unable: Situatie(KIND, geboren, tuple(people), tuple(unknown), onbekwaam=unable),
    st.none() | st.dates(date(2008, 1, 1), date(2024, 1, 1)),
    st.lists(st.sampled_from([MOEDER, VADER]), unique=True),
    st.lists(st.just("Opa"), max_size=1),
    UNABLES,
)


@given(LISTS, SITUATIONS, GEVERS, DAYS, DAYS, ENDS)
def test_a_ja_never_makes_it_worse(
    answers: list[Antwoord], situatie: Situatie, who: Gever, said: date, dag: date, tot: date | None
) -> None:
    before = oordeel(vraag(*answers, tot=tot), situatie, dag, 30)
    after = oordeel(vraag(*answers, ja(who, said), tot=tot), situatie, dag, 30)
    assert after.mag >= before.mag
    assert rank(after.stand) >= rank(before.stand)


def known_on(answers: list[Antwoord], dag: date) -> list[Antwoord]:
    """What had been said by the end of a day, as it was said then."""
    known = []
    for a in answers:
        if a.datum <= dag:
            taken_back = a.ingetrokken_op is not None and a.ingetrokken_op <= dag
            known.append(a if taken_back else Antwoord(a.gever_id, a.antwoord, a.datum))
    return known


def test_an_answer_of_a_later_day_does_not_stretch_what_is_known_today() -> None:
    """Aya becomes 12 on the 21st and answers that day; on the 20th nobody knew that."""
    day = TWAALF - EEN_DAG
    known = oordeel(vraag(*OUDERS_JA), GEZIN, day)
    assert known.laatste_dag == day
    assert oordeel(vraag(*OUDERS_JA, ja(KIND, TWAALF)), GEZIN, day) == known
    assert oordeel(vraag(*OUDERS_JA, ja(KIND, TWAALF)), GEZIN, TWAALF).mag


def test_a_withdrawal_of_a_later_day_does_not_shorten_what_is_known_today() -> None:
    day, later = TWAALF - 20 * EEN_DAG, TWAALF - 10 * EEN_DAG
    said = ja(KIND, date(2026, 1, 1)), ja(VADER, date(2026, 1, 1))
    known = oordeel(vraag(*said, ja(MOEDER, date(2026, 1, 1))), GEZIN, day, 30)
    assert (known.stand, known.laatste_dag) == (Stand.GELDIG, None)
    taken_back = vraag(*said, ja(MOEDER, date(2026, 1, 1), later))
    assert oordeel(taken_back, GEZIN, day, 30) == known
    assert oordeel(taken_back, GEZIN, later, 30).stand is Stand.INGETROKKEN


@given(LISTS, LISTS, SITUATIONS, DAYS, ENDS)
def test_the_judgement_of_a_day_depends_only_on_what_was_said_until_then(
    answers: list[Antwoord], more: list[Antwoord], situatie: Situatie, dag: date, tot: date | None
) -> None:
    later = [a for a in more if a.datum > dag]
    before = oordeel(vraag(*known_on(answers, dag), tot=tot), situatie, dag, 30)
    assert oordeel(vraag(*answers, *later, tot=tot), situatie, dag, 30) == before
    if situatie.onbekwaam is not None and situatie.onbekwaam.op > dag:
        able = replace(situatie, onbekwaam=None)
        assert oordeel(vraag(*answers, *later, tot=tot), able, dag, 30) == before


@given(LISTS, SITUATIONS, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(
    answers: list[Antwoord], situatie: Situatie, dag: date, dice: random.Random
) -> None:
    shuffled = list(answers)
    dice.shuffle(shuffled)
    one, other = (oordeel(vraag(*a), situatie, dag, 30) for a in (answers, shuffled))
    assert (one.stand, one.mag, one.sinds, one.wie) == (other.stand, other.mag, other.sinds, other.wie)


@given(LISTS, st.sampled_from([MOEDER, VADER]), DAYS, st.integers(0, 2000))
def test_after_a_withdrawal_it_is_never_valid_until_a_newer_ja(
    answers: list[Antwoord], who: Gever, weg: date, later: int
) -> None:
    young = replace(GEZIN, geboortedatum=date(2026, 1, 1))
    older = [a for a in answers if a.gever_id != who.id or a.datum <= weg]
    gone = ja(who, date(2026, 1, 1), weg)
    dag = weg + timedelta(days=later)
    assert not oordeel(vraag(*older, gone), young, dag).mag
    others = [ja(g, date(2026, 1, 1)) for g in (MOEDER, VADER) if g is not who]
    assert oordeel(vraag(gone, *others, ja(who, weg + EEN_DAG)), young, max(dag, weg + EEN_DAG)).mag


@given(LISTS, SITUATIONS, DAYS, ENDS)
def test_the_last_day_is_the_last_day(answers: list[Antwoord], situatie: Situatie, dag: date, tot: date | None) -> None:
    """Independent of how it was found: it may on that day, and no longer on the next, by what is known on `dag`."""
    settled = [a for a in answers if a.datum <= dag and (a.ingetrokken_op or dag) <= dag]
    if situatie.onbekwaam is not None and situatie.onbekwaam.op > dag:
        situatie = replace(situatie, onbekwaam=None)
    found = oordeel(vraag(*settled, tot=tot), situatie, dag)
    if found.laatste_dag is not None:
        assert oordeel(vraag(*settled, tot=tot), situatie, found.laatste_dag).mag
        assert not oordeel(vraag(*settled, tot=tot), situatie, found.laatste_dag + EEN_DAG).mag
    elif found.mag:
        assert oordeel(vraag(*settled, tot=tot), situatie, dag + timedelta(days=9000)).mag


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(0, 60), st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_everyone_who_comes_of_age_soon_was_born_in_the_stretch(dag: date, days: int, geboren: date) -> None:
    soon = any(age_on(geboren, dag) < age <= age_on(geboren, dag + timedelta(days=days + 1)) for age in (12, 16))
    inside = any(van <= geboren <= tot for van, tot in near_borders(dag, days))
    assert inside or not soon


# -- the compass ----------------------------------------------------------------------------------------------------


def test_the_compass_looks_at_ontvanger_and_doel_and_forgives_how_they_are_written() -> None:
    found = kompas([vraag(*OUDERS_JA)], GEZIN, "school  (FICTIEF)", "Plan maken.", VANDAAG)
    assert found.mag
    for ontvanger, doel in (("School (fictief)", "hulp starten"), ("Ander (fictief)", "plan maken")):
        missed = kompas([vraag(*OUDERS_JA)], GEZIN, ontvanger, doel, VANDAAG)
        assert (missed.mag, missed.stand) == (False, Stand.GEEN)


def test_a_ground_beside_a_refusal_allows_it_and_tells_the_refusal() -> None:
    refused = vraag(OUDERS_JA[0], nee(VADER, date(2026, 2, 1)))
    ground = replace(refused, grond="conflict-van-plichten", afweging="Het kind loopt gevaar.", antwoorden=())
    found = kompas([refused, ground], GEZIN, refused.ontvanger, refused.doel, VANDAAG)
    assert found.mag
    assert "Vader zei nee op 01-02-2026" in found.let_op
    assert kompas([refused], GEZIN, refused.ontvanger, refused.doel, VANDAAG).stand is Stand.GEWEIGERD


# -- what may be recorded -------------------------------------------------------------------------------------------

NIEUW = NieuweToestemming("School (fictief)", "plan maken", "toestemming", VANDAAG)


@pytest.mark.parametrize(
    ("nieuw", "field"),
    [
        (replace(NIEUW, ontvanger=" "), "ontvanger"),
        (replace(NIEUW, ontvanger="x" * 201), "ontvanger"),
        (replace(NIEUW, doel=""), "doel"),
        (replace(NIEUW, vanaf=date(1989, 12, 31)), "vanaf"),
        (replace(NIEUW, tot=VANDAAG - EEN_DAG), "tot"),
        (replace(NIEUW, grond="gedwongen-kader", afweging="Nodig voor de GI"), "grond"),
        (replace(NIEUW, grond="conflict-van-plichten", afweging=" \n "), "afweging"),
        (replace(NIEUW, grond="conflict-van-plichten", afweging="n.v.t."), "afweging"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(nieuw: NieuweToestemming, field: str) -> None:
    with pytest.raises(FieldError) as refused:
        checked_toestemming(nieuw, "vrijwillig")
    assert refused.value.field == field


def test_one_day_is_long_enough() -> None:
    assert checked_toestemming(replace(NIEUW, tot=VANDAAG), "vrijwillig").tot == VANDAAG


@pytest.mark.parametrize("text", ["-", "...", "Nvt", "N.V.T.", "geen", "  "])
def test_a_dash_is_no_weighing(text: str) -> None:
    assert not meaningful(text)


@pytest.mark.parametrize(
    "day", [None, VANDAAG + EEN_DAG, date(1989, 1, 1), GEBOREN - EEN_DAG], ids=["leeg", "morgen", "oud", "ongeboren"]
)
def test_an_answer_has_a_day_that_can_be(day: date | None) -> None:
    with pytest.raises(FieldError):
        check_day(day, VANDAAG, GEBOREN)
    assert check_day(VANDAAG, VANDAAG, GEBOREN) == VANDAAG


def test_a_nee_after_a_ja_takes_it_back_and_keeps_that_it_could_be_shared_before() -> None:
    first = ja(MOEDER, date(2026, 1, 1))
    assert answered(first, 1, "nee", date(2026, 3, 1)) == replace(first, ingetrokken_op=date(2026, 3, 1))
    assert answered(first, 1, "nee", first.datum) == nee(MOEDER, first.datum), "a mistake of the same day"
    gone = replace(first, ingetrokken_op=date(2026, 3, 1))
    assert answered(gone, 1, "ja", date(2026, 4, 1)) == ja(MOEDER, date(2026, 4, 1))


def test_a_ja_on_the_day_of_the_withdrawal_puts_the_withdrawal_right() -> None:
    gone = Antwoord(1, "ja", date(2026, 1, 1), date(2026, 3, 1), "vergissing")
    assert answered(gone, 1, "ja", date(2026, 3, 1)) == ja(MOEDER, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("op", "door", "tot", "field"),
    [
        (None, "arts", None, "op"),
        (None, "", VANDAAG, "op"),
        (VANDAAG + EEN_DAG, "arts", None, "op"),
        (date(1989, 12, 31), "arts", None, "op"),
        (VANDAAG, " ", None, "door"),
        (VANDAAG, "x" * 201, None, "door"),
        (VANDAAG, "arts", VANDAAG - EEN_DAG, "tot"),
    ],
)
def test_unable_to_judge_needs_a_day_and_who_established_it(
    op: date | None, door: str, tot: date | None, field: str
) -> None:
    with pytest.raises(FieldError) as refused:
        checked_onbekwaam(op, door, tot, VANDAAG)
    assert refused.value.field == field
    assert checked_onbekwaam(None, " ", None, VANDAAG) is None
    assert checked_onbekwaam(VANDAAG, " de  arts ", VANDAAG, VANDAAG) == Onbekwaam(VANDAAG, "de arts", VANDAAG)


@pytest.mark.parametrize(
    ("known", "what", "day", "field"),
    [
        (ja(MOEDER, VANDAAG), "nee", VANDAAG - EEN_DAG, "datum"),
        (ja(MOEDER, date(2026, 1, 1), VANDAAG), "ja", VANDAAG - EEN_DAG, "datum"),
        (ja(MOEDER, date(2026, 1, 1)), "ja", VANDAAG, "antwoord"),
        (ja(MOEDER, date(2026, 1, 1), date(2026, 2, 1)), "nee", VANDAAG, "antwoord"),
        (None, "misschien", VANDAAG, "antwoord"),
    ],
)
def test_an_answer_that_is_older_or_says_nothing_new_is_refused(
    known: Antwoord | None, what: str, day: date, field: str
) -> None:
    with pytest.raises(FieldError) as refused:
        answered(known, 1, what, day)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("known", "day", "field"),
    [
        (None, VANDAAG, "gever"),
        (nee(MOEDER, VANDAAG), VANDAAG, "gever"),
        (ja(MOEDER, date(2026, 1, 1), date(2026, 2, 1)), VANDAAG, "gever"),
        (ja(MOEDER, VANDAAG), VANDAAG - EEN_DAG, "datum"),
    ],
)
def test_only_a_ja_can_be_taken_back_and_not_before_it_was_given(known: Antwoord | None, day: date, field: str) -> None:
    with pytest.raises(FieldError) as refused:
        withdrawn(known, day, "")
    assert refused.value.field == field
    assert withdrawn(ja(MOEDER, VANDAAG), VANDAAG, " bedacht zich ").reden == "bedacht zich"
