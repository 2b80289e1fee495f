"""F6 on a real kluis: the first slot within the norm, guests from gezin and personen, hearings, agenda files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from expertteam_app.db.tables import ZittingRow
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.planvoorstel import Hoorgesprek, Plan, hearings
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.domain.vtb_fase import Fase
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.gezinnen import NieuweRelatie, NieuwLid
from expertteam_app.services.sessie import Sessie
from tests.consultaties import consulteer

ONTVANGEN = date(2026, 11, 16)
KINDEREN = (("Aya", "", "Geheim", date(2012, 5, 1)), ("Ben", "", "Geheim", date(2019, 5, 1)))


@pytest.fixture
def s(lege_sessie: Sessie) -> Sessie:
    return lege_sessie


def new_vtb(s: Sessie, **more: object) -> int:
    vtb = s.vtbs.add(replace(NieuweVtb("gezin Geheim", "0232", ONTVANGEN, "wijkteam Epe", KINDEREN), **more))  # type: ignore[arg-type]  # the tests say which field
    consulteer(s, vtb, ONTVANGEN)
    return vtb


def with_people(s: Sessie) -> dict[str, int]:
    return {
        rol: s.personen.add(f"{rol.title()} (fictief)", "", rol)
        for rol in ("voorzitter", "secretaris", "raad", "gi", "vertrouwenspersoon", "gedragswetenschapper")
    }


def test_the_first_slot_the_guests_and_the_hearing_in_one_act(s: Sessie) -> None:
    vtb, people = new_vtb(s), with_people(s)
    gezin = s.vtbs.dossier(vtb).gezin_id
    kind = s.vtbs.dossier(vtb).kinderen[0].id
    moeder = s.gezinnen.add_lid(gezin, NieuwLid(voornaam="Mo", achternaam="Geheim"))
    s.gezinnen.add_relatie(moeder, NieuweRelatie(kind, "112"))
    oma = s.gezinnen.add_lid(gezin, NieuwLid(voornaam="Oma"))
    s.gezinnen.add_relatie(oma, NieuweRelatie(kind, "125"))
    found = s.vtb_planning.voorstel(vtb, plaats="Kamer 1", voorzitter_id=people["voorzitter"])
    first = found.slots[0]
    # 20 november is a Friday; three werkdagen later is Wednesday; D9 (10 werkdagen) ends on 30 november.
    assert (first.datum, first.tijd, first.plaats) == (date(2026, 11, 25), "09:00-10:00", "Kamer 1")
    assert first.waarom[0] == "Binnen de norm: D9, 10 werkdagen loopt tot en met 30-11-2026."
    assert [(g.naam, g.rol, g.aan) for g in found.genodigden] == [
        ("Mo Geheim", "ouder", True),
        ("Aya Geheim", "jeugdige", True),
        ("wijkteam Epe", "inbrenger", True),
        ("Gi (fictief)", "gi", True),
        ("Raad (fictief)", "raad", True),
        ("Secretaris (fictief)", "secretaris", True),
        ("Vertrouwenspersoon (fictief)", "vertrouwenspersoon", False),
        ("Voorzitter (fictief)", "voorzitter", True),
    ]
    assert [(h.naam, h.leeftijd) for h in found.horen] == [("Aya Geheim", 14)]
    wanted = tuple(g for g in found.genodigden if g.aan)
    zitting = s.vtb_planning.plan(Plan(vtb, first, wanted, hearings(found, first)))
    dossier = s.zittingen.dossier(zitting)
    assert (dossier.datum, dossier.begintijd, dossier.plaats) == (date(2026, 11, 25), "09:00", "Kamer 1")
    assert len(dossier.aanwezigen) == 7
    assert s.vtbs.all()[0].fase is Fase.GEPLAND
    assert [(h.naam, h.tijd) for h in s.vtb_planning.hoorgesprekken(vtb)] == [("Aya Geheim", "07:30")]
    with pytest.raises(UserError, match="al op de agenda"):
        s.vtb_planning.voorstel(vtb)
    s.ongedaan.maak_ongedaan()
    assert s.zittingen.all() == []
    assert s.vtbs.all()[0].fase is Fase.COMPLEET


def test_an_existing_zitting_with_room_comes_first_and_closing_days_are_skipped(s: Sessie) -> None:
    vtb = new_vtb(s)
    s.klokken.add_sluitingsdagen("", date(2026, 11, 25), date(2026, 11, 25), "studiedag")
    zitting = s.zittingen.plan(ZittingSoort.JBT, date(2026, 11, 27), "13:30", "Stadhuis")
    found = s.vtb_planning.voorstel(vtb)
    assert (found.slots[0].zitting_id, found.slots[0].tijd) == (zitting, "13:30-14:30")
    assert found.plaats == "Stadhuis"
    assert all(slot.datum != date(2026, 11, 25) for slot in found.slots)
    s.vtb_planning.plan(Plan(vtb, found.slots[0]))
    second = new_vtb(s, gezin="gezin Twee")
    assert all(slot.zitting_id is None for slot in s.vtb_planning.voorstel(second).slots), "90 minutes hold one hour"
    taken = found.slots[0]
    with pytest.raises(UserError, match="geen plek meer"):
        s.vtb_planning.plan(Plan(second, taken))
    with pytest.raises(UserError, match="niet meer vrij"):
        s.vtb_planning.plan(Plan(second, replace(taken, zitting_id=None)))


def test_a_vtb_that_is_not_agendeerbaar_has_no_slots(s: Sessie) -> None:
    vtb = s.vtbs.add(NieuweVtb("gezin Geheim", "0232", ONTVANGEN, "", KINDEREN))
    with pytest.raises(UserError, match="Consultatie GI"):
        s.vtb_planning.voorstel(vtb)


def test_a_hearing_is_held_in_own_words_or_did_not_succeed(s: Sessie) -> None:
    vtb = new_vtb(s)
    (kind,) = s.vtb_planning.hoorgesprekken(vtb)
    assert kind.naam == "Aya Geheim"
    with pytest.raises(FieldError, match="toekomst"):
        s.vtb_planning.hoor(vtb, replace(kind, gehouden_op=date(2026, 12, 1)))
    with pytest.raises(FieldError, match="wat het kind zei"):
        s.vtb_planning.hoor(vtb, replace(kind, tekst="Ik wil rust.", niet_gelukt="ziek"))
    with pytest.raises(FieldError, match="geen tijd"):
        s.vtb_planning.hoor(vtb, replace(kind, tijd="half vier"))
    held = replace(kind, gehouden_op=date(2026, 11, 19), door="voorzitter", tekst="Ik wil rust.")
    s.vtb_planning.hoor(vtb, held)
    assert s.vtb_planning.hoorgesprekken(vtb) == (held,)
    with pytest.raises(UserError, match="niet in dit VTB"):
        s.vtb_planning.hoor(vtb, Hoorgesprek(9999))


def test_what_a_child_said_before_planning_comes_to_the_table(s: Sessie) -> None:
    vtb = new_vtb(s)
    (kind,) = s.vtb_planning.hoorgesprekken(vtb)
    s.vtb_planning.hoor(vtb, replace(kind, gehouden_op=date(2026, 11, 19), tekst="Ik wil rust."))
    zitting = s.vtb_planning.plan(Plan(vtb, s.vtb_planning.voorstel(vtb).slots[0]))

    def stem() -> str:
        return s.zittingen.dossier(zitting).punten[0].teksten["stem_jeugdige"]

    assert stem() == "Aya Geheim, apart gehoord op 19-11-2026: Ik wil rust."
    s.vtb_planning.hoor(vtb, replace(kind, gehouden_op=date(2026, 11, 19), tekst="Ik wil thuis blijven."))
    assert stem() == "Aya Geheim, apart gehoord op 19-11-2026: Ik wil thuis blijven."
    s.vtb_planning.hoor(vtb, replace(kind, niet_gelukt="zij wilde niet"))
    assert stem() == "Aya Geheim is niet apart gehoord, omdat: zij wilde niet"


def read(content: bytes) -> dict[str, Any]:
    event: dict[str, Any]
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return event


def test_agenda_files_hold_no_name_keep_their_uid_and_are_logged(s: Sessie, tmp_path: Path) -> None:
    s.beheer.set_setting("secretariaat.email", "jbt@voorbeeld.nl")
    vtb, _people = new_vtb(s), with_people(s)
    found = s.vtb_planning.voorstel(vtb, plaats="Kamer 1")
    first = found.slots[0]
    guests = tuple(replace(g, email="ouder@voorbeeld.nl") if g.rol == "ouder" else g for g in found.genodigden if g.aan)
    zitting = s.vtb_planning.plan(Plan(vtb, first, guests, hearings(found, first)))
    paths = s.uitnodigingen.schrijf(zitting, tmp_path)
    assert len(paths) == len(guests) + 1, "one each, and one for the hearing"
    assert s.vtbs.all()[0].fase is Fase.UITGENODIGD
    nummer = s.vtbs.all()[0].nummer
    for path in paths:
        content = path.read_bytes()
        for word in ("Geheim", "Aya", nummer, "wijkteam", s.zittingen.dossier(zitting).nummer):
            assert word.encode() not in content
            assert word not in path.name
    by_role = {each.bestand: each for each in s.uitnodigingen.voor(zitting)}
    assert all(each.verzonden for each in by_role.values()), "the same again is known to be sent"
    raad = next(p for p in paths if "-raad-" in p.name)
    ouder = next(p for p in paths if "-ouder-" in p.name)
    assert str(read(ouder.read_bytes())["ATTENDEE"]) == "mailto:ouder@voorbeeld.nl"
    assert str(read(ouder.read_bytes())["ORGANIZER"]) == "mailto:jbt@voorbeeld.nl"
    before = read(raad.read_bytes())
    s.zittingen.move(zitting, date(2026, 11, 26))
    changed = s.uitnodigingen.voor(zitting)
    assert not any(each.verzonden for each in changed if each.rol != "jeugdige")
    after = read(next(e for e in changed if e.rol == "raad").inhoud)
    assert str(after["UID"]) == str(before["UID"])
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"]) == 0
    assert after["DTSTART"].dt.date() == date(2026, 11, 26)
    with pytest.raises(UserError, match="andere map"):
        s.uitnodigingen.schrijf(zitting, tmp_path / "bestaat-niet")


def test_someone_added_later_is_still_to_be_invited(s: Sessie, tmp_path: Path) -> None:
    first = new_vtb(s)
    with_people(s)
    zitting = s.zittingen.plan(ZittingSoort.JBT, date(2026, 11, 26), "9:00", "Kamer 1")
    with s.context.write("langer") as session:
        row = session.get(ZittingRow, zitting)
        assert row is not None
        row.duur_minuten = 180
    found = s.vtb_planning.voorstel(first)
    s.vtb_planning.plan(Plan(first, found.slots[0], tuple(g for g in found.genodigden if g.aan)))
    s.uitnodigingen.schrijf(zitting, tmp_path)
    second = new_vtb(s, gezin="gezin Twee")
    again = s.vtb_planning.voorstel(second)
    assert again.slots[0].tijd == "10:00-11:00"
    s.vtb_planning.plan(Plan(second, again.slots[0], tuple(g for g in again.genodigden if g.aan)))
    fasen = {v.id: v.fase for v in s.vtbs.all()}
    assert (fasen[first], fasen[second]) == (Fase.UITGENODIGD, Fase.GEPLAND)
    punt = s.vtbs.dossier(second).punt_id
    s.uitnodigingen.schrijf(zitting, tmp_path, punt)
    assert {v.fase for v in s.vtbs.all()} == {Fase.UITGENODIGD}


def test_a_child_that_turns_twelve_on_the_day_itself_is_heard_and_the_day_before_it_is_not(s: Sessie) -> None:
    day = s.vtb_planning.voorstel(new_vtb(s)).slots[0].datum
    birthday = day.replace(year=day.year - 12)
    twins = (("Cas", "", "Geheim", birthday), ("Dia", "", "Geheim", birthday + timedelta(days=1)))
    vtb = new_vtb(s, gezin="gezin Twee", kinderen=twins)
    found = s.vtb_planning.voorstel(vtb)
    assert found.slots[0].datum == day
    assert [kind.naam for kind in found.horen] == ["Cas Geheim"]
