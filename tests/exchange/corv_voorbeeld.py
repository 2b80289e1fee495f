"""Invented VTO's for the tests: one that is complete, and random ones. Every person is fictional.

The BSN's pass the 11-proef and come from the 9999-series, which is given to nobody.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # comes with python-docx, without types

from expertteam_app.domain.bijlage import DOCX, ODT, PDF
from expertteam_app.domain.corv import (
    ROLWOORDEN,
    Belanghebbende,
    Documentsoort,
    Instelling,
    Kind,
    Medewerker,
    Organisatie,
    Persoon,
    Rol,
    Systeem,
    Vto,
    VtoDocument,
    Zaak,
)
from expertteam_app.domain.netwerk import MET_GEZAG, VOOGD, ZONDER_GEZAG_ROLLEN
from tests.conftest import SHARED

DAG = date(2026, 11, 20)
SCHEMA = SHARED / "corv" / "schemas-1.0.9" / "jz0100_msg_jzberichten_resolved2025.xsd"
needs_schema = pytest.mark.skipif(not SCHEMA.is_file(), reason="the national schema of CORV is not beside the repo")


def _passes(number: int) -> bool:
    digits = f"{number:09d}"
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 == 0


BSNS = tuple(str(n) for n in range(999_990_000, 999_999_999) if _passes(n))
RNI = "12345678901234567"


@cache
def national() -> Any:  # noqa: ANN401 - lxml has no types
    """The national schema."""
    return etree.XMLSchema(file=str(SCHEMA))


def parsed(message: bytes) -> Any:  # noqa: ANN401 - lxml has no types
    """The root of a message."""
    return etree.fromstring(message)


def faults(message: bytes) -> list[str]:
    """What the national schema has against a message; empty when it is valid."""
    schema = national()
    schema.validate(parsed(message))
    return [f"{e.path}: {e.message}" for e in schema.error_log]


MOEDER = Persoon("Verzonnen", "van der", "Moé", "v", date(1988, 2, 29), bsn=BSNS[0])
VADER = Persoon("Bedacht", voornamen="Vádim", geslacht="m")
GI = Instelling("GI De Brug (fictief)", "0570-000000")
VERSLAG = VtoDocument(
    "verslag-1", Documentsoort.VERZOEK, "Verslag", "verslag.pdf", PDF.media, DAG, b"%PDF-1.7 verzonnen"
)


def kind(nr: int = 1, geboren: date | None = date(2015, 3, 1)) -> Kind:
    """A child that is born and has a BSN."""
    return Kind(Persoon("Verzonnen", "", f"Kind {nr}", "v", geboren, bsn=BSNS[nr]))


def vto(*kinderen: Kind, wie: tuple[Belanghebbende, ...] = (), stukken: tuple[VtoDocument, ...] = (VERSLAG,)) -> Vto:
    """A VTO that lacks nothing; without people of its own the moeder has gezag over every child."""
    children = kinderen or (kind(),)
    every = tuple(range(1, len(children) + 1))
    return Vto(
        zender=Systeem("00000001001234567000", "Jeugdzorgapplicatie"),
        ontvanger=Systeem("RC0102", "Kinderbescherming"),
        tijdstip=DAG,
        referentie="ET-0001",
        zaak=Zaak("0232-VTB-2026-001", date(2026, 11, 12), DAG, extra=(("spoed", "N"),)),
        kinderen=children,
        belanghebbenden=wie or (Belanghebbende(MOEDER, (Rol(MET_GEZAG, every, gezag=True),)),),
        medewerker=Medewerker("Verzinsel", voorletters="A.B."),
        organisatie=Organisatie("Gemeente Epe"),
        documenten=stukken,
    )


def line(most: int, least: int = 0) -> st.SearchStrategy[str]:
    """Text of people: letters with and without accents, other scripts, and signs that mean something in XML."""
    letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
    some = st.sampled_from("<>&\"'é ëßøŁ́漢𝄞]]>-")
    return st.text(letters | some, min_size=least, max_size=most).filter(lambda t: bool(t.strip()) or not t)


def days(first: date, last: date) -> st.SearchStrategy[date]:
    """A day from first to last."""
    return st.dates(first, last)


@st.composite
def personen(draw: st.DrawFn, bsns: list[str], most: int) -> Persoon:
    """A person with or without a number, of whom more or less is known."""
    born = draw(st.sampled_from(("dag", "jaar", "maand", "niets")))
    day = draw(days(DAG - timedelta(days=most), DAG))
    return Persoon(
        achternaam=draw(line(200, 1)),
        tussenvoegsel=draw(line(10)),
        voornamen=draw(line(200)),
        geslacht=draw(st.sampled_from(("", "m", "v", "x"))),
        geboortedatum=day if born == "dag" else None,
        geboortejaar={"jaar": f"{day.year}", "maand": f"{day.year}-{day.month:02d}"}.get(born, ""),
        bsn=bsns.pop() if draw(st.booleans()) else "",
        rni=draw(st.sampled_from(("", RNI))),
        telefoon=draw(line(20)),
        email=draw(line(150)),
    )


@st.composite
def kinderen(draw: st.DrawFn, bsns: list[str]) -> Kind:
    """Born with BSN, with RNI-number, with an unknown birth, or not born yet."""
    if draw(st.booleans()) and draw(st.booleans()):
        names = (draw(line(200)), draw(line(10)), draw(line(200)))
        due = draw(days(DAG, DAG + timedelta(days=200)))
        return Kind(Persoon(*names), ongeboren=True, verwacht=due)
    wie = draw(personen(bsns, 17 * 365))
    has = wie.bsn or wie.rni
    wie = wie if has else Persoon(wie.achternaam, wie.tussenvoegsel, geboortejaar=wie.geboortejaar, rni=RNI)
    return Kind(wie, geboorte_onbekend=wie.geboortedatum is None and not wie.geboortejaar)


@st.composite
def belanghebbenden(draw: st.DrawFn, bsns: list[str], children: tuple[Kind, ...]) -> tuple[Belanghebbende, ...]:
    """One or two with gezag per child, different per child, people and bodies; and others with several roles."""
    number = range(1, len(children) + 1)
    people = [
        draw(personen(bsns, 80 * 365)) if draw(st.booleans()) else Instelling(draw(line(45, 1)), draw(line(20, 1)))
        for _ in range(draw(st.integers(1, 4)))
    ]
    gezag: dict[int, list[int]] = {}
    for nr in number:
        for who in draw(st.sets(st.sampled_from(range(len(people))), min_size=1, max_size=2)):
            gezag.setdefault(who, []).append(nr)
    others = sorted(ZONDER_GEZAG_ROLLEN & ROLWOORDEN.keys())
    found = []
    for at, wie in enumerate(people):
        role = VOOGD if isinstance(wie, Instelling) else draw(st.sampled_from((MET_GEZAG, VOOGD)))
        rollen = [Rol(role, tuple(gezag[at]), gezag=True)] if at in gezag else []
        more = draw(st.lists(st.sampled_from(others), min_size=not rollen, max_size=3, unique=True))
        some = st.sets(st.sampled_from(number), min_size=1)
        rollen += [Rol(code, tuple(sorted(draw(some)))) for code in more]
        found.append(Belanghebbende(wie, tuple(rollen)))
    return tuple(found)


@st.composite
def documenten(draw: st.DrawFn) -> tuple[VtoDocument, ...]:
    """The verzoek itself and up to two more of any kind."""
    kinds = [Documentsoort.VERZOEK, *draw(st.lists(st.sampled_from(Documentsoort), max_size=2))]
    return tuple(
        VtoDocument(
            f"doc-{nr}",
            soort,
            draw(line(200)),
            draw(line(255, 1)),
            draw(st.sampled_from((PDF.media, DOCX.media, ODT.media))),
            draw(days(date(2020, 1, 1), DAG)),
            draw(st.binary(min_size=1, max_size=60)),
        )
        for nr, soort in enumerate(kinds)
    )


@st.composite
def verzoeken(draw: st.DrawFn) -> Vto:
    """A random gezin with everything a VTO needs."""
    bsns = list(BSNS[:60])
    children = tuple(draw(kinderen(bsns)) for _ in range(draw(st.integers(1, 5))))
    start = draw(days(date(2026, 1, 1), DAG))
    return Vto(
        zender=Systeem(draw(line(200, 1)), draw(line(50, 3)), draw(line(50)), draw(line(100))),
        ontvanger=Systeem(draw(line(200, 1)), draw(line(50, 3))),
        tijdstip=DAG,
        referentie=draw(line(40, 1)),
        zaak=Zaak(draw(line(40, 5)), start, DAG, draw(line(80)), extra=((draw(line(80, 1)), draw(line(100, 1))),)),
        kinderen=children,
        belanghebbenden=draw(belanghebbenden(bsns, children)),
        medewerker=Medewerker(draw(line(200, 1)), draw(line(10)), draw(line(20)), draw(line(50)), draw(line(20))),
        organisatie=Organisatie(draw(line(500, 1)), draw(st.sampled_from(("", BSNS[70])))),
        documenten=draw(documenten()),
    )
