"""Every `vtoDi01` that comes out is valid by the national schema, and says what went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expertteam_app.domain.bijlage import DOCX, ODT
from expertteam_app.domain.corv import (
    ROLWOORDEN,
    Belanghebbende,
    Documentsoort,
    Instelling,
    Kind,
    Persoon,
    Rol,
    Vto,
    VtoDocument,
)
from expertteam_app.domain.corv_regels import ontbreekt
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.netwerk import GROOTOUDER, MET_GEZAG, MET_GEZAG_ROLLEN, PLEEGOUDER, VOOGD, ZONDER_GEZAG
from expertteam_app.exchange.corv_schrijven import BETREFT_KIND, schrijf_vto
from tests.exchange.corv_voorbeeld import (
    BSNS,
    DAG,
    GI,
    MOEDER,
    RNI,
    VADER,
    VERSLAG,
    faults,
    kind,
    needs_schema,
    parsed,
    verzoeken,
    vto,
)

NS = {
    "StUF": "http://www.egem.nl/StUF/StUF0301",
    "ZKN": "http://www.egem.nl/StUF/sector/zkn/0310",
    "BG": "http://www.egem.nl/StUF/sector/bg/0310",
}
T = TypeVar("T")
ZONDER_BSN = Kind(Persoon("Verzonnen", rni=RNI, geboortedatum=date(2019, 1, 2)))
ALLEEN_JAAR = Kind(Persoon("Verzonnen", bsn=BSNS[20], geboortejaar="2014"))
ALLEEN_MAAND = Kind(Persoon("Verzonnen", bsn=BSNS[21], geboortejaar="2014-05"))
ONBEKEND = Kind(Persoon("Verzonnen", rni=RNI), geboorte_onbekend=True)
ONGEBOREN = Kind(Persoon(), ongeboren=True, verwacht=date(2027, 2, 1))
OPA = Persoon("Opgedacht", geslacht="m", geboortejaar="1950")


def gezag(wie: Persoon | Instelling, *places: int, rol: str = MET_GEZAG) -> Belanghebbende:
    return Belanghebbende(wie, (Rol(rol, places, gezag=True),))


def stuk(nr: int, soort: Documentsoort, media: str) -> VtoDocument:
    return VtoDocument(f"stuk-{nr}", soort, "", f"stuk {nr}.bestand", media, DAG, b"verzonnen")


VARIANTS: dict[str, Vto] = {
    "one child, born, with BSN": vto(),
    "born without BSN, with RNI number": vto(ZONDER_BSN),
    "BSN and RNI number": vto(Kind(replace(kind().persoon, rni=RNI))),
    "only the year of birth known": vto(ALLEEN_JAAR),
    "only month and year of birth known": vto(ALLEEN_MAAND),
    "birth date unknown": vto(ONBEKEND),
    "unborn, with expected date": vto(ONGEBOREN),
    "unborn, and a born sister": vto(kind(), ONGEBOREN),
    "every kind of child at once": vto(kind(), ZONDER_BSN, ALLEEN_JAAR, ALLEEN_MAAND, ONBEKEND, ONGEBOREN),
    "31 children and more": vto(*(kind(nr) for nr in range(1, 35))),
    "gezag: one person": vto(wie=(gezag(MOEDER, 1),)),
    "gezag: two people": vto(wie=(gezag(MOEDER, 1), gezag(VADER, 1))),
    "gezag: an instelling": vto(wie=(gezag(GI, 1, rol=VOOGD),)),
    "gezag: an instelling with everything known of it": vto(
        wie=(gezag(replace(GI, vestigingsnummer="000012345678", email="gi@voorbeeld.invalid"), 1, rol=VOOGD),)
    ),
    "gezag: a person and an instelling": vto(wie=(gezag(MOEDER, 1), gezag(GI, 1, rol=VOOGD))),
    "gezag different per child": vto(
        kind(1), kind(2), wie=(gezag(MOEDER, 1), gezag(VADER, 1, 2), gezag(GI, 2, rol=VOOGD))
    ),
    "with gezag over one, without over the other": vto(
        kind(1),
        kind(2),
        wie=(
            gezag(MOEDER, 1, 2),
            Belanghebbende(VADER, (Rol(MET_GEZAG, (1,), gezag=True), Rol(ZONDER_GEZAG, (2,)))),
        ),
    ),
    "belanghebbende with several roles": vto(
        kind(1),
        kind(2),
        wie=(
            gezag(MOEDER, 1, 2),
            Belanghebbende(OPA, (Rol(GROOTOUDER, (1, 2)), Rol(PLEEGOUDER, (2,)), Rol("391", (1, 2)))),
        ),
    ),
    "three documents, of three kinds of file": vto(
        stukken=(
            VERSLAG,
            stuk(2, Documentsoort.GEZINSGESCHIEDENIS, DOCX.media),
            stuk(3, Documentsoort.DIAGNOSTIEK, ODT.media),
        )
    ),
    "verslag as hulpverleningsrapportage beside the verzoek": vto(
        stukken=(stuk(1, Documentsoort.VERZOEK, DOCX.media), replace(VERSLAG, soort=Documentsoort.HULPVERLENING))
    ),
}


@needs_schema
@pytest.mark.parametrize("name", VARIANTS)
def test_every_variant_is_valid_by_the_national_schema(name: str) -> None:
    assert ontbreekt(VARIANTS[name]) == ()
    assert faults(schrijf_vto(VARIANTS[name])) == []


@needs_schema
@pytest.mark.parametrize("code", sorted(ROLWOORDEN))
def test_every_role_has_the_word_of_the_national_list(code: str) -> None:
    other = Belanghebbende(OPA, (Rol(code, (1,), gezag=code in MET_GEZAG_ROLLEN),))
    assert faults(schrijf_vto(vto(wie=(gezag(MOEDER, 1), other)))) == []


@needs_schema
@settings(max_examples=200)
@given(verzoeken())
def test_any_gezin_gives_a_valid_message(made: Vto) -> None:
    assert ontbreekt(made) == ()
    assert faults(schrijf_vto(made)) == []


def fields(value: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Where in a VTO a text stands that anybody may have typed."""
    names = getattr(value, "__dataclass_fields__", {})
    found: list[tuple[str, ...]] = []
    for name in names:
        inner = getattr(value, name)
        found += [(*path, name)] if isinstance(inner, str) else fields(inner, (*path, name))
    return found


def put(value: object, path: tuple[str, ...], text: str) -> object:
    name, *rest = path
    new = put(getattr(value, name), tuple(rest), text) if rest else text
    return replace(value, **{name: new})  # type: ignore[type-var]  # every value on the way is a dataclass


@needs_schema
@settings(max_examples=400)
@given(st.data(), st.text() | st.text("0123456789", max_size=20) | st.text(max_size=1).map(lambda t: t * 600))
def test_our_own_rules_are_never_weaker_than_the_schema(data: st.DataObject, text: str) -> None:
    base = vto()
    one = replace(
        base,
        kinderen=(Kind(put_one(data, kind().persoon, text)),),
        belanghebbenden=(gezag(put_one(data, MOEDER, text), 1), gezag(put_one(data, GI, text), 1, rol=VOOGD)),
        documenten=(put_one(data, VERSLAG, text),),
    )
    place = data.draw(st.sampled_from(fields(base)))
    made = put(one if data.draw(st.booleans()) else base, place, text)
    assert isinstance(made, Vto)
    if ontbreekt(made):
        with pytest.raises(UserError):
            schrijf_vto(made)
    else:
        assert faults(schrijf_vto(made)) == []


def put_one(data: st.DataObject, value: T, text: str) -> T:
    return put(value, data.draw(st.sampled_from(fields(value))), text)  # type: ignore[return-value]  # the same kind of value as went in


def test_what_is_written_is_read_back_letter_for_letter() -> None:
    naam = 'Ørsted-Żółć & <Zn> "d\'Œuvre" ]]> ́漢𝄞'
    made = vto(Kind(replace(kind().persoon, achternaam=naam)), stukken=(replace(VERSLAG, bestandsnaam=naam),))
    content = schrijf_vto(made)
    root = parsed(content)
    assert root.findtext(".//ZKN:heeftBetrekkingOp//BG:geslachtsnaam", namespaces=NS) == naam
    inhoud = root.find(".//ZKN:inhoud", NS)
    assert inhoud is not None
    assert inhoud.get(f"{{{NS['StUF']}}}bestandsnaam") == naam
    assert "Ørsted-Żółć".encode() in content
    assert b"<Zn>" not in content


def test_the_same_vto_gives_the_same_bytes_and_no_entity_is_ever_declared() -> None:
    made = vto(Kind(replace(kind().persoon, achternaam="<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>&b;")))
    content = schrijf_vto(made)
    assert content == schrijf_vto(made)
    assert b"<!DOCTYPE" not in content
    assert b"<!ENTITY" not in content
    assert b"&amp;b;" in content


def test_a_role_for_one_child_names_that_child_and_a_role_for_all_names_none() -> None:
    root = parsed(schrijf_vto(VARIANTS["with gezag over one, without over the other"]))
    found = [
        (one.findtext("ZKN:omschrijving", namespaces=NS), [e.text for e in one.iter(f"{{{NS['StUF']}}}extraElement")])
        for one in root.findall(".//ZKN:heeftAlsBelanghebbende", NS)
    ]
    assert found == [("ouder met gezag", []), ("ouder met gezag", ["1"]), ("ouder zonder gezag", ["2"])]
    children = root.findall(".//ZKN:heeftBetrekkingOp//ZKN:natuurlijkPersoon", NS)
    assert [p.get(f"{{{NS['StUF']}}}sleutelVerzendend") for p in children] == ["1", "2"]
    assert BETREFT_KIND.encode() in schrijf_vto(VARIANTS["gezag different per child"])


@pytest.mark.parametrize(
    ("one", "text", "part"),
    [(ALLEEN_JAAR, "20140101", "M"), (ALLEEN_MAAND, "20140501", "D"), (kind(), "20150301", None)],
)
def test_of_a_birth_that_is_half_known_the_message_says_which_half(one: Kind, text: str, part: str | None) -> None:
    root = parsed(schrijf_vto(vto(one)))
    born = root.find(".//ZKN:heeftBetrekkingOp//BG:geboortedatum", NS)
    assert born is not None
    assert (born.text, born.get(f"{{{NS['StUF']}}}indOnvolledigeDatum")) == (text, part)


def test_of_a_birth_that_nobody_knows_the_message_says_that_it_is_unknown() -> None:
    born = parsed(schrijf_vto(vto(ONBEKEND))).find(".//ZKN:heeftBetrekkingOp//BG:geboortedatum", NS)
    assert born.text is None
    assert sorted(born.attrib.values()) == ["true", "waardeOnbekend"]


def test_of_an_unborn_child_the_expected_day_goes_as_its_birth() -> None:
    about = parsed(schrijf_vto(vto(ONGEBOREN))).find(".//ZKN:heeftBetrekkingOp", NS)
    assert about.findtext(".//BG:geboortedatum", namespaces=NS) == "20270201"
    assert about.findtext("ZKN:omschrijving", namespaces=NS) == "Client (ongeboren kind)"


def test_a_vto_with_a_gap_is_not_written() -> None:
    with pytest.raises(UserError, match="BSN van kind 1 ontbreekt"):
        schrijf_vto(vto(Kind(replace(kind().persoon, bsn=""))))
