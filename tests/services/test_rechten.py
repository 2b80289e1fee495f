"""Every use case, asked by every role: who has no right is refused before anything is read or written."""

from __future__ import annotations

import inspect
from dataclasses import replace
from functools import cached_property
from typing import Any, cast

import pytest

from expertteam_app.db.store import Store
from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.errors import NoRightError
from expertteam_app.services.sessie import Sessie

CASES, TABLES, FIGURES = "dossiers", "tafels", "cijfers"
MAY_READ_PEOPLE = {Rol.VOORZITTER, Rol.SECRETARIS, Rol.TOEGANGSMEDEWERKER}
ABOUT_PEOPLE = frozenset(
    {
        "vandaag",
        "casussen",
        "gezinnen",
        "genogrammen",
        "toestemmingen",
        "uitspraken",
        "kinderen",
        "codering",
        "zittingen",
        "besluiten",
        "corv",
        "corv_ontvangst",
        "verslagen",
        "vtbs",
        "personen",
        "inlezen",
        "zoeken",
    }
)
BEHEER_OF_PERSONEN = frozenset({"give_mandaat", "end_mandaat"})
"""The beheerder settles mandaten; they name professionals only."""


class Untouched(AssertionError):
    """The store was reached."""


class NoStore:
    """Stands in the place of the store: whoever gets to it went past the check of the right."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any attribute of a store
        raise Untouched(name)


def _services() -> list[str]:
    return [name for name, value in vars(Sessie).items() if isinstance(value, cached_property)]


def _call(method: Any) -> str:  # noqa: ANN401 - any method of a service
    """``refused``, or ``allowed`` when anything else came of it."""
    parameters = [p for p in inspect.signature(method).parameters.values() if p.default is p.empty]
    loose = [object() for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    named = {p.name: object() for p in parameters if p.kind is p.KEYWORD_ONLY}
    try:
        method(*loose, **named)
    except NoRightError:
        return "refused"
    except Exception:  # noqa: BLE001 - a made-up argument may break in any way after the right was checked
        return "allowed"
    return "allowed"


def _asked_by(sessie: Sessie, rol: Rol) -> dict[str, str]:
    store = cast("Store", NoStore())
    asked = Sessie(sessie.kluis, replace(sessie.context, actor=Actor("proef", rol), store=store))
    found = {}
    for service in _services():
        instance = getattr(asked, service)
        for name, _ in inspect.getmembers(type(instance), inspect.isfunction):
            if not name.startswith("_"):
                found[f"{service}.{name}"] = _call(getattr(instance, name))
    return found


@pytest.mark.parametrize("rol", list(Rol))
def test_dossiers_open_only_for_who_may_read_them(lege_sessie: Sessie, rol: Rol) -> None:
    answers = _asked_by(lege_sessie, rol)
    assert len(answers) > 70
    people = {k: v for k, v in answers.items() if k.split(".")[0] in ABOUT_PEOPLE}
    if rol not in MAY_READ_PEOPLE:
        open_doors = {k for k, v in people.items() if v == "allowed"}
        allowed = {f"personen.{m}" for m in BEHEER_OF_PERSONEN} if rol is Rol.BEHEERDER else set()
        assert open_doors == allowed
    if rol is Rol.VOORZITTER:
        assert set(answers.values()) == {"allowed"}


def test_only_the_voorzitter_lets_a_report_out(lege_sessie: Sessie) -> None:
    may = {rol for rol in Rol if _asked_by(lege_sessie, rol)["rapporten.boeg"] == "allowed"}
    assert may == {Rol.VOORZITTER}


def test_a_toegangsmedewerker_changes_casussen_but_no_tables_users_or_settings(lege_sessie: Sessie) -> None:
    answers = _asked_by(lege_sessie, Rol.TOEGANGSMEDEWERKER)
    assert answers["casussen.change"] == "allowed"
    for closed in ("zittingen.add_punt", "besluiten.set_besluit", "verslagen.vaststellen", "vtbs.change"):
        assert answers[closed] == "refused", closed
    for closed in ("inlezen.neem_over", "inlezen.ongedaan", "gebruikers.add", "beheer.set_setting", "beheer.logboek"):
        assert answers[closed] == "refused", closed
