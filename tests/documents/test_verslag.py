"""The verslag as its readers get it: everything said is in it, nothing runs off the paper, gaps cannot be missed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expertteam_app.documents.verslag import (
    Aanwezige,
    ActieRegel,
    BesluitRegel,
    Punt,
    VerslagStuk,
    gaps,
    verslag_pdf,
)
from expertteam_app.documents.verslag_stuk import Status

Open = Callable[[bytes], Any]
"""The fixture `blad`: opens a PDF as a reader would (see conftest)."""

MARGE = 60
ONDERRAND = 55
WATERMERK = 40


def texts(value: object) -> Iterator[str]:
    """Every text in a stuk, line by line."""
    if isinstance(value, str):
        yield from (line for line in value.split("\n") if line.strip())
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in {"soort", "status", "logo"}:
                yield from texts(getattr(value, field.name))


def markers(pdf_text: str) -> list[str]:
    return re.findall(r"‹noginvullen:(.*?)›", pdf_text)


@pytest.mark.parametrize("naam", ["ret_stuk", "jbt_stuk"])
def test_everything_that_was_said_stands_in_the_verslag(request: pytest.FixtureRequest, blad: Open, naam: str) -> None:
    stuk = request.getfixturevalue(naam)
    made = blad(verslag_pdf(stuk))
    missing = [text for text in texts(stuk) if not made.holds(text)]
    assert missing == []
    for dag in ("26-03-2026", "09-04-2026", "19-03-2026") if stuk.soort == "RET" else ("17-03-2026", "17 maart 2026"):
        assert made.holds(dag)


def test_the_voices_come_first_and_the_acties_last(blad: Open, ret_stuk: VerslagStuk) -> None:
    page = blad(verslag_pdf(replace(ret_stuk, punten=ret_stuk.punten[:1]))).text
    order = [
        "Stemvandeouders",
        "Stemvandejeugdige",
        "Vraagaandetafel",
        "Watisgeprobeerd",
        "Analyse:Jeugdige",
        "Oorzakenvanvastlopen",
        "Besluit1.1",
        "Gezinshuisvragenomeengesprek",
    ]
    places = [page.index(word) for word in order]
    assert places == sorted(places)


def test_lists_and_signatures_close_the_verslag(blad: Open, jbt_stuk: VerslagStuk) -> None:
    made = blad(verslag_pdf(jbt_stuk))
    assert made.outline == [
        "Nog in te vullen",
        "Aanwezigen",
        "Punt 1 (Voorst)",
        *(
            "Vraag aan de tafel",
            "Wat is geprobeerd",
            "Wat gaat goed",
            "Zorgen: feiten",
            "Zorgen: meningen",
            "Visie van de indiener",
            "Visie van de gecertificeerde instelling",
            "Visie van de Raad voor de Kinderbescherming",
            "Besluit per kind",
            "Veiligheidsafspraken",
            "Acties",
        ),
        "Besluitenlijst",
        "Ondertekening",
    ]
    tail = made.text[made.text.index("Besluitenlijst") :]
    for kind in ("Mila Verhoef (13 jaar)", "Sem Verhoef (9 jaar)", "Finn Kowalczyk (4 jaar)"):
        assert "".join(kind.split()) in tail
    assert tail.count("Handtekening") == 2
    assert tail.count("Datum") == 2


def test_metadata_and_outline_hold_no_person(blad: Open, jbt_stuk: VerslagStuk) -> None:
    made = blad(verslag_pdf(jbt_stuk))
    seen = " ".join([*map(str, made.reader.metadata.values()), *made.outline])
    assert made.reader.metadata["/Title"] == "Verslag JBT Z-JBT-2026-03"
    names = {w for a in jbt_stuk.aanwezigen for w in a.naam.split()} | {"Sem", "Finn", "Verhoef-Kowalczyk"}
    assert [name for name in names if len(name) > 2 and name in seen] == []


@pytest.mark.parametrize(
    ("status", "words"),
    [("concept", {"CONCEPT"}), ("ter reactie", {"TER REACTIE"}), ("vastgesteld", set())],
)
def test_a_verslag_that_is_not_final_says_so_on_every_page(
    blad: Open, ret_stuk: VerslagStuk, status: Status, words: set[str]
) -> None:
    for page in blad(verslag_pdf(replace(ret_stuk, status=status, oefening=False))).pages:
        assert {word for word in ("OEFENING", "CONCEPT", "TER REACTIE") if word in page} == words


def test_a_concept_of_an_oefening_carries_both_words(blad: Open, jbt_stuk: VerslagStuk) -> None:
    for page in blad(verslag_pdf(jbt_stuk)).pages:
        assert "OEFENING" in page
        assert "CONCEPT" in page


def test_a_complete_verslag_has_no_gaps(blad: Open, ret_stuk: VerslagStuk) -> None:
    assert gaps(ret_stuk) == ()
    concept = blad(verslag_pdf(replace(ret_stuk, status="concept")))
    assert markers(concept.text) == []
    assert "Nog in te vullen" not in concept.outline


def test_gaps_of_a_jbt_verslag(blad: Open, jbt_stuk: VerslagStuk) -> None:
    assert gaps(jbt_stuk) == (
        "plaats",
        "secretaris",
        "punt 1: wat is geprobeerd",
        "punt 1: besluit kind 2",
        "punt 1: motivering besluit kind 3",
        "punt 1: reden van het voorbehoud bij besluit kind 3",
        "punt 1: datum terugmelding bij besluit kind 3",
        "punt 1: wie actie 2 doet",
        "punt 1: datum actie 2",
        "punt 1: datum actie 3",
    )
    front = blad(verslag_pdf(jbt_stuk)).text
    assert "10gegevensontbrekennog" in front
    assert "‹noginvullen:besluitkind2›" in front


def test_a_gap_is_red(blad: Open, jbt_stuk: VerslagStuk) -> None:
    colours = {
        character.graphicstate.ncolor
        for _, _, character in blad(verslag_pdf(jbt_stuk)).characters()
        if character.get_text() == "‹"
    }
    assert len(colours) == 1
    red, green, blue = colours.pop()
    assert red > 0.6
    assert max(green, blue) < 0.2


def test_a_drang_besluit_needs_a_day_to_report_back(jbt_stuk: VerslagStuk) -> None:
    drang = BesluitRegel(kind="K", besluit="Drang", motivering="m", genomen_door="v", status="definitief")
    punt = replace(jbt_stuk.punten[0], geprobeerd="x", acties=(), besluiten=(drang,))
    whole = replace(jbt_stuk, plaats="P", secretaris="S", punten=(punt,))
    assert gaps(whole) == ("punt 1: datum terugmelding bij besluit kind 1",)
    for better in (
        replace(punt, terugmelding=date(2026, 6, 12)),
        replace(punt, besluiten=(replace(drang, terugmelding=date(2026, 6, 12)),)),
    ):
        assert gaps(replace(whole, punten=(better,))) == ()


def test_an_empty_verslag_asks_for_everything(blad: Open) -> None:
    stuk = VerslagStuk(soort="JBT", nummer="Z-1", titel="", datum=date(2026, 1, 5), organisatie="Regio")
    assert gaps(stuk) == ("plaats", "begintijd", "voorzitter", "secretaris", "aanwezigen", "agendapunten")
    made = blad(verslag_pdf(stuk))
    assert "Geen besluiten genomen." in made.pages[0] + made.pages[-1]
    assert set(markers(made.text)) == {"plaats", "begintijd", "voorzitter", "secretaris", "aanwezigen", "agendapunten"}


blank = st.sampled_from(["", " ", "\u200b", "\n"])


@st.composite
def stukken(draw: st.DrawFn) -> VerslagStuk:
    """Stukken in which any field may be missing."""

    def some(word: str) -> str:
        return draw(st.one_of(st.just(word), blank))

    def besluit(at: int) -> BesluitRegel:
        return BesluitRegel(
            kind=some(f"Kind {at}"),
            besluit=draw(st.sampled_from(["", "Drang", "Raadsonderzoek"])),
            motivering=some("omdat"),
            genomen_door=some("tafel"),
            status=draw(st.sampled_from(["definitief", "onder voorbehoud"])),
            voorbehoud_reden=some("reden"),
            terugmelding=draw(st.sampled_from([None, date(2026, 6, 1)])),
        )

    def actie(at: int) -> ActieRegel:
        day = draw(st.sampled_from([None, date(2026, 6, 1)]))
        return ActieRegel(omschrijving=f"a{at}", eigenaar=some("wie"), datum=day, klaar=draw(st.booleans()))

    def punt(at: int) -> Punt:
        return Punt(
            nummer=at,
            aanduiding=f"Casus {at}",
            stem_ouders=some("o"),
            stem_jeugdige=some("j"),
            vraag=some("v"),
            geprobeerd=some("g"),
            besluiten=tuple(besluit(n) for n in range(draw(st.integers(0, 2)))),
            acties=tuple(actie(n) for n in range(draw(st.integers(0, 2)))),
        )

    return VerslagStuk(
        soort=draw(st.sampled_from(["RET", "JBT"])),
        nummer="Z-1",
        titel="t",
        datum=date(2026, 1, 5),
        plaats=some("p"),
        begintijd=some("09:00"),
        organisatie="Regio",
        voorzitter=some("x"),
        secretaris=some("y"),
        aanwezigen=draw(st.sampled_from([(), (Aanwezige(naam="n", rol="r"),)])),
        punten=tuple(punt(n) for n in range(1, 1 + draw(st.integers(0, 2)))),
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stuk=stukken())
def test_the_gaps_on_paper_are_the_gaps_that_block(blad: Open, stuk: VerslagStuk) -> None:
    printed = set(markers(blad(verslag_pdf(stuk)).text))
    asked = {"".join(gap.split(": ", 1)[-1].split()) for gap in gaps(stuk)}
    assert printed == asked


def inside(blad: Open, pdf: bytes) -> bool:
    """Whether every character lies within the margins; the watermark runs over the text area by design."""
    return all(
        c.x0 >= MARGE - 1 and c.x1 <= page.width - MARGE + 3 and c.y0 > 20 and c.y1 < page.height - 20
        for _, page, c in blad(pdf).characters()
        if c.size < WATERMERK
    )


def test_a_name_of_200_letters_wraps_and_stays_whole(blad: Open, jbt_stuk: VerslagStuk) -> None:
    long_name = "Wolfeschlegelsteinhausenbergerdorff" * 6
    long_name = long_name[:200]
    besluit = replace(jbt_stuk.punten[0].besluiten[0], kind=long_name)
    actie = ActieRegel(omschrijving=long_name, eigenaar=long_name, datum=date(2026, 4, 1))
    punt = replace(jbt_stuk.punten[0], aanduiding=long_name, besluiten=(besluit,), acties=(actie,))
    stuk = replace(
        jbt_stuk,
        organisatie=long_name,
        voorzitter=long_name,
        titel=long_name,
        aanwezigen=(Aanwezige(naam=long_name, rol=long_name, organisatie=long_name, gemeente=long_name),),
        punten=(punt,),
    )
    pdf = verslag_pdf(stuk)
    assert inside(blad, pdf)
    # Titel, sender, chair twice, heading, four cells, kind twice, action and owner twice: nothing cut.
    assert blad(pdf).text.count(long_name) >= 10


def test_polish_and_turkish_names_come_back_letter_for_letter(blad: Open, ret_stuk: VerslagStuk) -> None:
    names = ("Çağla Yıldırım", "Łukasz Wiśniewski", "Şükrü İpekçi", "Żaneta Święcicka", "Zoë d’Ancona", "Nguyễn")
    aanwezigen = tuple(Aanwezige(naam=naam, rol="ouder") for naam in names)
    made = blad(verslag_pdf(replace(ret_stuk, aanwezigen=aanwezigen)))
    assert [naam for naam in names if not made.holds(naam)] == []


def test_what_looks_like_markup_prints_as_typed(blad: Open, jbt_stuk: VerslagStuk) -> None:
    odd = '<b>& </para> <img src="file:///etc/passwd"/> &amp; {x}'
    punt = replace(
        jbt_stuk.punten[0], stem_ouders=odd, aanduiding=odd, besluiten=(BesluitRegel(kind=odd, besluit=odd),)
    )
    made = blad(verslag_pdf(replace(jbt_stuk, organisatie=odd, titel=odd, punten=(punt,))))
    assert made.text.count("".join(odd.split())) >= 6
    assert len(made.reader.pages[0].images) == 0


def test_a_gezin_of_six_has_six_besluiten(blad: Open, jbt_stuk: VerslagStuk) -> None:
    kinderen = ("Ada", "Bo", "Cor", "Dex", "Eef", "Fay")
    besluiten = tuple(
        BesluitRegel(
            kind=k, besluit=f"Vrijwillig kader voor {k}", motivering=f"Reden {k}", genomen_door="t", status="definitief"
        )
        for k in kinderen
    )
    made = blad(verslag_pdf(replace(jbt_stuk, punten=(replace(jbt_stuk.punten[0], besluiten=besluiten),))))
    for number, kind in enumerate(kinderen, start=1):
        assert made.holds(f"Besluit 1.{number} – {kind}")
        assert made.holds(f"Reden {kind}")


def long_stuk(stuk: VerslagStuk, words: int) -> VerslagStuk:
    text = " ".join(f"woord{n:04d}" for n in range(words))
    punt = stuk.punten[0]
    besluit = replace(punt.besluiten[0], motivering=text.replace("woord", "reden"))
    actie = replace(
        punt.acties[0], omschrijving=text.replace("woord", "actie"), eigenaar=text.replace("woord", "eigen")
    )
    punt = replace(punt, stem_ouders=text, vraag=text.replace("woord", "vraag"), besluiten=(besluit,), acties=(actie,))
    people = tuple(Aanwezige(naam=f"Persoon {n}", rol=f"rol {n}", organisatie=f"org {n}") for n in range(60))
    return replace(stuk, punten=(punt,), aanwezigen=people)


def test_a_verslag_of_twelve_pages_loses_nothing(blad: Open, ret_stuk: VerslagStuk) -> None:
    pdf = verslag_pdf(long_stuk(ret_stuk, 700))
    made = blad(pdf)
    assert len(made.pages) >= 12
    assert inside(blad, pdf)
    for stem, times in (("woord", 1), ("reden", 1), ("vraag", 1), ("actie", 1), ("eigen", 1)):
        found = [int(n) for n in re.findall(rf"{stem}(\d{{4}})", made.text)]
        assert sorted(found) == sorted(list(range(700)) * times)
    assert made.pages[-1].strip().endswith(f"Pagina {len(made.pages)} van {len(made.pages)}") or (
        f"Pagina {len(made.pages)} van {len(made.pages)}" in made.pages[-1]
    )


def test_the_head_of_a_table_comes_back_on_each_page(blad: Open, ret_stuk: VerslagStuk) -> None:
    pages = blad(verslag_pdf(long_stuk(ret_stuk, 5))).pages
    with_people = [page for page in pages if re.search(r"Persoon \d+", page)]
    assert len(with_people) > 1
    for page in with_people:
        assert page.index("Organisatie") < page.index("Persoon")


@pytest.mark.parametrize("words", [60, 190, 320])
def test_no_heading_stands_alone_at_the_foot_of_a_page(blad: Open, ret_stuk: VerslagStuk, words: int) -> None:
    lowest: dict[int, tuple[float, float, str]] = {}
    for number, _, c in blad(verslag_pdf(long_stuk(ret_stuk, words))).characters():
        if c.size < WATERMERK and c.y0 > ONDERRAND and c.get_text().strip():
            lowest[number] = min(lowest.get(number, (1e9, 0, "")), (c.y0, c.size, c.fontname))
    assert lowest
    for y, size, font in lowest.values():
        is_heading = "SemiBold" in font and size > 10.2
        assert not is_heading, (y, size, font)


def test_each_gezin_has_its_own_pages(blad: Open, ret_stuk: VerslagStuk) -> None:
    for page in blad(verslag_pdf(ret_stuk)).pages[1:-1]:
        assert ("RET-2026-014" in page) + ("RET-2026-017" in page) <= 1


def test_the_same_stuk_gives_the_same_bytes(ret_stuk: VerslagStuk, jbt_stuk: VerslagStuk) -> None:
    assert verslag_pdf(ret_stuk) == verslag_pdf(ret_stuk)
    assert verslag_pdf(jbt_stuk) == verslag_pdf(jbt_stuk)
    assert verslag_pdf(ret_stuk) != verslag_pdf(replace(ret_stuk, plaats="Elders"))
