"""What the Raad tells is read in its exact words; what is set aside says why; the rest is refused in one sentence."""

from __future__ import annotations

from datetime import date

import pytest

from expertteam_app.domain.corv import RESULTAATWOORDEN, STATUSWOORDEN, Beslissing, Persoon
from expertteam_app.domain.errors import UserError
from expertteam_app.exchange.corv_lezen import MAX_BESLISSINGEN, MAX_BYTES, MAX_DELEN, MAX_DIEP, lees_bericht
from expertteam_app.exchange.corv_schrijven import schrijf_vto
from expertteam_app.services.codelijsten import shipped_lists
from tests.exchange.corv_notificatie import BORN, KIND, bericht, beslissing, notificatie
from tests.exchange.corv_voorbeeld import BSNS, faults, needs_schema, vto

UNBORN = "<BG:geboortedatum>20270201</BG:geboortedatum>"
GOOD = {
    **{status: notificatie(status) for status in STATUSWOORDEN},
    **{resultaat: notificatie("Zaak afgerond", resultaat) for resultaat in RESULTAATWOORDEN},
    "ambtshalve": notificatie(ours=""),
    "unborn": notificatie(kind=UNBORN, client="Client (ongeboren kind)"),
    "without BSN": notificatie(kind=BORN),
    "with decisions": notificatie(more=beslissing() + beslissing("20261119")),
}


@needs_schema
@pytest.mark.parametrize("name", GOOD)
def test_the_examples_are_valid_by_the_national_schema(name: str) -> None:
    assert faults(GOOD[name]) == []


@pytest.mark.parametrize("name", GOOD)
def test_every_example_is_read(name: str) -> None:
    assert lees_bericht(GOOD[name]).notificatie is not None


def test_a_notificatie_says_which_zaak_which_child_and_how_far_it_is() -> None:
    read = lees_bericht(notificatie("Zaak afgerond", "Maatregel opgelegd", more=beslissing()))
    found = read.notificatie
    assert read.soort == "notificatieDi01"
    assert found is not None
    assert (found.referentie, found.zaak_raad, found.zaak_gemeente) == ("RVDK-77", "RVDK-2026-5", "0232-VTB-2026-001")
    assert found.kind == Persoon("Verzønnen & Co", geboortedatum=date(2015, 3, 1), bsn=BSNS[1])
    assert (found.status, found.status_op, found.resultaat) == (
        "zaak-afgerond",
        date(2026, 11, 18),
        "maatregel-opgelegd",
    )
    assert found.beslissingen == (Beslissing(date(2026, 11, 18), "ondertoezichtstelling"),)
    assert not found.ambtshalve


def test_of_a_child_that_is_not_told_of_nothing_is_made_up() -> None:
    whole = notificatie().decode()
    begin, end = "<ZKN:natuurlijkPersoon", "</ZKN:natuurlijkPersoon>"
    without = whole[: whole.index(begin)] + whole[whole.index(end) + len(end) :]
    found = lees_bericht(without.encode()).notificatie
    assert found is not None
    assert found.kind == Persoon()


def test_without_a_zaak_of_ours_the_raad_began_by_itself() -> None:
    found = lees_bericht(notificatie(ours="")).notificatie
    assert found is not None
    assert found.ambtshalve


def test_of_a_birth_that_is_half_known_only_that_half_is_kept() -> None:
    half = '<BG:geboortedatum StUF:indOnvolledigeDatum="M">20140101</BG:geboortedatum>'
    found = lees_bericht(notificatie(kind=half)).notificatie
    assert found is not None
    assert (found.kind.geboortedatum, found.kind.geboortejaar) == (None, "2014")


def test_the_codes_and_words_are_those_of_our_own_lists() -> None:
    lists = shipped_lists()
    assert {c.label: c.code for c in lists["raad_status"]} == dict(STATUSWOORDEN)
    assert {c.label: c.code for c in lists["raad_resultaat"]} == dict(RESULTAATWOORDEN)


@pytest.mark.parametrize("soort", ["notificatiejrDi01", "zorgmeldingDi01"])
def test_another_message_of_the_chain_is_known_and_set_aside(soort: str) -> None:
    read = lees_bericht(bericht(soort, "<JZ:object/>"))
    assert (read.soort, read.notificatie) == (soort, None)
    assert "legt hem opzij" in read.uitleg


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "geen gave XML"),
    "no XML": (b"%PDF-1.7", "geen gave XML"),
    "cut off": (notificatie()[:-40], "geen gave XML"),
    "something after it": (notificatie() + b"<a/>", "geen gave XML"),
    "another alphabet than it says": (notificatie().replace(b"UTF-8", b"UTF-9"), "geen gave XML"),
    "no message": (b"<a/>", "geen bericht uit de keten"),
    "right name, other space": (b"<notificatieDi01/>", "geen bericht uit de keten"),
    "unknown message of the chain": (bericht("nieuwDi01", ""), "geen bericht uit de keten"),
    "a VTO": (schrijf_vto(vto()), "verzoek tot onderzoek van een gemeente"),
    "a terugkoppeling": (bericht("zorgmeldingTerugkoppelingDi01", ""), "terugkoppeling op een zorgmelding"),
    "empty": (bericht("notificatieDi01", ""), "het onderdeel object"),
    "another function": (notificatie(functie="vtoDi01"), "de functie van het bericht"),
    "another kind of zaak": (notificatie(zaaktype="Signaal behandelen"), "de soort zaak"),
    "nearly the status": (notificatie("onderzoek afgerond"), "de status"),
    "no status": (notificatie(""), "de status"),
    "nearly the result": (notificatie(resultaat="Maatregel"), "het resultaat"),
    "no client": (notificatie(client="Client"), "over wie het gaat"),
    "no day": (notificatie(moment="20260230"), "de dag van de status"),
    "day of other digits": (notificatie(moment="２０２６１１１８"), "de dag van de status"),
    "wrong BSN": (notificatie(kind=KIND.replace(BSNS[1], "123456789")), "het BSN van het kind"),
    "wrong birth": (notificatie(kind="<BG:geboortedatum>20150231</BG:geboortedatum>"), "de geboortedatum"),
    "wrong month of a birth of which the day is not known": (
        notificatie(kind='<BG:geboortedatum StUF:indOnvolledigeDatum="D">20151301</BG:geboortedatum>'),
        "de geboortedatum",
    ),
    "two births": (notificatie(kind=BORN + BORN), "het onderdeel geboortedatum"),
    "two names, of which one is inside": (
        notificatie(kind="<BG:geslachtsnaam>Een<BG:a>Ander</BG:a></BG:geslachtsnaam>"),
        "het onderdeel geslachtsnaam",
    ),
    "a name that turns around": (notificatie(kind="<BG:geslachtsnaam>a\u202eb</BG:geslachtsnaam>"), "geslachtsnaam"),
    "a giant name": (notificatie(kind=f"<BG:geslachtsnaam>{'a' * 999}</BG:geslachtsnaam>"), "geslachtsnaam"),
    "very many decisions": (notificatie(more=beslissing() * (MAX_BESLISSINGEN + 1)), "het aantal beslissingen"),
    "a decision of nothing": (
        notificatie(more='<ZKN:leidtTot StUF:entiteittype="ZAKBSL"/>'),
        "een beslissing van de rechter",
    ),
    "a decision on no day": (notificatie(more=beslissing("2026")), "de dag van de beslissing"),
    "too large": (notificatie(more=" " * MAX_BYTES), "groter dan 2 MB"),
    "too deep": (b"<a>" * (MAX_DIEP + 1) + b"</a>" * (MAX_DIEP + 1), "dieper of langer"),
    "too long": (b"<a>" + b"<b/>" * MAX_DELEN + b"</a>", "dieper of langer"),
    "a DTD": (b"<!DOCTYPE a>" + notificatie().partition(b"\n")[2], "geen gave XML"),
    "an entity in entities": (
        b'<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]>'
        + notificatie().partition(b"\n")[2].replace(b"Co<", b"&b;<"),
        "geen gave XML",
    ),
    "another file as an entity": (
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
        + notificatie().partition(b"\n")[2].replace(b"Co<", b"&b;<"),
        "geen gave XML",
    ),
    "an entity that is nowhere told": (notificatie().replace(b"Co<", b"&b;<"), "geen gave XML"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_rest_is_refused_in_one_sentence(name: str) -> None:
    content, words = REFUSED[name]
    with pytest.raises(UserError) as refused:
        lees_bericht(content)
    assert words in refused.value.text
    assert refused.value.remedy.endswith(".")
    assert not any(secret in str(refused.value) for secret in (BSNS[1], "123456789", "Verz"))
