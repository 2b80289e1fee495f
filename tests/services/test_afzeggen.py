"""Invitations that change, go back and are taken back; a zitting that is called off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.planvoorstel import Plan, hearings
from expertteam_app.domain.vtb_fase import Fase
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from tests.services.test_vtb_planning import new_vtb, read, with_people


@pytest.fixture
def s(lege_sessie: Sessie) -> Sessie:
    return lege_sessie


def planned(s: Sessie) -> tuple[int, int]:
    """A VTB on a zitting with guests and a hearing."""
    s.beheer.set_setting("secretariaat.email", "jbt@voorbeeld.nl")
    vtb = new_vtb(s)
    with_people(s)
    found = s.vtb_planning.voorstel(vtb)
    guests = tuple(replace(g, email="gast@voorbeeld.nl") for g in found.genodigden if g.aan)
    return vtb, s.vtb_planning.plan(Plan(vtb, found.slots[0], guests, hearings(found, found.slots[0])))


def sequence(content: bytes) -> int:
    return int(read(content)["SEQUENCE"])


def test_every_change_raises_the_number_of_who_it_touches_and_back_again_is_a_change_too(
    s: Sessie, tmp_path: Path
) -> None:
    vtb, zitting = planned(s)
    s.uitnodigingen.schrijf(zitting, tmp_path)
    kind = next(h for h in s.vtb_planning.hoorgesprekken(vtb) if h.gepland_op is not None)
    s.vtb_planning.hoor(vtb, replace(kind, tijd="8:00"))
    talk, *rest = sorted(s.uitnodigingen.voor(zitting), key=lambda u: "gesprek" not in u.bestand)
    assert (talk.verzonden, sequence(talk.inhoud)) == (False, 1), "the talk with the child has another time"
    assert all(each.verzonden and sequence(each.inhoud) == 0 for each in rest), "nobody else is asked again"
    seen = [0]
    day = s.zittingen.dossier(zitting).datum
    for other in (day + timedelta(days=7), day):
        s.zittingen.move(zitting, other)
        raad = next(each for each in s.uitnodigingen.voor(zitting) if each.rol == "raad")
        assert not raad.verzonden, "also when the old day came back: the last they heard is another day"
        seen.append(sequence(raad.inhoud))
        s.uitnodigingen.schrijf(zitting, tmp_path)
        assert next(each for each in s.uitnodigingen.voor(zitting) if each.rol == "raad").verzonden
    assert seen == sorted(set(seen))


def test_a_zitting_that_is_called_off_takes_its_appointments_back(s: Sessie, tmp_path: Path) -> None:
    vtb, zitting = planned(s)
    before = {u.uid: sequence(u.inhoud) for u in s.uitnodigingen.voor(zitting)}
    s.uitnodigingen.schrijf(zitting, tmp_path)
    with pytest.raises(FieldError, match="waarom"):
        s.afzeggen.zeg_af(zitting, " ")
    assert s.afzeggen.zeg_af(zitting, "De voorzitter is ziek") is None
    made = s.uitnodigingen.voor(zitting)
    assert {u.uid for u in made} == set(before)
    for each in made:
        assert (str(read(each.inhoud)["STATUS"]), each.verzonden) == ("CANCELLED", False)
        assert b"METHOD:CANCEL" in each.inhoud
        assert sequence(each.inhoud) > before[each.uid]
        assert each.bestand.startswith("afzegging-jbt-")
        assert b"ziek" not in each.inhoud, "an agenda is read by many; the reason is in the letter"
    s.uitnodigingen.schrijf(zitting, tmp_path)
    punt = s.zittingen.dossier(zitting).punten[0].id
    assert {s.sjablonen.schrijf_brieven(zitting, tmp_path, punt)[0].exists()} == {True}
    assert s.vtbs.all()[0].fase is Fase.COMPLEET, "the VTB is to be planned again"
    again = s.vtb_planning.voorstel(vtb)
    assert s.vtb_planning.plan(Plan(vtb, again.slots[0], ())) != zitting
    assert s.vtbs.all()[0].fase is Fase.GEPLAND


def test_a_zitting_that_is_called_off_can_no_longer_be_changed_and_is_taken_back_whole(s: Sessie) -> None:
    day = s.context.vandaag()
    first = s.zittingen.plan(ZittingSoort.RET, day + timedelta(days=2), "9:00")
    second = s.zittingen.plan(ZittingSoort.RET, day + timedelta(days=9), "9:00")
    punt = s.agendapunten.add_onderwerp(first, "Wachtlijst")
    assert s.afzeggen.zeg_af(first, "Te weinig mensen") == day + timedelta(days=9)
    assert [p.onderwerp for p in s.zittingen.dossier(second).punten] == ["Wachtlijst"]
    acts: tuple[Callable[[], object], ...] = (
        lambda: s.afzeggen.zeg_af(first, "Nog eens"),
        lambda: s.zittingen.move(first, day + timedelta(days=3)),
        lambda: s.zittingen.houden(first),
        lambda: s.agendapunten.add_onderwerp(first, "Nog iets"),
        lambda: s.tafelregels.add(punt, "b Een besluit"),
        lambda: s.verslagen.vaststellen(first),
        lambda: s.verslagen.ter_reactie(first),
    )
    for act in acts:
        with pytest.raises(UserError, match="afgezegd"):
            act()
    s.ongedaan.maak_ongedaan()
    assert s.zittingen.dossier(second).punten == ()
    assert s.zittingen.dossier(first).punten[0].onderwerp == "Wachtlijst"
    s.zittingen.move(first, day + timedelta(days=3))


def test_a_time_of_ten_thousand_digits_is_no_time(s: Sessie) -> None:
    zitting = s.zittingen.plan(ZittingSoort.RET, s.context.vandaag())
    for wrong in ("9" * 10_000, "1:" + "0" * 10_000, "١٢٣:00", "24:00", "-1:00"):
        with pytest.raises(FieldError, match="geen tijd"):
            s.zittingen.change(zitting, "begintijd", wrong)
