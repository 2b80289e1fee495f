"""From concept through ter reactie to vastgesteld, a correction, reactions, and who got which version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.services.besluiten import NieuwBesluit
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG
from tests.consultaties import consulteer

DAG = date(2026, 11, 12)


def text_of(pdf: bytes) -> str:
    return " ".join("\n".join(p.extract_text() for p in PdfReader(BytesIO(pdf)).pages).split())


AYA = date(2015, 5, 1)


def held(s: Sessie, gezinnen: tuple[str, ...] = ("Proef",), aya: date = AYA) -> tuple[int, list[int]]:
    """A JBT zitting with everything filled in, one item per gezin; `aya` is the birthday of the youngest child."""
    zitting = s.zittingen.plan(ZittingSoort.JBT, DAG, "9.30", "Stadhuis")
    for naam, rol in (("Vera V. (fictief)", "voorzitter"), ("Siem S. (fictief)", "secretaris")):
        s.presenties.zet(s.presenties.add(zitting, naam=naam, rol=rol), "aanwezig")
    punten = []
    for gezin in gezinnen:
        kinderen = (("Aya", "", gezin, aya), ("Bo", "", gezin, date(2009, 5, 1)))
        vtb = s.vtbs.add(NieuweVtb(f"gezin {gezin}", "0301", date(2026, 11, 2), "wijkteam", kinderen))
        consulteer(s, vtb, date(2026, 11, 3))
        punten.append(s.zittingen.add_punt(zitting, vtb_id=vtb))
    s.zittingen.houden(zitting)
    for punt in s.zittingen.dossier(zitting).punten:
        for field in ("stem_jeugdige", "stem_ouders", "vraag", "geprobeerd", "zorgen_meningen"):
            s.zittingen.change_punt(punt.id, field, f"{field} van {punt.titel}.")
        for kind in punt.kinderen:
            s.besluiten.set_besluit(
                NieuwBesluit(punt.id, kind.id, "vrijwillig", "", f"Motivering {kind.naam}", "de tafel")
            )
    return zitting, punten


def test_ter_reactie_has_a_last_day_and_stays_open(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punten = held(s)
    assert s.verslagen.ter_reactie(zitting) == date(2026, 12, 4), "14 days is the default"
    assert s.zittingen.dossier(zitting).status is ZittingStatus.TER_REACTIE
    text = text_of(s.verslagen.verslag(zitting).pdf)
    assert "TER REACTIE" in text
    assert "4 december 2026" in text
    s.zittingen.change_punt(punten[0], "vraag", "Andere vraag.")
    with pytest.raises(FieldError, match="voorbij"):
        s.verslagen.ter_reactie(zitting, date(2026, 11, 1))
    s.verslagen.vaststellen(zitting)
    assert s.zittingen.dossier(zitting).status is ZittingStatus.VASTGESTELD


def test_a_correction_is_a_new_version_and_the_old_one_stays(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punten = held(s)
    with pytest.raises(UserError, match="niet vastgesteld"):
        s.verslagen.corrigeren(zitting, "Fout")
    first = s.verslagen.vaststellen(zitting)
    old = s.verslagen.verslag(zitting).pdf
    with pytest.raises(FieldError, match="waarom"):
        s.verslagen.corrigeren(zitting, "  ")
    s.verslagen.corrigeren(zitting, "De vraag stond er verkeerd in")
    assert "CONCEPT" in text_of(s.verslagen.verslag(zitting).pdf)
    s.zittingen.change_punt(punten[0], "vraag", "De goede vraag.")
    second = s.verslagen.vaststellen(zitting)
    stand = s.verslagen.stand(zitting)
    assert [(x.volgnummer, x.sha256, x.reden) for x in stand.versies] == [
        (2, second, "De vraag stond er verkeerd in"),
        (1, first, ""),
    ]
    assert s.verslagen.vaste_versie(stand.versies[1].id).pdf == old
    new = s.verslagen.verslag(zitting).pdf
    assert hashlib.sha256(new).hexdigest() == second
    assert "De goede vraag." in text_of(new)
    assert "verbeterd: De vraag stond er verkeerd in" in text_of(new)
    with pytest.raises(UserError, match="ligt daarmee vast"):
        s.zittingen.change_punt(punten[0], "vraag", "Nog een vraag.")


def test_what_was_vastgesteld_cannot_be_undone(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, _punten = held(s)
    s.verslagen.vaststellen(zitting)
    step = s.ongedaan.lijst()[0]
    assert step.handeling == "verslag vastgesteld"
    assert "correctie" in step.belet


def test_a_reaction_is_appended_and_the_fixed_bytes_stay(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punten = held(s)
    s.verslagen.vaststellen(zitting)
    fixed = s.verslagen.verslag(zitting).pdf
    assert s.verslagversies.maak(zitting, "dossier").inhoud == fixed
    s.verslagen.reactie_toevoegen(zitting, van="moeder", rol="ouder", tekst="Ik zie het\nanders.", ontvangen_op=VANDAAG)
    assert s.verslagen.verslag(zitting).pdf == fixed
    (group,) = s.zoeken.alles("anders").groepen
    assert (group.naam, [(t.soort, t.id) for t in group.treffers]) == (
        "Reacties op een verslag",
        [("zitting", zitting)],
    )
    whole = text_of(s.verslagversies.maak(zitting, "dossier").inhoud)
    assert "Ik zie het anders." in whole
    assert "Motivering Aya Proef" in whole
    assert s.verslagen.stand(zitting).reacties[0].punt_id == punten[0]
    for wrong in ({"van": " "}, {"tekst": ""}, {"rol": "baas"}, {"ontvangen_op": date(2026, 12, 24)}):
        values = {"van": "vader", "rol": "ouder", "tekst": "Nee.", "ontvangen_op": VANDAAG} | wrong
        with pytest.raises(FieldError):
            s.verslagen.reactie_toevoegen(zitting, **values)  # type: ignore[arg-type] # one of them is wrong


def test_a_version_never_holds_another_gezin_and_sending_is_logged(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punten = held(s, ("Proef", "Ander"))
    with pytest.raises(FieldError, match="meer dan één gezin"):
        s.verslagversies.maak(zitting, "ouders")
    with pytest.raises(FieldError, match="agendapunt"):
        s.verslagen.reactie_toevoegen(zitting, van="moeder", rol="ouder", tekst="Nee.", ontvangen_op=VANDAAG)
    s.verslagen.vaststellen(zitting)
    sent = s.verslagversies.verstuur(zitting, "ouders", punt_id=punten[0], naam="moeder", wijze="post")
    text = text_of(sent.inhoud)
    assert "Aya Proef" in text
    assert "Ander" not in text
    (logged,) = s.verslagen.stand(zitting).verzendingen
    assert (logged.ontvanger, logged.naam, logged.wijze, logged.punt_id) == ("ouders", "moeder", "post", punten[0])
    parents = s.verslagversies.versies(zitting)[0]
    assert parents.weg == (("label", "Alles over de andere punten van deze zitting"),)
    assert logged.sha256 == hashlib.sha256(sent.inhoud).hexdigest()
    fixed = s.verslagen.verslag(zitting).pdf
    dossier = text_of(s.verslagversies.maak(zitting, "dossier").inhoud)
    assert "Verslag voor ouders (punt 1) moeder post" in " ".join(dossier.split())
    for version in s.verslagversies.versies(zitting):
        words = " ".join(text for _kind, text in version.tekst)
        assert ("Verzonden" in words) == (version.ontvanger == "dossier")
    assert s.verslagen.verslag(zitting).pdf == fixed
    assert "zorgen_meningen" in logged.blokken
    assert "hiaten" not in logged.blokken


def test_all_versions_go_out_as_one_act_and_only_when_something_changed(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, _punten = held(s)
    guest = s.presenties.add(zitting, naam="Gi G. (fictief)", rol="gi")
    s.presenties.zet(guest, "aanwezig")
    s.uitnodigingen.anders_uitgenodigd(zitting)
    assert all(not v.verzonden for v in s.verslagversies.versies(zitting)), "an invitation is no verslag"
    s.verslagen.vaststellen(zitting)
    written: list[dict[str, bytes]] = []

    def refuse(_files: Mapping[str, bytes]) -> None:
        raise UserError("In deze map kan niet worden geschreven.")

    with pytest.raises(UserError, match="map"):
        s.verslagversies.verstuur_alle(zitting, refuse)
    before = len(s.verslagen.stand(zitting).verzendingen)
    count = s.verslagversies.verstuur_alle(zitting, lambda files: written.append(dict(files)), wijze="post")
    sent = [v for v in s.verslagen.stand(zitting).verzendingen if v.soort == "verslag"]
    assert (count, len(written[0]), len(sent)) == (1, 1, 1), "the GI; nobody else came, the dossier stays"
    assert len(s.verslagen.stand(zitting).verzendingen) == before + 1, "what was not written is not logged"
    assert {v.sha256 for v in sent} == {hashlib.sha256(content).hexdigest() for content in written[0].values()}
    assert {v.wijze for v in sent} == {"post"}
    assert not any("fictief" in name or "Proef" in name for name in written[0])
    with pytest.raises(UserError, match="heeft die al"):
        s.verslagversies.verstuur_alle(zitting, lambda files: written.append(dict(files)))
    s.verslagen.reactie_toevoegen(zitting, van="Moeder", rol="ouder", tekst="Het klopt.", ontvangen_op=DAG)
    assert s.verslagversies.verstuur_alle(zitting, lambda files: written.append(dict(files))) == 1
    with pytest.raises(FieldError, match="verstuurd"):
        s.verslagversies.verstuur_alle(zitting, refuse, wijze="duif")


def test_the_versions_follow_age_and_table(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punten = held(s)
    found = s.verslagversies.versies(zitting)
    assert [(v.ontvanger, v.kind_id is not None, v.krijgt) for v in found] == [
        ("ouders", False, True),
        ("jeugdige-16", True, True),
        ("vertrouwenspersoon", False, False),
        ("rvdk", False, True),
        ("gi", False, True),
        ("indiener", False, True),
        ("toegang", False, True),
        ("deelnemer", False, True),
        ("dossier", False, True),
    ]
    bo = found[1]
    told = "\n".join(text for _kind, text in bo.tekst)
    assert "Motivering Bo Proef" in told
    assert "Motivering Aya Proef" not in told
    assert "\n".join(text for _k, text in found[2].weg).count("zorgen_meningen van") == 1
    assert found[-1].namen == ("Vera V. (fictief)", "Siem S. (fictief)")
    assert {v.ontvanger for v in s.verslagversies.kies(zitting, "jeugdige")} == {"jeugdige-16"}
    with pytest.raises(FieldError, match="Kies uit"):
        s.verslagversies.kies(zitting, "buurman")
    assert punten == [found[0].punt_id]


def test_each_child_of_twelve_or_more_has_an_own_version_that_is_sent_apart(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punten = held(s, aya=date(2013, 5, 1))

    def children() -> dict[str, tuple[int | None, tuple[str, ...]]]:
        own = [v for v in s.verslagversies.versies(zitting) if v.kind_id is not None]
        return {v.voor.split(" ")[0]: (v.kind_id, tuple(x.naam for x in v.verzonden)) for v in own}

    bo, aya = children()["Bo"][0], children()["Aya"][0]
    assert bo != aya
    s.verslagversies.verstuur(zitting, "jeugdige-16", punt_id=punten[0], kind_id=bo, naam="Bo (fictief)")
    assert children() == {"Bo": (bo, ("Bo (fictief)",)), "Aya": (aya, ())}
    s.verslagversies.verstuur(zitting, "jeugdige-12-15", punt_id=punten[0], kind_id=aya, naam="Aya (fictief)")
    assert children() == {"Bo": (bo, ("Bo (fictief)",)), "Aya": (aya, ("Aya (fictief)",))}


def test_two_children_with_the_same_version_are_told_apart(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punten = held(s, aya=date(2009, 5, 2))
    first, second = [v for v in s.verslagversies.versies(zitting) if v.kind_id is not None]
    assert first.ontvanger == second.ontvanger == "jeugdige-16"
    s.verslagversies.verstuur(zitting, "jeugdige-16", punt_id=punten[0], kind_id=first.kind_id, naam="een (fictief)")
    found = [bool(v.verzonden) for v in s.verslagversies.versies(zitting) if v.kind_id is not None]
    assert found == [True, False]


def test_children_of_two_gemeenten_in_one_gezin_stand_with_both(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, _punten = held(s)
    kind = s.zittingen.dossier(zitting).punten[0].kinderen[1]
    s.kinderen.change(kind.id, "gemeente", "0285")
    assert s.zittingen.dossier(zitting).punten[0].gemeenten == ("0301", "0285")
    assert "gemeente Zutphen en Voorst" in text_of(s.verslagversies.maak(zitting, "dossier").inhoud)
    assert "Zutphen en Voorst" in text_of(s.sjablonen.maak("agenda", zitting).inhoud)


def test_the_region_changes_the_rule(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, _punten = held(s)
    s.verslagversies.set_verdeling("ouders", krijgt=True, blokken=["besluiten", "stem_ouders"])
    text = text_of(s.verslagversies.maak(zitting, "ouders").inhoud)
    assert "stem_ouders van" in text
    assert "zorgen_meningen van" not in text
    s.verslagversies.reset_verdeling()
    assert "zorgen_meningen van" in text_of(s.verslagversies.maak(zitting, "ouders").inhoud)
    with pytest.raises(FieldError, match="altijd"):
        s.verslagversies.set_verdeling("dossier", krijgt=False, blokken=[])
    with pytest.raises(FieldError, match="bestaat niet"):
        s.verslagversies.set_verdeling("ouders", krijgt=True, blokken=["roddels"])


def test_the_version_of_a_child_holds_nothing_that_a_brother_or_sister_said(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, (punt,) = held(s)
    s.zittingen.change_punt(
        punt,
        "stem_jeugdige",
        "Niemand weet van wie dit is.\nBo Proef, apart gehoord op 10-11-2026: ik wil blijven.\nEn naar opa.\n"
        "Aya: ik ben bang.\nNog iets van Aya.\nmoeder: zij slaapt slecht.",
    )
    s.tafelregels.add(punt, "s Aya: ik droom ervan")
    s.tafelregels.add(punt, "s Bo: ik help mee")
    lines = {
        kind.voornaam: s.tafelregels.add(punt, f"a {kind.voornaam} bellen @toegang +5wd")
        for kind in s.zittingen.dossier(zitting).punten[0].kinderen
    }
    for kind in s.zittingen.dossier(zitting).punten[0].kinderen:
        s.tafelregels.set_kind(lines[kind.voornaam], kind.id)
    (bo,) = [v for v in s.verslagversies.versies(zitting) if v.kind_id is not None]
    told = "\n".join(text for _kind, text in bo.tekst)
    for own in ("ik wil blijven", "En naar opa", "ik help mee", "Bo bellen"):
        assert own in told, own
    for other in ("bang", "Nog iets", "slaapt slecht", "droom", "Aya bellen", "Niemand weet"):
        assert other not in told, other
