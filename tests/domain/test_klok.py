from dataclasses import replace
from datetime import date

import pytest

from expertteam_app.domain.kalender import Profiel
from expertteam_app.domain.klok import MIJLPALEN, KlokStatus, parse_klokken, valid_on
from expertteam_app.domain.termijn import Eenheid, Norm
from expertteam_app.resources import resource_path

ROW = """
[[klok]]
code = "D2"
naam = "Aanmelding RET tot triage"
van = "aanmelding"
tot = "triage"
norm = 5
eenheid = "werkdagen"
status = "voorstel"
bron = "voorstel"
profiel = "wettelijk"
"""


def test_the_shipped_klokken_are_those_of_the_domain() -> None:
    klokken = {k.code: k for k in parse_klokken(resource_path("klokken.toml").read_text(encoding="utf-8"))}
    assert list(klokken) == [*(f"D{n}" for n in range(1, 30)), "D29E", "D30"]
    assert [k.code for k in klokken.values() if k.per_stap] == ["D1"]
    assert klokken["D3"].termijn == Norm(15, Eenheid.WERKDAGEN)
    assert klokken["D11"].termijn is None
    assert klokken["D13"].status is KlokStatus.GEVONDEN
    assert klokken["D6"].kalender.profiel is Profiel.KALENDERDAGEN


def test_only_what_the_domain_marks_as_law_is_called_law() -> None:
    klokken = parse_klokken(resource_path("klokken.toml").read_text(encoding="utf-8"))
    law = {k.code for k in klokken if k.status is KlokStatus.WET}
    assert law == {"D14", "D18", "D20", "D21", "D22", "D23", "D24", "D30"}
    assert law == {k.code for k in klokken if k.wettelijk}
    assert not [k.code for k in klokken if k.status is KlokStatus.INSTELLING and k.norm is not None]
    measured = {k.code for k in klokken if k.van_casus or k.van_vtb}
    assert measured == {*(f"D{n}" for n in range(1, 14)), "D16", "D17"}
    assert {k.code for k in klokken if k.besluit} == {"D11", "D12", "D13"}


def test_every_milestone_has_a_name() -> None:
    klok = parse_klokken(ROW)[0]
    assert MIJLPALEN[klok.van] == "aanmelding bij het RET"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("D2", "D2"), "twee keer"),
        (('van = "aanmelding"\n', ""), "'van' ontbreekt"),
        (('"aanmelding"', '"geboorte"'), "mijlpaal geboorte"),
        (("norm = 5", "norm = 0"), "geheel getal vanaf 1"),
        (("norm = 5", "norm = 2.5"), "geheel getal vanaf 1"),
        (('"werkdagen"', '"uren"'), "uren"),
        (('"wettelijk"', '"zomer"'), "zomer"),
    ],
)
def test_a_bad_klok_is_named(change: tuple[str, str], says: str) -> None:
    bad = ROW.replace(*change)
    with pytest.raises(ValueError, match=f"Klok D2.*{says}"):
        parse_klokken(bad + ROW)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(ValueError, match="geen klokken"):
        parse_klokken("")


def test_the_version_of_a_day_is_the_last_that_began() -> None:
    first = parse_klokken(ROW)[0]
    second, third = (replace(first, norm=n, geldig_vanaf=date(2026, n, 1)) for n in (3, 6))
    for order in ((first, second, third), (third, first, second)):
        assert valid_on(order, date(2026, 2, 28)) is first
        assert valid_on(order, date(2026, 3, 1)) is second
        assert valid_on(order, date(2030, 1, 1)) is third
    assert valid_on((second, third), date(2026, 1, 1)) is second
    assert (first.versie, second.versie) == ("zoals meegeleverd", "geldig vanaf 01-03-2026")


def test_a_pause_stops_a_klok_by_its_code_or_its_words() -> None:
    klok = replace(parse_klokken(ROW)[0], pauzeredenen=("wacht-op-gezin", "Ziekte"))
    assert klok.stopped_by("Wacht op het gezin", "wacht-op-gezin")
    assert klok.stopped_by(" ziekte ")
    assert not klok.stopped_by("vakantie", "eigen-drukte")
    assert not replace(klok, pauzeredenen=()).stopped_by("ziekte")
    assert replace(klok, pauzeredenen=None).stopped_by("wat dan ook")
