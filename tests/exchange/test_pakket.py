from __future__ import annotations

import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.adres import KaartGeweigerd, Visitekaartje
from expertteam_app.domain.pakket import (
    HANDTEKENING,
    INHOUD,
    MANIFEST,
    MAX_TEKST,
    OMSLAG,
    TOEGESTAAN,
    PakketGeweigerd,
    Pakketsoort,
    neutral_name,
    written,
)
from expertteam_app.domain.pakket_schema import Afwijking, Dag, Getal, Groep, JaNee, Lijst, Regel, Tekst
from expertteam_app.exchange.pakket_zip import pack, read_inhoud, unpack
from expertteam_app.exchange.visitekaartje import read_card, write_card
from expertteam_app.security.pakketsleutels import Doel, signed_by
from tests.exchange import pakketten as p


def test_it_comes_back_as_it_went() -> None:
    data, manifest = pack(p.omslag(), p.inhoud(), p.BIJLAGEN, p.sign)
    found = unpack(data, p.signed)
    assert (found.omslag, found.inhoud, found.bijlagen) == (p.omslag(), p.inhoud(), p.BIJLAGEN)
    assert found.manifest == manifest
    assert unpack(p.bewijs(), p.signed).omslag.soort is Pakketsoort.ONTVANGSTBEWIJS


def test_the_same_is_the_same_file() -> None:
    assert p.good() == p.good()
    assert neutral_name("0123456789abcdef" * 2) == "pakket-01234567.pakket"


def test_unzip_without_the_program_shows_it(tmp_path: Path) -> None:
    (tmp_path / "in.zip").write_bytes(p.good())
    subprocess.run([sys.executable, "-m", "zipfile", "-e", "in.zip", "uit"], cwd=tmp_path, check=True)
    assert json.loads((tmp_path / "uit" / INHOUD).read_text("utf-8"))["vraag"].startswith("Wat helpt Fien?")
    assert (tmp_path / "uit" / "bijlagen" / "001").read_bytes() == p.PDF


def refused(data: bytes, words: str = "") -> None:
    with pytest.raises(PakketGeweigerd) as caught:
        unpack(data, p.signed)
    text = str(caught.value)
    assert text.startswith("Dit pakket is geweigerd: ")
    assert "Er is niets bewaard." in text
    assert words in text
    assert "Fien" not in text
    assert "Verzonnen" not in text


@given(st.floats(0, 1, exclude_max=True))
def test_any_changed_bit_is_refused(where: float) -> None:
    data = bytearray(p.good())
    place = int(where * len(data) * 8)
    data[place // 8] ^= 1 << place % 8
    try:
        found = unpack(bytes(data), p.signed)
    except PakketGeweigerd:
        return
    # A few bits of a zip say nothing: dates, and on which system it was made. What is read is the same.
    assert (found.omslag, found.inhoud, found.bijlagen) == (p.omslag(), p.inhoud(), p.BIJLAGEN)


@given(st.floats(0, 1, exclude_max=True))
def test_any_truncation_is_refused(where: float) -> None:
    refused(p.good()[: int(where * len(p.good()))])


@given(st.binary(min_size=1, max_size=60))
def test_nothing_can_stand_before_or_after_it(more: bytes) -> None:
    refused(p.good() + more)
    refused(more + p.good())


def keep(_value: dict[str, Any]) -> None:
    pass


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("doel", "Iets anders"),
        ("grondslag", "wettelijke-taak"),
        ("id", "0" * 32),
        ("gemaakt_op", "2025-01-01T00:00:00Z"),
    ],
)
def test_a_manifest_that_was_changed_is_refused(field: str, value: str) -> None:
    refused(p.resigned(p.good(), lambda m: m.update({field: value}), None), "handtekening")
    unpack(p.resigned(p.good(), lambda m: m.update({field: value})), p.signed)


def test_signed_again_by_a_stranger_shows_the_stranger() -> None:
    refused(p.resigned(p.good(), keep, p.VREEMDE), "handtekening")
    own = p.resigned(p.good(), lambda m: m["afzender"].update(tekensleutel=p.VREEMDE.tekensleutel), p.VREEMDE)
    assert unpack(own, p.signed).omslag.afzender.tekensleutel == p.VREEMDE.tekensleutel, "the service knows him not"


def test_a_signature_on_a_card_does_not_count() -> None:
    files = p.parts(p.good())
    files[HANDTEKENING] = p.AFZENDER.sign(Doel.KAARTJE, files[MANIFEST])
    refused(p.zipped(files), "handtekening")


@pytest.mark.parametrize("name", [INHOUD, "bijlagen/001"])
def test_a_part_that_was_swapped_is_refused(name: str) -> None:
    files = p.parts(p.good())
    files[name] = files[name].replace(b"e", b"a")
    refused(p.zipped(files), "waarvoor is getekend")


def test_parts_that_are_missing_double_or_extra_are_refused() -> None:
    files = p.parts(p.good())
    refused(p.zipped({k: v for k, v in files.items() if k != "bijlagen/001"}))
    refused(p.zipped({k: v for k, v in files.items() if k != MANIFEST}))
    refused(p.zipped({**files, "bijlagen/002": b"extra"}))
    refused(p.resigned(p.good(), keep, bijlagen__002=b"extra"), "bijlagen")
    with pytest.warns(UserWarning, match="Duplicate"):
        double = p.zipped([*files.items(), ("bijlagen/001", p.PDF)])
    refused(double)


@pytest.mark.parametrize(
    "name",
    ["../../x", "/etc/passwd", "C:\\x", "bijlagen/../x", "bijlagen/0001", "bijlagen/001.exe", "BIJLAGEN/001", ""],
)
def test_a_path_is_refused(name: str) -> None:
    files = p.parts(p.good())
    refused(p.zipped({**{k: v for k, v in files.items() if k != "bijlagen/001"}, name: p.PDF}))


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    files = p.parts(p.good())
    bomb = p.zipped({**files, "bijlagen/001": bytes(100_000_000)}, zipfile.ZIP_DEFLATED)
    assert len(bomb) < 200_000
    started = time.monotonic()
    refused(bomb, "samengeperst")
    assert time.monotonic() - started < 1


def test_ten_thousand_files_are_refused_at_once() -> None:
    files = p.parts(p.good())
    many = p.zipped({**files, **{f"bijlagen/{n:05d}": b"x" for n in range(10_000)}})
    started = time.monotonic()
    refused(many, "meer of andere onderdelen")
    assert time.monotonic() - started < 1
    # The same with a lie about the number at the end.
    lie = many[:-14] + (4).to_bytes(2, "little") * 2 + many[-10:]
    refused(lie)


def put(*path: str | int, value: object) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def change(made: dict[str, Any]) -> dict[str, Any]:
        place: Any = made
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        return made

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (put("opmerking", value="intern"), "een veld dat hier niet hoort"),
        (put("jeugdige", "bsn", value="999999990"), "een veld dat hier niet hoort"),
        (put("zoekregels", 0, "uid", value="1"), "een veld dat hier niet hoort"),
        (put("vraag", value="x" * (MAX_TEKST + 1)), "langer dan"),
        (put("vraag", value="a\u202eb"), "tekens die daar niet horen"),
        (put("vraag", value="a\0b"), "tekens die daar niet horen"),
        (put("aangemeld_door", value="a\nb"), "tekens die daar niet horen"),
        (put("vraag", value=3), "geen tekst"),
        (put("jeugdige", value=[]), "geen velden"),
        (put("jeugdige", "geboortedatum", value="2026-02-30"), "geen dag"),
        (put("jeugdige", "geboortedatum", value=20120314), "geen dag"),
        (put("jeugdige", "gemeente", value="Epe"), "een vorm die niet kan"),
        (put("jeugdige", "gemeente", value=""), "leeg"),
        (put("zoekregels", 0, "wachttijd_weken", value=True), "geen getal"),
        (put("zoekregels", 0, "wachttijd_weken", value=10**9), "geen getal"),
        (put("zoekregels", 0, "zorgvorm", value="<b>"), "een vorm die niet kan"),
        (put("zoekregels", value={}), "geen lijst"),
        (put("bijlagen", value=[]), "bijlagen"),
        (put("bijlagen", 0, "deel", value="../../x"), "een vorm die niet kan"),
    ],
)
def test_content_outside_the_schema_is_refused_going_out_and_coming_in(
    change: Callable[[dict[str, Any]], dict[str, Any]], words: str
) -> None:
    wrong = change(p.inhoud())
    with pytest.raises(Afwijking, match=words):
        pack(p.omslag(), wrong, p.BIJLAGEN, p.sign)
    refused(p.resigned(p.good(), keep, inhoud=written(wrong)), words)


def test_a_missing_field_is_refused() -> None:
    wrong = p.inhoud()
    del wrong["kader"]
    refused(p.resigned(p.good(), keep, inhoud=written(wrong)), "ontbreekt 'kader'")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe",
        b"NaN",
        b"1" * 10_000,
        written(p.inhoud())[:-1],
        written(p.inhoud()) + b"\n",
        written(p.inhoud()).replace(b'"nummer"', b'"kader": "drang",\n "nummer"'),
        written(p.inhoud()).replace(b"Wat helpt", b"\\ud800"),
        json.dumps(p.inhoud()).encode(),
    ],
)
def test_json_in_another_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(PakketGeweigerd):
        read_inhoud(Pakketsoort.INBRENG, data)


def test_a_giant_text_is_refused_without_reading_it() -> None:
    giant = written(p.inhoud(vraag="x" * 50_000_000))
    started = time.monotonic()
    refused(p.resigned(p.good(), keep, inhoud=giant), "te groot")
    assert time.monotonic() - started < 3
    with pytest.raises(Afwijking):
        pack(p.omslag(), p.inhoud(vraag="x" * 50_000_000), p.BIJLAGEN, p.sign)


def test_what_is_newer_or_unknown_says_so() -> None:
    refused(p.resigned(p.good(), lambda m: m.update(formaat=2)), "nieuwere versie")
    refused(p.resigned(p.good(), lambda m: m.update(soort="tafelpakket")), "deze soort pakket")
    refused(p.resigned(p.good(), lambda m: m.update(soort=[])), "deze soort pakket")
    refused(p.resigned(p.good(), lambda m: m.update(gemaakt_op="2026-13-01T00:00:00Z")), "moment")
    refused(p.resigned(p.good(), lambda m: m.update(oefening=0)), "geen ja of nee")
    refused(p.resigned(p.good(), lambda m: m.update(extra=1)), "een veld dat hier niet hoort")


def test_a_kind_in_the_clothes_of_another_is_refused() -> None:
    refused(p.resigned(p.good(), lambda m: m.update(soort="ontvangstbewijs")), "een veld dat hier niet hoort")


def fields(regel: Regel) -> set[str]:
    match regel:
        case Groep(velden):
            return set(velden).union(*(fields(each) for each in velden.values()))
        case Lijst(van):
            return fields(van)
        case _:
            return set()


def test_the_whitelist_leaves_out_what_is_of_the_toegang_alone() -> None:
    own = {
        "bsn",
        "opmerking",
        "hiaten",
        "oorzaken",
        "acties",
        "tijdlijn",
        "verslag",
        "uid",
        "id",
        "geslacht",
        "afweging",
    }
    for soort in Pakketsoort:
        assert not fields(TOEGESTAAN[soort]) & own
    assert "id" not in fields(TOEGESTAAN[Pakketsoort.INBRENG])
    assert set(TOEGESTAAN) == set(Pakketsoort)


def test_every_text_of_every_schema_has_an_end() -> None:
    def walk(regel: Regel) -> None:
        match regel:
            case Groep(velden):
                for each in velden.values():
                    walk(each)
            case Lijst(van, most):
                assert most <= 500
                walk(van)
            case Tekst(most=most):
                assert most <= MAX_TEKST
            case Dag() | Getal() | JaNee():
                pass

    for schema in (*TOEGESTAAN.values(), OMSLAG):
        walk(schema)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(p.inhoud())), JSON)
def test_any_value_in_any_place_fits_or_is_refused(field: str, value: object) -> None:
    made = p.inhoud(**{field: value})
    try:
        data = pack(p.omslag(), made, p.BIJLAGEN, p.sign)[0]
    except Afwijking:
        with pytest.raises(PakketGeweigerd):
            read_inhoud(Pakketsoort.INBRENG, json.dumps(made).encode())
    else:
        assert unpack(data, p.signed).inhoud == made


def card(data: bytes) -> Visitekaartje:
    return read_card(data, lambda key, text, signature: signed_by(key, Doel.KAARTJE, text, signature))


def test_a_visitekaartje_comes_back() -> None:
    own = p.kaart(p.AFZENDER)
    made = write_card(own, lambda text: p.AFZENDER.sign(Doel.KAARTJE, text))
    assert len(made) < 1000
    assert card(made) == own
    assert card(made.replace(b"\n", b"\r\n")) == own, "a mail program may change the ends of lines"


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.replace(b"Tess", b"Bert"),
        lambda d: d.replace(b"0232", b"0200"),
        lambda d: d.replace(p.AFZENDER.ontvangsleutel.encode(), p.VREEMDE.ontvangsleutel.encode()),
        lambda d: d.replace(p.AFZENDER.tekensleutel.encode(), p.VREEMDE.tekensleutel.encode()),
        lambda d: d.replace(b'"formaat": 1', b'"formaat": 2'),
        lambda d: d.replace(b'"formaat": 1', b'"formaat": 1, "meer": 1'),
        lambda d: d[:-3],
        lambda d: d + b" " * 5000,
        lambda _d: b"",
        lambda _d: b"[]",
        lambda _d: b"[" * 4000,
        lambda _d: b"\xff",
    ],
)
def test_a_visitekaartje_that_was_changed_is_refused(change: Callable[[bytes], bytes]) -> None:
    made = change(write_card(p.kaart(p.AFZENDER), lambda text: p.AFZENDER.sign(Doel.KAARTJE, text)))
    with pytest.raises(KaartGeweigerd, match="Er is niets bewaard"):
        card(made)
