"""No date or figure that is reckoned without *Waarom deze datum?*: a new one fails here until it can be explained."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from expertteam_app.domain.waarom import Over

ROOT = Path(__file__).resolve().parents[2] / "expertteam_app"
FIGURES = {
    *("netto", "bruto", "over_norm", "resterend", "uiterlijk", "laatste_dag", "stap_sinds", "verwacht_op"),
    *("binnen_norm", "p50", "p80", "actie_op"),
}
"""Attributes that hold a date or figure that was reckoned."""
RECKONING = {
    *("birthday", "age_on", "elapsed", "due_date", "asked_from", "ijkpunt_dag", "add_werkdagen", "months_later"),
    *("bereikt", "actie_stand", "werkdagen_between"),
}
"""Functions that reckon one."""
INVENTARIS = {
    "bord.py": "bord.py",
    "bord_woorden.py": "bord.py",
    "casus_acties.py": "casus_acties.py",
    "casus_filter.py": "casus_lijst.py",
    "casus_kop.py": "casus_detail.py",
    "casus_ladder.py": "casus_ladder.py",
    "casus_ladder_stap.py": "casus_ladder.py",
    "casus_toekomstplan.py": "casus_toekomstplan.py",
    "casus_woorden.py": "casus_detail.py",
    "doorlooptijden_detail.py": "doorlooptijden_detail.py",
    "doorlooptijden_einden.py": "doorlooptijden_einden.py",
    "doorlooptijden_woorden.py": "doorlooptijden.py",
    "hiaten_register.py": "hiaten_register.py",
    "klok_tabel.py": "klok_tabel.py",
    "ladder.py": "casus_ladder.py",
    "tafel_samenvatting.py": "tafel_live.py",
    "terugkijken.py": "terugkijken.py",
    "vtb_kaarten.py": "vtb_detail.py",
    "vtb_plannen.py": "vtb_plannen.py",
    "zitting_besluit_jbt.py": "zitting_besluit_jbt.py",
    "zitting_natafel.py": "zitting_besluit_jbt.py",
    "zitting_punt.py": "zitting_punt.py",
    "zitting_terugkijken.py": "zitting_terugkijken.py",
}
"""Every module of the window that shows one, with the module around it that answers Alt+W (it has `waarom`)."""
AS_IT_WAS = {"casus_toen.py"}
"""Shows what was known on an earlier day; nothing is reckoned there."""
ANSWERED_ELSEWHERE = {Over.TOESTEMMING, Over.VTB, Over.KLOK}
"""Kinds of question with an answer of their own beside the table of answers in the service."""


def reckoned(source: str) -> set[str]:
    """The names by which a module reads or reckons a date or figure."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and node.attr in FIGURES:
            found.add(node.attr)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RECKONING:
            found.add(node.func.id)
    return found


def answers(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == "waarom" for node in ast.walk(tree))


def windows() -> Iterator[Path]:
    yield from sorted((ROOT / "ui").rglob("*.py"))


def test_every_module_that_shows_a_reckoned_date_is_in_the_inventory() -> None:
    shown = {path.name for path in windows() if reckoned(path.read_text(encoding="utf-8"))}
    assert shown - AS_IT_WAS == INVENTARIS.keys()


@pytest.mark.parametrize("name", sorted(set(INVENTARIS.values())))
def test_what_the_inventory_names_answers(name: str) -> None:
    assert answers(ROOT / "ui" / "pages" / name)


def calls_of_aandacht(source: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Aandacht":
            yield node


def test_every_signal_of_vandaag_says_what_explains_it() -> None:
    calls = [c for path in (ROOT / "domain").glob("radar*.py") for c in calls_of_aandacht(path.read_text("utf-8"))]
    assert len(calls) > 10
    assert not [ast.unparse(c) for c in calls if "waarom" not in {k.arg for k in c.keywords}]


def test_every_kind_of_question_is_asked_and_answered() -> None:
    service = (ROOT / "services" / "waarom.py").read_text(encoding="utf-8")
    asked = "".join(p.read_text(encoding="utf-8") for p in (*windows(), *(ROOT / "domain").glob("radar*.py")))
    for over in Over:
        assert f"Over.{over.name}" in asked, over
        assert f"Over.{over.name}:" in service or over in ANSWERED_ELSEWHERE, over


def test_the_check_sees_a_module_that_reckons() -> None:
    assert reckoned("def days(k):\n    return k.netto") == {"netto"}
    assert reckoned("from x import birthday\nday = birthday(born, 18)") == {"birthday"}
    assert not reckoned("def name(k):\n    k.netto = 1\n    return k.naam")
