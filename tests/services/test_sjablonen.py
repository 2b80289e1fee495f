from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from expertteam_app.db.tables import AanwezigheidRow
from expertteam_app.documents.sjabloon import SjabloonFout
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.sjabloon import SJABLONEN
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.sjablonen import Aan, shipped_text
from tests.services.test_verslagen import held


def text_of(pdf: bytes) -> str:
    return " ".join("\n".join(p.extract_text() for p in PdfReader(BytesIO(pdf)).pages).split())


def test_an_own_text_is_a_version_and_the_shipped_one_comes_back(lege_sessie: Sessie) -> None:
    s = lege_sessie
    assert [x.versie for x in s.sjablonen.alle()] == [0] * len(SJABLONEN)
    assert s.sjablonen.bewaar("agenda", "# Onze agenda\n\n{agenda}") == 1
    own = next(x for x in s.sjablonen.alle() if x.code == "agenda")
    assert (own.eigen, own.tekst) == (True, "# Onze agenda\n\n{agenda}\n")
    with pytest.raises(SjabloonFout, match="Regel 1, teken 3"):
        s.sjablonen.bewaar("agenda", "# {agnda}")
    assert s.sjablonen.terugzetten("agenda") == 2
    assert not next(x for x in s.sjablonen.alle() if x.code == "agenda").eigen
    assert [(x.versie, x.eigen) for x in s.sjablonen.versies("agenda")] == [(2, False), (1, True)]
    assert s.sjablonen.voorbeeld("agenda")[0] == ("kop0", "Agenda JBT")
    assert s.sjablonen.voorbeeld("agenda", "# Proef {tafel_kort}") == (("kop0", "Proef JBT"),)
    assert shipped_text("agenda").startswith("# Agenda")
    with pytest.raises(FieldError, match="bestaat niet"):
        s.sjablonen.voorbeeld("gedicht")


def test_a_template_that_is_too_long_is_refused_with_its_length(lege_sessie: Sessie) -> None:
    with pytest.raises(FieldError, match="20001 tekens; er passen er 20000 in"):
        lege_sessie.sjablonen.bewaar("agenda", "a" * 20_000)
    assert lege_sessie.sjablonen.bewaar("agenda", "a" * 19_999) == 1


def test_a_letter_holds_its_own_gezin_only_and_shows_what_it_lacks(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punten = held(s, ("Proef", "Ander"))
    text = text_of(s.sjablonen.maak("uitnodiging-professional", zitting, punt_id=punten[0]).inhoud)
    assert "gezin Proef" in text
    assert "Ander" not in text
    assert "‹nog invullen: wie de brief krijgt: naam en soms adres›" in text
    whole = text_of(s.sjablonen.maak("besluitenlijst", zitting).inhoud)
    assert whole.count("Vrijwillig kader") == 4
    letter = s.sjablonen.maak(
        "uitnodiging-ouders", zitting, punt_id=punten[1], aan=Aan("Mw. A", "mevrouw A"), vorm="docx"
    )
    assert letter.inhoud.startswith(b"PK")
    assert letter.bestandsnaam == "Z-JBT-2026-001-uitnodiging-ouders.docx"
    with pytest.raises(FieldError):
        s.sjablonen.maak("agenda", zitting, vorm="rtf")


def test_each_guest_gets_a_letter_of_their_own_and_it_is_logged(lege_sessie: Sessie, tmp_path: Path) -> None:
    s = lege_sessie
    zitting, punten = held(s, ("Proef", "Ander"))
    mother = s.presenties.add(zitting, naam="Mw. Proef (fictief)", rol="ouder")
    s.presenties.add(zitting, naam="Mw. Onbekend (fictief)", rol="ouder")
    with s.context.write("genodigd voor een punt") as session:
        row = session.get(AanwezigheidRow, mother)
        assert row is not None
        row.agendapunt_id = punten[0]
    s.presenties.add(zitting, naam="G. Instelling (fictief)", rol="gi")
    paths = s.sjablonen.schrijf_brieven(zitting, tmp_path, punten[0])
    assert [path.name for path in paths] == [
        "brief-1-uitnodiging-professional.pdf",
        "brief-2-uitnodiging-ouders.pdf",
        "brief-3-uitnodiging-professional.pdf",
    ]
    text = text_of(paths[1].read_bytes())
    assert "Beste Mw. Proef (fictief)," in text
    assert "nog invullen" not in text
    assert "Ander" not in text
    assert "Onbekend" not in text
    sent = s.verslagen.stand(zitting).verzendingen
    assert [(v.soort, v.ontvanger, v.naam) for v in sent][::-1] == [
        ("brief", "uitnodiging-professional", "Vera V. (fictief)"),
        ("brief", "uitnodiging-ouders", "Mw. Proef (fictief)"),
        ("brief", "uitnodiging-professional", "G. Instelling (fictief)"),
    ]
