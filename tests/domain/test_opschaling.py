from __future__ import annotations

from dataclasses import replace

import pytest

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.opschaling import Opschalingsmodel, checked_model, parse_model
from expertteam_app.resources import resource_path


@pytest.fixture
def model() -> Opschalingsmodel:
    return parse_model(resource_path("modellen", "opschaling-2026.1.toml").read_text(encoding="utf-8"))


def test_the_shipped_ladder_is_that_of_the_domain_notes(model: Opschalingsmodel) -> None:
    assert [s.volgorde for s in model.stappen] == [1, 2, 3, 4, 5, 6]
    assert [s.norm for s in model.stappen] == [None, 10, 10, 10, 15, None]
    assert model.stap(5).kort == "RET"
    assert model.stap(6).eigenaar == "voorzitter RET"


def test_one_step_up_needs_no_reason(model: Opschalingsmodel) -> None:
    model.check_move(2, 3, "")


def test_skipping_needs_a_reason_and_leave_of_the_model(model: Opschalingsmodel) -> None:
    with pytest.raises(FieldError, match="waarom"):
        model.check_move(2, 5, " ")
    model.check_move(2, 5, "spoed, met instemming van de toegang")
    with pytest.raises(FieldError, match="Stap 5"):
        model.check_move(4, 6, "rechtstreeks")


def test_afschalen_needs_a_reason(model: Opschalingsmodel) -> None:
    with pytest.raises(FieldError, match="waarom"):
        model.check_move(5, 2, "")
    model.check_move(5, 2, "plan gemaakt, terug naar de toegang")


def test_a_step_that_is_not_on_the_ladder_is_refused(model: Opschalingsmodel) -> None:
    for wrong in (0, 7):
        with pytest.raises(FieldError, match="bestaat niet"):
            model.check_move(1, wrong, "x")
    with pytest.raises(FieldError, match="staat al op"):
        model.check_move(3, 3, "x")


@pytest.mark.parametrize("change", ["geen stappen", "gat", "naamloos", "norm nul", "eenheid"])
def test_a_broken_model_is_not_published(model: Opschalingsmodel, change: str) -> None:
    first = model.stappen[0]
    broken = {
        "geen stappen": (),
        "gat": (first, replace(first, volgorde=3)),
        "naamloos": (replace(first, naam=" "),),
        "norm nul": (replace(first, norm=0),),
        "eenheid": (replace(first, eenheid="uren"),),
    }
    with pytest.raises(FieldError):
        checked_model(replace(model, stappen=broken[change]))
