"""The list of components and the licence notices that travel with the product."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
BUILD_LOCK = (ROOT / "installer" / "requirements-build.lock").read_text("utf-8")
STARTER = "GPL-2.0-or-later WITH Bootloader-exception"
"""Asks nothing of the program that it starts."""
AROUND = {"Python", "PyInstaller bootloader"}
"""In a built program, without a wheel."""


@pytest.fixture(scope="module")
def onderdelen() -> ModuleType:
    spec = importlib.util.spec_from_file_location("onderdelen", ROOT / "installer" / "onderdelen.py")
    assert spec
    assert spec.loader
    module = sys.modules["onderdelen"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def licences(component: dict[str, object]) -> list[str]:
    found = component["licenses"]
    assert isinstance(found, list)
    return [one.get("expression") or one["license"].get("id") or one["license"]["name"] for one in found]


def test_the_list_names_what_is_shipped_and_what_is_inside_it(onderdelen: ModuleType) -> None:
    made = json.loads(onderdelen.sbom(LOCK, BUILD_LOCK))
    by_name = {one["name"]: one for one in made["components"]}
    assert {"pyside6-essentials", "sqlalchemy", "alembic", "reportlab", "cryptography", "keyring"} <= by_name.keys()
    assert not {"pytest", "mypy", "apsw-sqlite3mc", "ortools"} & by_name.keys(), "tools are not in the product"
    assert by_name.keys() >= AROUND
    assert f"\npyinstaller=={by_name['PyInstaller bootloader']['version']} " in BUILD_LOCK
    for name, one in by_name.items():
        if name in AROUND:
            continue
        assert re.search(rf"^{name}=={re.escape(one['version'])}", LOCK, re.MULTILINE), name
    inside = {part["name"]: part["version"] for part in by_name["sqlcipher3"]["components"]}
    assert set(inside) == {"SQLCipher", "SQLite", "OpenSSL"}
    assert tuple(map(int, inside["SQLite"].split("."))) >= (3, 53, 3), "KLUIS 1: older ones have a known hole"


def test_nothing_is_shipped_under_the_gpl_alone(onderdelen: ModuleType) -> None:
    for one in json.loads(onderdelen.sbom(LOCK, BUILD_LOCK))["components"]:
        for licence in licences(one):
            assert licence not in {"onbekend", "UNKNOWN"}, one["name"]
            choices = licence.replace(STARTER, "").split(" OR ")
            assert any("GPL" not in choice or choice.startswith("LGPL") for choice in choices), one["name"]


def test_every_notice_is_there(onderdelen: ModuleType) -> None:
    text = onderdelen.notices(LOCK)
    for words in (
        "ZETETIC LLC",
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "Apache License",
        "SIL OPEN FONT LICENSE",
        "Lucide",
        "PYTHON SOFTWARE FOUNDATION LICENSE",
        "Bootloader Exception",
    ):
        assert words in text, words
    assert onderdelen.notices(LOCK) == text
    assert onderdelen.sbom(LOCK, BUILD_LOCK) == onderdelen.sbom(LOCK, BUILD_LOCK)


def test_a_part_without_a_licence_text_is_refused(onderdelen: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onderdelen, "_TEXTS_OF", {})
    with pytest.raises(LookupError, match="shiboken6"):
        onderdelen.notices(LOCK)
