"""Drafts are of the one who typed them."""

from __future__ import annotations

from expertteam_app.services.sessie import Sessie
from tests.services.test_ongedaan_maken import other_user


def test_a_draft_is_shown_only_to_who_typed_it(lege_sessie: Sessie) -> None:
    other = other_user(lege_sessie)
    lege_sessie.concepten.keep("notitie-1", {"tekst": "half getypt"})
    assert lege_sessie.concepten.all()["notitie-1"][0] == {"tekst": "half getypt"}
    assert other.concepten.all() == {}
    other.concepten.keep("notitie-1", {"tekst": "van een ander"})
    other.concepten.keep("notitie-1", None)
    assert lege_sessie.concepten.all()["notitie-1"][0] == {"tekst": "half getypt"}
