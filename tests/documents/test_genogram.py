"""The genogram on paper: every fact in words too, the frame of the house, nothing personal outside the pages."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from expertteam_app.documents.genogram import GenogramStuk, genogram_pdf
from expertteam_app.domain.genogram_maken import maak_genogram
from expertteam_app.domain.genogram_tekst import lees_als_tekst
from expertteam_app.domain.netwerk import Gezinskind, Gezinslid, Gezinsrelatie, Netwerk, Partnerschap


def label(code: str) -> str:
    return f"rol {code}"


def stuk(children: int = 2, *, oefening: bool = True) -> GenogramStuk:
    kids = tuple(
        Gezinskind(n, f"Kind{n} Verzonnen", "m", date(2010 + n, 1, 1), ("RET-2026-001",) if n == 1 else ())
        for n in range(1, children + 1)
    )
    people = (
        Gezinslid(1, "Çağla", "van", "Voorbeeld", "v"),
        Gezinslid(2, "Ed", "", "Verzonnen", "m", overleden=True),
        Gezinslid(3, instelling="De Voogdij (fictief)"),
        Gezinslid(4, "Juf", "", "Lettertje", "v"),
    )
    relations = [Gezinsrelatie(n, who, k.id, "112", "ja") for k in kids for who, n in ((1, k.id), (2, 100 + k.id))]
    relations += [Gezinsrelatie(201, 3, 1, "191", "ja"), Gezinsrelatie(202, 4, 1, "413", "nee")]
    netwerk = Netwerk(1, "gezin", kids, people, tuple(relations), (Partnerschap(1, 1, 2, "gescheiden"),))
    return GenogramStuk(
        "Zorgregio (fictief)",
        "RET-2026-001",
        maak_genogram(netwerk, label, 1),
        lees_als_tekst(netwerk, label),
        date(2026, 11, 20),
        oefening=oefening,
    )


def test_the_page_lies_and_holds_picture_legend_frame_and_words() -> None:
    reader = PdfReader(BytesIO(genogram_pdf(stuk())))
    first, second = (page.extract_text() for page in reader.pages)
    width, height = reader.pages[0].mediabox[2:]
    assert float(width) > float(height)
    for words in (
        "Çağla van",
        "Ed Verzonnen",
        "De Voogdij",
        "Lettertje",
        "geb. 01-01-2011",
        "OEFENING",
        "Professionals",
    ):
        assert words in first
    for words in (
        "man",
        "vrouw",
        "instelling",
        "overleden",
        "gescheiden",
        "ouder van",
        "Vertrouwelijk",
        "Pagina 1 van 2",
    ):
        assert words in first
    assert "grootouder van" not in first, "the legend explains only what is drawn"
    assert "Gescheiden van Ed Verzonnen." in " ".join(second.split())
    assert "OEFENING" not in PdfReader(BytesIO(genogram_pdf(stuk(oefening=False)))).pages[0].extract_text()


def test_the_same_gives_the_same_bytes_and_names_nobody_outside_the_pages() -> None:
    pdf = genogram_pdf(stuk())
    assert pdf == genogram_pdf(stuk())
    reader = PdfReader(BytesIO(pdf))
    told = " ".join(str(value) for value in (reader.metadata or {}).values())
    assert "RET-2026-001" in told
    for name in ("Verzonnen", "Voorbeeld", "Lettertje"):
        assert name not in told
        assert name not in str([item for item in reader.outline if not isinstance(item, list)])


def test_a_gezin_of_twelve_children_still_fits_on_one_page() -> None:
    reader = PdfReader(BytesIO(genogram_pdf(stuk(12))))
    assert "Kind12" in reader.pages[0].extract_text()
