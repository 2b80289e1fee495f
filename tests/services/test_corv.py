"""From a besluit raadsonderzoek to a message: what the kluis knows goes along, what it lacks is said, rights first."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from expertteam_app.db.queries.zittingen import get_zitting
from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.corv import Belanghebbende, Documentsoort, Instelling, Medewerker, Organisatie, Systeem
from expertteam_app.domain.corv import Rol as RolIn
from expertteam_app.domain.corv_aanvulling import Aanvulling
from expertteam_app.domain.errors import FieldError, NoRightError, UserError
from expertteam_app.domain.netwerk import GROOTOUDER, MET_GEZAG, VOOGD, ZONDER_GEZAG
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.exchange.corv_schrijven import schrijf_vto
from expertteam_app.services.besluiten import NieuwBesluit, Terugmelding
from expertteam_app.services.corv import Corv, VtoWens
from expertteam_app.services.gezinnen import NieuweRelatie, NieuwLid
from expertteam_app.services.sessie import Sessie
from tests.consultaties import consulteer
from tests.exchange.corv_voorbeeld import BSNS, RNI, SCHEMA, faults, parsed

TAFEL = date(2026, 11, 12)
KETEN = Aanvulling(
    zender=Systeem("00000001001234567000", "Jeugdzorgapplicatie"),
    ontvanger=Systeem("RC0102", "Kinderbescherming"),
    medewerker=Medewerker("Verzinsel"),
    organisatie=Organisatie("Gemeente Epe"),
    kinderen={1: {"bsn": BSNS[1]}, 2: {"rni": RNI}},
    belanghebbenden={2: {"telefoon": "0570-000000"}},
)


class Tafel:
    """A VTB of three invented children at the table: two go to the Raad, one stays in drang."""

    def __init__(self, s: Sessie) -> None:
        self.s = s
        children = tuple((naam, "van de", "Proef-Ødegård", date(year, 5, 1)) for naam, year in NAMEN)
        vtb = s.vtbs.add(NieuweVtb("gezin Proef (fictief)", "0232", date(2026, 10, 29), "wijkteam", children))
        consulteer(s, vtb, date(2026, 11, 3))
        self.zitting = s.zittingen.plan(ZittingSoort.JBT, TAFEL, "9:00", "Kamer 1")
        self.punt = s.zittingen.add_punt(self.zitting, vtb_id=vtb)
        for naam, rol in (("Vera V. (fictief)", "voorzitter"), ("Siem S. (fictief)", "secretaris")):
            s.presenties.zet(s.presenties.add(self.zitting, naam=naam, rol=rol), "aanwezig")
        s.zittingen.houden(self.zitting)
        for field in ("stem_jeugdige", "stem_ouders", "vraag", "geprobeerd"):
            s.zittingen.change_punt(self.punt, field, "Besproken met iedereen aan tafel.")
        self.kinderen = [k.id for k in s.zittingen.dossier(self.zitting).punten[0].kinderen]
        soorten = ("raadsonderzoek", "raadsonderzoek", "drang")
        self.besluiten = [self.besluit(k, soort) for k, soort in zip(self.kinderen, soorten, strict=True)]
        self.gezin = s.vtbs.dossier(vtb).gezin_id

    def besluit(self, kind: int, soort: str) -> int:
        nieuw = NieuwBesluit(self.punt, kind, soort, "", "Omdat het moet", "de tafel", "GI (fictief)")
        return self.s.besluiten.set_besluit(
            replace(nieuw, terugmelding_op=date(2027, 2, 12) if soort == "drang" else None)
        )

    def mensen(self) -> None:
        """A mother with gezag over both, a GI as voogd over the second, a father without, a dead one, a grandfather."""
        een, twee, drie = self.kinderen
        add = self.s.gezinnen.add_lid
        both = (een, twee, drie)
        add(self.gezin, NieuwLid("Moé", "", "Verzonnen", "v"), [NieuweRelatie(k, MET_GEZAG, "ja") for k in both])
        add(self.gezin, NieuwLid(instelling="GI De Brug (fictief)"), [NieuweRelatie(twee, VOOGD, "ja")])
        add(self.gezin, NieuwLid("Vádim", "", "Bedacht", "m"), [NieuweRelatie(een, ZONDER_GEZAG, "nee")])
        gone = NieuwLid("Weg", "", "Bedacht", overleden=True)
        add(self.gezin, gone, [NieuweRelatie(een, ZONDER_GEZAG)])
        add(self.gezin, NieuwLid("Opa", "", "Bedacht"), [NieuweRelatie(een, GROOTOUDER), NieuweRelatie(een, "391")])
        add(self.gezin, NieuwLid("Ander", "", "Bedacht"), [NieuweRelatie(drie, ZONDER_GEZAG)])

    def wens(self, **more: object) -> VtoWens:
        return replace(VtoWens(self.besluiten[0], KETEN), **more)  # type: ignore[arg-type]  # as the test says


NAMEN = (("Aya", 2012), ("Bo", 2015), ("Cas", 2018))


@pytest.fixture
def tafel(lege_sessie: Sessie) -> Tafel:
    return Tafel(lege_sessie)


@pytest.fixture
def klaar(tafel: Tafel) -> Tafel:
    """With people around the children and a verslag that lies fast: nothing lacks any more."""
    tafel.mensen()
    tafel.s.verslagen.vaststellen(tafel.zitting)
    return tafel


def test_what_the_kluis_lacks_is_said_with_its_field(tafel: Tafel) -> None:
    found = tafel.s.corv.voorstel(VtoWens(tafel.besluiten[0]))
    assert {g.veld for g in found.gaten} == {
        *(f"{side}.{name}" for side in ("zender", "ontvanger") for name in ("organisatie", "applicatie")),
        *(f"kind.{nr}.{name}" for nr in (1, 2) for name in ("bsn", "gezag")),
        "belanghebbende",
        "medewerker.achternaam",
        "organisatie.naam",
        "document",
    }
    with pytest.raises(UserError):
        tafel.s.corv.schrijf(VtoWens(tafel.besluiten[0]), Path("/nergens/vto.xml"))


def test_what_the_kluis_knows_goes_along(klaar: Tafel) -> None:
    found = klaar.s.corv.voorstel(klaar.wens())
    assert found.gaten == ()
    vto = found.vto
    assert [(k.persoon.voornamen, k.persoon.tussenvoegsel, k.persoon.bsn, k.persoon.rni) for k in vto.kinderen] == [
        ("Aya", "van de", BSNS[1], ""),
        ("Bo", "van de", "", RNI),
    ]
    moeder, gi, vader = vto.belanghebbenden
    assert moeder.rollen == (RolIn(MET_GEZAG, (1, 2), gezag=True),)
    assert gi == Belanghebbende(Instelling("GI De Brug (fictief)", "0570-000000"), (RolIn(VOOGD, (2,), gezag=True),))
    assert vader.rollen == (RolIn(ZONDER_GEZAG, (1,)),)
    assert (vto.zaak.identificatie, vto.zaak.start, vto.zaak.extra) == (
        "0232-VTB-2026-001",
        TAFEL,
        (("spoed", "N"),),
    )
    assert [w.rol for w in found.wie if w.veld.startswith("bel")] == [
        "ouder met gezag van kind 1 en kind 2",
        "voogd van kind 2",
        "ouder zonder gezag van kind 1",
    ]
    (verslag,) = vto.documenten
    assert (verslag.soort, verslag.media) == (Documentsoort.VERZOEK, "application/pdf")
    assert verslag.inhoud.startswith(b"%PDF-")
    if SCHEMA.is_file():
        assert faults(schrijf_vto(vto)) == []


def test_the_same_besluit_gives_the_same_message_and_another_one_another_reference(klaar: Tafel) -> None:
    first, again = (klaar.s.corv.voorstel(klaar.wens()).vto for _ in range(2))
    assert schrijf_vto(first) == schrijf_vto(again)
    alone = klaar.s.corv.voorstel(
        klaar.wens(alleen_dit_kind=True, aanvulling=replace(KETEN, kinderen={1: {"rni": RNI}}))
    )
    assert alone.vto.referentie != first.referentie
    assert len(alone.vto.kinderen) == 1
    assert len(first.referentie) < 40


def test_the_rest_of_the_network_only_goes_when_asked(klaar: Tafel) -> None:
    found = klaar.s.corv.voorstel(klaar.wens(met_netwerk=True))
    assert found.gaten == ()
    assert [w.rol for w in found.wie][-1] == "grootouder van kind 1, melder van kind 1"


def test_a_document_beside_it_makes_the_verslag_a_rapportage(klaar: Tafel) -> None:
    more = ((Documentsoort.VERZOEK, b"%PDF-1.7 verzonnen"), (Documentsoort.DIAGNOSTIEK, b"%PDF-1.7 ander"))
    found = klaar.s.corv.voorstel(klaar.wens(documenten=more))
    assert found.gaten == ()
    assert [d.soort for d in found.vto.documenten] == [
        Documentsoort.HULPVERLENING,
        Documentsoort.VERZOEK,
        Documentsoort.DIAGNOSTIEK,
    ]
    assert [d.bestandsnaam for d in found.vto.documenten][1:] == ["document-2.pdf", "document-3.pdf"]
    four = klaar.s.corv.voorstel(klaar.wens(documenten=(*more, (Documentsoort.DIAGNOSTIEK, b"%PDF-1.7 nog een"))))
    assert [g.veld for g in four.gaten] == ["document"]
    text = klaar.s.corv.voorstel(klaar.wens(documenten=((Documentsoort.DIAGNOSTIEK, b"gewone tekst"),)))
    assert [g.veld for g in text.gaten] == ["document.2.media"]
    with pytest.raises(FieldError, match="programma"):
        klaar.s.corv.voorstel(klaar.wens(documenten=((Documentsoort.DIAGNOSTIEK, b"MZ"),)))


def test_spoed_is_told_and_a_kenmerk_of_the_gemeente_names_the_zaak(tafel: Tafel) -> None:
    s = tafel.s
    tafel.besluit(tafel.kinderen[0], "spoed")
    tafel.mensen()
    s.besluiten.vto_verzonden(tafel.besluiten[0], TAFEL, "EPE-2026-77")
    found = s.corv.voorstel(tafel.wens())
    assert (found.vto.zaak.identificatie, found.vto.zaak.extra, found.verzonden) == (
        "EPE-2026-77",
        (("spoed", "J"),),
        TAFEL,
    )
    other = s.corv.voorstel(tafel.wens(aanvulling=replace(KETEN, extra=(("spoed", "ja"), ("wijk", "Noord")))))
    assert other.vto.zaak.extra == (("spoed", "ja"), ("wijk", "Noord"))


def test_a_terugmelding_that_leads_to_the_raad_brings_its_child_along(klaar: Tafel) -> None:
    s = klaar.s
    back = Terugmelding(ontvangen_op=date(2026, 11, 19), door="wijkteam", vervolg_stap="raadsonderzoek")
    s.besluiten.terugmelding(klaar.besluiten[2], back)
    assert [k.persoon.voornamen for k in s.corv.voorstel(klaar.wens()).vto.kinderen] == ["Aya", "Bo", "Cas"]
    chosen = s.corv.voorstel(VtoWens(klaar.besluiten[2]))
    assert [k.persoon.voornamen for k in chosen.vto.kinderen] == ["Cas", "Aya", "Bo"]


def test_a_besluit_that_does_not_go_to_the_raad_gives_no_vto(tafel: Tafel) -> None:
    with pytest.raises(UserError, match="vroeg de Raad niet"):
        tafel.s.corv.voorstel(VtoWens(tafel.besluiten[2]))
    with pytest.raises(UserError, match="Dit besluit is er niet"):
        tafel.s.corv.voorstel(VtoWens(987))


def test_what_is_added_may_not_contradict_the_kluis_or_go_to_nobody(klaar: Tafel) -> None:
    with klaar.s.context.write("BSN") as session:
        zitting = get_zitting(session, klaar.zitting)
        assert zitting is not None
        zitting.punten[0].besluiten[0].jeugdige.bsn = BSNS[5]
    with pytest.raises(FieldError, match="iets anders"):
        klaar.s.corv.voorstel(klaar.wens())
    with pytest.raises(FieldError, match="geen kind 9"):
        klaar.s.corv.voorstel(klaar.wens(aanvulling=replace(KETEN, kinderen={9: {"rni": RNI}})))


def test_the_besluiten_that_go_to_the_raad_are_listed(tafel: Tafel) -> None:
    found = tafel.s.corv.besluiten()
    assert [r.besluit_id for r in found] == [tafel.besluiten[1], tafel.besluiten[0]]
    assert {(r.vtb, r.datum, r.verzonden) for r in found} == {("VTB-2026-001", TAFEL, None)}


def test_the_file_is_written_after_a_line_in_the_log(klaar: Tafel, tmp_path: Path) -> None:
    path = klaar.s.corv.schrijf(klaar.wens(), tmp_path / "uit" / "vto.xml")
    assert parsed(path.read_bytes()).tag.endswith("vtoDi01")
    line = klaar.s.beheer.logboek()[0]
    assert "VTO-bericht" in line.handeling
    assert not any(word in json.dumps(str(line)) for word in ("Aya", "Proef", BSNS[1]))


@pytest.mark.parametrize("rol", [r for r in Rol if r not in {Rol.VOORZITTER, Rol.SECRETARIS}])
def test_who_may_not_write_of_a_zitting_makes_no_vto(klaar: Tafel, rol: Rol, tmp_path: Path) -> None:
    corv = Corv(replace(klaar.s.context, actor=Actor("proef", rol)))
    for ask in (corv.besluiten, lambda: corv.voorstel(klaar.wens())):
        with pytest.raises(NoRightError):
            ask()
    with pytest.raises(NoRightError):
        corv.schrijf(klaar.wens(), tmp_path / "vto.xml")
    assert not (tmp_path / "vto.xml").exists()
