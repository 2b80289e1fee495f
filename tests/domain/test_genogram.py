"""The layout of any family: nothing overlaps, nothing is lost, generations stand under each other."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expertteam_app.domain.genogram import Genogram, Lijnsoort, Vlak, Vormsoort
from expertteam_app.domain.genogram_maken import maak_genogram
from expertteam_app.domain.genogram_tekst import lees_als_tekst
from expertteam_app.domain.netwerk import (
    OUDERS,
    PARTNERSOORTEN,
    Gezinskind,
    Gezinslid,
    Gezinsrelatie,
    Netwerk,
    Partnerschap,
)

ADULT_ROLES = ("111", "112", "113", "114", "125", "191", "211", "212", "213")
OTHER_ROLES = ("115", "121", "122", "139", "221", "222", "391", "393", "411", "413", "491")
NAMES = ("Bo", "Aya van der Verzonnen-Sprookjesveld", "X", "Wout Maximiliaan Bartholomeus van den Denkbeeldenburg", "Ö")


def label(code: str) -> str:
    return f"rol {code}"


@st.composite
def netwerken(draw: st.DrawFn) -> Netwerk:
    children = tuple(
        Gezinskind(
            n,
            draw(st.sampled_from(NAMES)),
            draw(st.sampled_from(("", "m", "v", "x"))),
            draw(st.none() | st.just(date(2008, 1, 1) + timedelta(days=draw(st.integers(0, 5000))))),
            ("RET-2026-001",) if n == 1 else (),
        )
        for n in range(1, draw(st.integers(1, 8)) + 1)
    )
    adults, others = draw(st.integers(0, 4)), draw(st.integers(0, 10))
    people = tuple(
        Gezinslid(
            n,
            voornaam=draw(st.sampled_from((*NAMES, ""))),
            geslacht=draw(st.sampled_from(("", "m", "v", "x"))),
            overleden=draw(st.booleans()),
            instelling="Een heel lange naam van een instelling (fictief)",
        )
        for n in range(1, adults + others + 1)
    )
    relations: list[Gezinsrelatie] = []
    for lid in people:
        roles = ADULT_ROLES if lid.id <= adults else OTHER_ROLES
        pairs = st.tuples(st.sampled_from(children), st.sampled_from(roles))
        for child, rol in draw(st.lists(pairs, max_size=5, unique=True)):
            gezag, contact = draw(st.sampled_from(("", "ja", "nee"))), draw(st.sampled_from(("", "goed", "geen")))
            relations.append(
                Gezinsrelatie(len(relations) + 1, lid.id, child.id, rol, gezag, draw(st.booleans()), contact)
            )
    couples = list(combinations([p.id for p in people], 2))
    chosen = draw(st.lists(st.sampled_from(couples), max_size=4, unique=True)) if couples else []
    partners = tuple(Partnerschap(n, a, b, draw(st.sampled_from(PARTNERSOORTEN))) for n, (a, b) in enumerate(chosen, 1))
    return Netwerk(1, "gezin", children, people, tuple(relations), partners)


def boxes(picture: Genogram) -> list[tuple[str, Vlak]]:
    found = [(f"vorm {v.sleutel}", v.vlak) for v in picture.vormen]
    found += [(f"tekst {v.sleutel}", v.tekstvlak) for v in picture.vormen if v.soort is not Vormsoort.KAART]
    return found + [(f"kop {k.tekst}", k.vlak) for k in picture.koppen]


@given(netwerken())
@settings(max_examples=30)
def test_nothing_overlaps_nothing_is_lost_and_children_stand_below(netwerk: Netwerk) -> None:
    picture = maak_genogram(netwerk, label, 1)
    assert picture == maak_genogram(netwerk, label, 1)
    assert Counter(v.sleutel for v in picture.vormen) == Counter(
        [("kind", k.id) for k in netwerk.kinderen] + [("lid", x.id) for x in netwerk.leden]
    )
    for (one, a), (other, b) in combinations(boxes(picture), 2):
        assert not a.raakt(b), f"{one} over {other}"
    for _name, box in boxes(picture):
        assert min(box.x, box.y) >= 0
        assert box.rechts <= picture.breed
        assert box.onder <= picture.hoog
    drawn = Counter(r for line in picture.lijnen for r in line.relaties) + Counter(picture.geschreven)
    assert drawn == Counter(r.id for r in netwerk.relaties)
    pairs = Counter(x.partnerschap for x in picture.lijnen if x.partnerschap) + Counter(picture.geschreven_partners)
    assert pairs == Counter(p.id for p in netwerk.partners)
    for relation in (r for r in netwerk.relaties if r.rol in OUDERS | {"125"}):
        parent, child = picture.vorm(("lid", relation.gezinslid_id)), picture.vorm(("kind", relation.jeugdige_id))
        assert parent
        assert child
        assert parent.vlak.onder < child.vlak.y


@given(netwerken())
@settings(max_examples=25)
def test_lines_keep_off_shapes_and_never_run_over_each_other(netwerk: Netwerk) -> None:
    picture = maak_genogram(netwerk, label)
    strokes = [(n, part) for n, line in enumerate(picture.lijnen) for part in line.delen]
    for _n, ((x0, y0), (x1, y1)) in strokes:
        assert x0 == x1 or y0 == y1
        stroke = Vlak(min(x0, x1) - 0.1, min(y0, y1) - 0.1, abs(x1 - x0) + 0.2, abs(y1 - y0) + 0.2)
        for shape in picture.vormen:
            inside = Vlak(shape.vlak.x + 19, shape.vlak.y + 19, 2, 2)
            text = Vlak(shape.tekstvlak.x + 1, shape.tekstvlak.y + 1, shape.tekstvlak.breed - 2, 2)
            assert not stroke.raakt(inside)
            assert not stroke.raakt(text)
    for (n, a), (m, b) in combinations(strokes, 2):
        if n == m:
            continue
        for axis in (0, 1):
            other = 1 - axis
            if a[0][axis] == a[1][axis] == b[0][axis] == b[1][axis]:
                low = max(min(a[0][other], a[1][other]), min(b[0][other], b[1][other]))
                high = min(max(a[0][other], a[1][other]), max(b[0][other], b[1][other]))
                assert low >= high - 0.01, f"{picture.lijnen[n]} over {picture.lijnen[m]}"


def family() -> Netwerk:
    children = (
        Gezinskind(1, "Bo Verzonnen", "m", date(2012, 1, 1), ("RET-2026-001",), "Bo"),
        Gezinskind(2, "Aya Verzonnen", "v", date(2014, 1, 1), (), "Aya"),
        Gezinskind(3, "Cas Papier", "m", date(2020, 1, 1), (), "Cas"),
    )
    people = (
        Gezinslid(1, "Ed", "", "Verzonnen", "m", overleden=True),
        Gezinslid(2, "Sanne", "", "Voorbeeld", "v"),
        Gezinslid(3, "Tom", "van", "Papier", "m"),
        Gezinslid(4, "Riet", "", "Voorbeeld", "v"),
        Gezinslid(5, instelling="Jeugdbescherming (fictief)"),
        Gezinslid(6, "Juf", "", "Lettertje", "v"),
    )
    r = Gezinsrelatie
    relations = (
        r(1, 1, 1, "113", "nee"),
        r(2, 1, 2, "113", "nee"),
        r(3, 2, 1, "112", "ja", woont_samen=True),
        r(4, 2, 2, "112", "ja", woont_samen=True),
        r(5, 2, 3, "112", "ja", woont_samen=True),
        r(6, 3, 3, "112", "ja", woont_samen=True),
        r(7, 3, 1, "212", "", woont_samen=True),
        r(8, 4, 1, "125"),
        r(9, 5, 1, "191", "ja"),
        r(10, 6, 1, "413", "nee", contact="goed"),
    )
    partners = (Partnerschap(1, 1, 2, "gescheiden"), Partnerschap(2, 2, 3, "gehuwd"))
    return Netwerk(1, "gezin Verzonnen", children, people, relations, partners)


def test_a_blended_family_reads_as_a_genogram() -> None:
    picture = maak_genogram(family(), label, 1)
    x = {v.sleutel: v.vlak.x for v in picture.vormen}
    y = {v.sleutel: v.vlak.y for v in picture.vormen}
    assert x["kind", 1] < x["kind", 2] < x["kind", 3]
    assert y["lid", 4] < y["lid", 1] == y["lid", 2] == y["lid", 3] < y["kind", 1] < y["lid", 6]
    soorten = {v.sleutel: v.soort for v in picture.vormen}
    assert soorten["lid", 1] is Vormsoort.VIERKANT
    assert soorten["lid", 2] is Vormsoort.CIRKEL
    assert soorten["lid", 5] is Vormsoort.AFGEROND
    assert soorten["lid", 6] is Vormsoort.KAART
    couples = {line.partnerschap: (line.soort, line.streepjes) for line in picture.lijnen if line.partnerschap}
    assert couples == {1: (Lijnsoort.VOORBIJ, 2), 2: (Lijnsoort.SAMEN, 0)}
    (home,) = picture.kaders
    inside = {v.sleutel for v in picture.vormen if home.raakt(v.vlak)}
    assert inside == {("lid", 2), ("lid", 3), ("kind", 1), ("kind", 2), ("kind", 3)}
    mother = picture.vorm(("lid", 2))
    assert mother
    assert "met gezag" in mother.regels
    assert [v.sleutel for v in picture.vormen if v.kern] == [("kind", 1)]


def test_everything_is_also_told_in_words() -> None:
    told = "\n".join(lees_als_tekst(family(), label))
    for fact in (
        "Bo Verzonnen, jongen, geboren 01-01-2012, casus RET-2026-001.",
        "Ed Verzonnen, overleden. Vader van Bo, zonder gezag.",
        "Gescheiden van Sanne Voorbeeld.",
        "Moeder van Cas, met gezag, wonen samen.",
        "Stiefvader van Bo, wonen samen.",
        "Rol 191 van Bo, met gezag.",
        "Rol 413 van Bo, contact goed.",
    ):
        assert fact in told


@pytest.mark.parametrize("count", [0, 1])
def test_a_gezin_without_people_is_a_picture_too(count: int) -> None:
    picture = maak_genogram(Netwerk(1, kinderen=(Gezinskind(1, "Bo"),) * count), label)
    assert len(picture.vormen) == count
    assert not picture.lijnen
