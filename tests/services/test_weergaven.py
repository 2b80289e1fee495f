"""Saved views: own or shared, kept as they were, and those that the program computes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import FieldError, NoRightError, UserError
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.weergaven import Weergaven

EPE = CasusFilter("wachtlijst", "alle", 5, "0232", None, "naam", aflopend=False)


def test_a_view_gives_back_what_was_kept(lege_sessie: Sessie) -> None:
    w = lege_sessie.weergaven
    key = w.bewaar("  Epe   nu ", EPE, gedeeld=False)
    assert w.filter_of(key) == ("Epe nu", EPE)
    w.overschrijf(key, replace(EPE, stap=None))
    assert w.filter_of(key)[1].stap is None
    w.hernoem(key, "Epe straks")
    assert [v.naam for v in w.all() if not v.vast] == ["Epe straks"]
    w.verwijder(key)
    with pytest.raises(UserError):
        w.filter_of(key)


def test_a_name_is_given_once(lege_sessie: Sessie) -> None:
    w = lege_sessie.weergaven
    w.bewaar("Epe", EPE, gedeeld=True)
    for name in ("", "  ", "EPE", "open op stap 5", "x" * 99):
        with pytest.raises(FieldError):
            w.bewaar(name, EPE, gedeeld=False)
    with pytest.raises(FieldError, match="achter een getal"):
        w.bewaar("Achter", replace(EPE, casus_ids=(1,)), gedeeld=False)


def test_own_views_are_seen_by_nobody_else(lege_sessie: Sessie) -> None:
    own = lege_sessie.weergaven
    mine, ours = own.bewaar("Van mij", EPE, gedeeld=False), own.bewaar("Van ons", EPE, gedeeld=True)
    other = Weergaven(replace(lege_sessie.context, actor=Actor("ander", Rol.TOEGANGSMEDEWERKER)))
    assert [v.naam for v in other.all() if not v.vast] == ["Van ons"]
    with pytest.raises(UserError):
        other.verwijder(mine)
    other.hernoem(ours, "Van iedereen")
    reader = Weergaven(replace(lege_sessie.context, actor=Actor("lezer", Rol.LEZER_CIJFERS)))
    with pytest.raises(NoRightError):
        reader.all()


def test_computed_views_list_what_vandaag_says(sessie: Sessie) -> None:
    signals = sessie.vandaag.overview()
    for key, kind in (("vast:norm", "norm"), ("vast:geen-volgende-stap", "geen-volgende-stap")):
        wanted = {x.casus_id for x in (*signals.regels, *signals.uitgesteld) if x.soort == kind}
        listed = sessie.casussen.find(sessie.weergaven.filter_of(key)[1])
        assert set(listed) == wanted
    assert set(sessie.casussen.find(sessie.weergaven.filter_of("vast:stap-5")[1])) == set(
        sessie.casussen.find(CasusFilter(stap=5))
    )
    with pytest.raises(UserError):
        sessie.weergaven.verwijder("vast:norm")


def test_what_another_version_kept_does_no_harm(lege_sessie: Sessie) -> None:
    key = lege_sessie.weergaven.bewaar("Later", replace(EPE, status="onbekend", sorteer="weg"), gedeeld=False)
    assert lege_sessie.weergaven.filter_of(key)[1] == replace(EPE, status="open", sorteer="nummer")
