"""The recipes as text: nothing of one machine, no address, and every step they name exists and takes its words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WINDOWS = ROOT / "installer" / "windows"
RECIPES = sorted(path for path in WINDOWS.iterdir() if path.suffix in {".wxs", ".ps1", ".yml", ".py"})
NAMESPACES = ("http://schemas.microsoft.com/wix/2006/wi", "http://schemas.microsoft.com/wix/UtilExtension")
"""Names of the language of WiX; nobody goes there."""
FORBIDDEN = {
    "an address": re.compile(r"\b(?:https?|ftp)://|\bwww\.", re.IGNORECASE),
    "a drive": re.compile(r"(?<![A-Za-z])[A-Za-z]:[\\/](?!/)"),
    "a home folder": re.compile(r"\\Users\\|/home/|USERPROFILE|~[\\/]|\$HOME\b", re.IGNORECASE),
    "another server": re.compile(r"(?<![\\\w])\\\\[A-Za-z]"),
    "something fetched": re.compile(
        r"Invoke-WebRequest|Invoke-RestMethod|\b(?:iwr|irm|curl|wget)\b|DownloadFile|DownloadString|BitsTransfer"
        r"|\b(?:winget|choco|nuget)\b|dotnet tool|Install-Module",
        re.IGNORECASE,
    ),
    "a thumbprint": re.compile(r"\b[0-9A-Fa-f]{40}\b"),
}


def faults(text: str) -> set[str]:
    for name in NAMESPACES:
        text = text.replace(f'"{name}"', "")
    return {what for what, mark in FORBIDDEN.items() if mark.search(text)}


def test_no_recipe_holds_anything_of_one_machine_or_fetches_anything() -> None:
    assert {path.name for path in RECIPES} >= {"expertteam.wxs", "bouw.ps1", "proef.ps1", "werkstroom.yml"}
    assert {path.name: found for path in RECIPES if (found := faults(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("signtool /tr http" + "://tijd.example", "an address"),
        ('Source="D:' + '\\bouw\\dist"', "a drive"),
        ("Join-Path $env:USERPROFILE 'dist'", "a home folder"),
        (r"copy \\server\deel", "another server"),
        ("Invoke-WebRequest $x", "something fetched"),
        ("/sha1 " + "ab" * 20, "a thumbprint"),
    ],
)
def test_the_marks_see_what_they_must(line: str, what: str) -> None:
    assert faults(line) == {what}


def steps(text: str) -> list[tuple[str, list[str]]]:
    """The scripts of ours that a recipe starts, in order, each with the options it is given."""
    found = re.findall(r"@\('((?:installer/[\w/]+|dev)\.py)'([^\n]*)", text)
    return [(script, re.findall(r"'(--[a-z]+)'", rest)) for script, rest in found]


def test_every_step_of_the_build_exists_and_takes_the_words_it_is_given() -> None:
    found = steps((WINDOWS / "bouw.ps1").read_text("utf-8"))
    assert [Path(script).name for script, _ in found] == [
        "dev.py",
        "tekenlijst.py",
        "tekenlijst.py",
        "bestanden.py",
        "zip_maken.py",
        "controlesommen.py",
    ]
    for script, options in found[1:]:
        helped = subprocess.run(
            [sys.executable, str(ROOT / script), "--help"], capture_output=True, encoding="utf-8", check=True
        )
        assert all(option in helped.stdout for option in options), script


def test_all_is_signed_and_looked_at_before_anything_is_packed_and_the_msi_after() -> None:
    text = (WINDOWS / "bouw.ps1").read_text("utf-8")
    order = ["'dev.py'", "'--naar', \"$Werk/tekenlijst", "Invoke-Tekenen @(Get-Content", "'--getekend'", "'candle.exe'"]
    order += ["'light.exe'", "Invoke-Tekenen @($Msi)", "zip_maken.py", "Expand-Archive", "controlesommen.py"]
    places = [text.index(step) for step in order]
    assert places == sorted(places)


def test_what_the_recipe_of_the_msi_asks_for_is_given_on_windows_and_on_linux() -> None:
    recipe = (WINDOWS / "expertteam.wxs").read_text("utf-8")
    asked = set(re.findall(r"\$\(var\.(\w+)\)", recipe)) - {"Versie", "Productcode"}  # of versie.wxi
    assert asked == {"Dist", "Pictogram"}
    assert set(re.findall(r'"-d(\w+)=', (WINDOWS / "bouw.ps1").read_text("utf-8"))) == asked
    assert set(re.findall(r'f"(\w+)=\{', (WINDOWS / "msi_proef.py").read_text("utf-8"))) == asked


@pytest.mark.parametrize("name", ["bouw.ps1", "werkstroom.yml"])
def test_no_secret_stands_in_a_recipe(name: str) -> None:
    text = (WINDOWS / name).read_text("utf-8")
    assert re.search(r"[A-Za-z0-9+/]{60,}={0,2}", text) is None
    assert "BEGIN " not in text


def test_every_file_that_a_recipe_names_is_there() -> None:
    for path in RECIPES:
        named = re.findall(r"(?<![\w/])(?:\./)?(installer/[\w/]+\.(?:py|ps1|wxs|md))", path.read_text("utf-8"))
        assert not [name for name in named if not (ROOT / name).is_file()], path.name
