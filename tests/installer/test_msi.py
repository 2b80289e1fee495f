"""The recipe of the msi: weighed as text, and where wixl is there as a real msi that is read back."""

from __future__ import annotations

import re
import shutil
import uuid
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

import bestanden
import bouw
import msi_proef
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.installer.wxs import UTIL, WIX, problems

RECIPE = Path(bestanden.__file__).with_name("expertteam.wxs")
NO_TOOLS = "Een msi bouwen en lezen doen wixl en msitools (Debian); ze zijn hier niet."
FILES = {
    "expertteam.exe": b"MZ venster",
    "expertteam-opdracht.exe": b"MZ opdracht",
    "licenties.txt": b"Zo mag het.",
    "lib/python311.dll": b"MZ taal",
    "lib/PySide6/plugins/platforms/qwindows.dll": b"MZ scherm",
    "lib/expertteam_app/_resources/zelftest/Oud.kluis/sleutels.json": b"{}",
    "lib/expertteam_app/_resources/handleiding/één & ander.md": b"# Zo gaat het",
}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist") / "expertteam"
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def parts(program: Path) -> tuple[Element, Element]:
    return fromstring(RECIPE.read_bytes()), fromstring(bestanden.fragment(bestanden.files_of(program)))


def test_the_recipe_is_whole_and_says_nothing_that_we_do_not_know(parts: tuple[Element, Element]) -> None:
    assert problems(*parts) == []
    assert problems(parts[0]) == ["ComponentGroupRef Onderdelen: wijst nergens naar"], "one without the other is seen"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("<Media ", '<CustomAction Id="Haal" Execute="deferred" /><Media ', "CustomAction Haal: onbekend"),
        (' Guid="', ' Guid="x', "geen GUID"),
        (' KeyPath="yes"', "", "KeyPath ontbreekt"),
        ('<ComponentRef Id="Programma" />', "", "Component Programma: in geen onderdeel"),
        ('Ref Id="Programma"', 'Ref Id="Iets"', "ComponentRef Iets: wijst nergens naar"),
        ('Id="ARPNOMODIFY"', 'Id="ARPCOMMENTS"', "Property ARPCOMMENTS: dubbel"),
        ('Directory="ProgramMenuFolder"', 'Directory="Bureaublad"', "Shortcut Bureaublad: wijst nergens naar"),
        ('EmbedCab="yes"', 'EmbedCab="yes" Source="x"', "Source kennen wij niet"),
    ],
)
def test_the_weighing_sees_what_is_wrong(
    parts: tuple[Element, Element], before: str, after: str, expected: str
) -> None:
    text = RECIPE.read_text("utf-8")
    assert before in text
    found = problems(fromstring(text.replace(before, after, 1)), parts[1])
    assert any(expected in line for line in found), found


def test_every_file_is_installed_once_from_where_it_was_built(parts: tuple[Element, Element]) -> None:
    sources = [each.get("Source") for root in parts for each in root.iter(f"{WIX}File")]
    assert sorted(map(str, sources)) == sorted(f"$(var.Dist)/{name}" for name in FILES)


def test_both_programs_are_closed_and_what_does_not_answer_ends(parts: tuple[Element, Element]) -> None:
    closed = {each.get("Target"): each for each in parts[0].iter(f"{UTIL}CloseApplication")}
    assert closed.keys() == {name for name in FILES if name.endswith(".exe")}
    for each in closed.values():
        assert (each.get("TerminateProcess"), each.get("RebootPrompt"), each.get("PromptToContinue")) == (
            "0",
            "no",
            "no",
        )


def test_the_codes_by_which_windows_knows_the_product_never_change(program: Path) -> None:
    assert 'UpgradeCode="D02C40D5-7390-4050-8847-F917C7002185"' in RECIPE.read_text("utf-8")
    assert 'Productcode = "2EEE8CC8-5D93-5818-AA48-E83B443C2B05"' in bestanden.include("0.5.0")
    assert 'Id="cfbd1c6e65cba5aedb298c20d2432ef38" Guid="28BAC499-D9AD-56C2-BB99-E2DC8D3FC709"' in bestanden.fragment(
        [PurePosixPath("lib/PIL/_imaging.cpython-311-x86_64-linux-gnu.so")]
    )
    once, again = (bestanden.fragment(bestanden.files_of(program)) for _ in range(2))
    assert once == again


@given(st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(0, 70_000)))
def test_a_version_is_taken_as_windows_orders_it_or_refused(numbers: tuple[int, int, int]) -> None:
    text = ".".join(map(str, numbers))
    if all(number <= most for number, most in zip(numbers, (255, 255, 65535), strict=True)):
        assert bestanden.version_for_windows(text) == text
        assert f'Versie = "{text}"' in bestanden.include(text)
    else:
        with pytest.raises(bestanden.Wrong, match=re.escape(text)):
            bestanden.version_for_windows(text)


@pytest.mark.parametrize("text", ["1.2", "1.2.3rc1", "1.2.3.4", "", "1.2.x"])
def test_another_kind_of_version_is_refused(text: str) -> None:
    with pytest.raises(bestanden.Wrong, match="drie getallen"):
        bestanden.include(text)


def test_the_version_of_now_can_become_an_msi() -> None:
    assert bestanden.version_for_windows(bouw.version())


@pytest.mark.parametrize(
    ("extra", "words"),
    [(".portable", "bewaart niets naast zichzelf"), ("LIB/python311.dll", "hetzelfde bestand")],
)
def test_what_may_not_be_installed_is_refused(program: Path, tmp_path: Path, extra: str, words: str) -> None:
    folder = shutil.copytree(program, tmp_path / "expertteam")
    (folder / extra).parent.mkdir(exist_ok=True)
    if (folder / extra).exists():
        pytest.skip("Dit bestandssysteem kent geen verschil tussen hoofdletters en kleine letters.")
    (folder / extra).touch()
    with pytest.raises(bestanden.Wrong, match=words):
        bestanden.files_of(folder)


def test_a_build_for_another_system_is_refused(tmp_path: Path) -> None:
    (tmp_path / "expertteam").touch()
    with pytest.raises(bestanden.Wrong, match=r"expertteam\.exe"):
        bestanden.files_of(tmp_path)


@pytest.mark.skipif(
    not all(map(shutil.which, msi_proef.TOOLS)),
    reason="wixl en msitools (Debian) bouwen en lezen een msi; ze zijn er niet",
)
def test_a_real_msi_installs_every_file_and_does_nothing_else(program: Path, tmp_path: Path) -> None:
    icon = tmp_path / "beeld.ico"
    Image.new("RGBA", (32, 32)).save(icon)
    msi = tmp_path / "werk" / "proef.msi"
    msi.parent.mkdir()
    assert msi_proef.build(program, icon, msi) == "", "wixl knows every word"
    assert msi_proef.recipe_problems(msi) == []
    assert msi_proef.differences(msi, program, tmp_path / "uit") == []
    said = {row["Property"]: row["Value"] for row in msi_proef.table(msi, "Property")}
    assert said["ProductVersion"] == bouw.version()
    assert uuid.UUID(said["ProductCode"]).version == 5
    assert any("nieuwere versie" in row["Description"] for row in msi_proef.table(msi, "LaunchCondition"))
    changed = shutil.copytree(program, tmp_path / "anders")
    (changed / "licenties.txt").write_bytes(b"Zo mag het niet.")
    (changed / "lib" / "python311.dll").unlink()
    assert msi_proef.differences(msi, changed, tmp_path / "uit2") == [
        "lib/python311.dll is niet in beide",
        "licenties.txt is anders",
    ]


@pytest.mark.skipif(not all(map(shutil.which, msi_proef.TOOLS)), reason=NO_TOOLS)
def test_the_reading_of_an_msi_sees_what_windows_would_refuse(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    icon = tmp_path / "beeld.ico"
    Image.new("RGBA", (32, 32)).save(icon)
    text = RECIPE.read_text("utf-8")
    for before, after in (
        (' InstallScope="perMachine"', ""),
        ('"ProgramFiles64Folder"', '"LocalAppDataFolder"'),
        (' Win64="yes"', ""),
        ('DowngradeErrorMessage="', 'DowngradeErrorMessage="' + "lang " * 60),
        ('Id="pictogram.exe"', 'Id="pictogram.ico"'),
        ('Icon="pictogram.exe"', 'Icon="pictogram.ico"'),
    ):
        assert before in text
        text = text.replace(before, after)
    recipe = tmp_path / "anders.wxs"
    recipe.write_text(text, "utf-8")
    monkeypatch.setattr(msi_proef, "RECIPE", recipe)
    msi = tmp_path / "werk" / "proef.msi"
    msi.parent.mkdir()
    msi_proef.build(program, icon, msi)
    found = msi_proef.recipe_problems(msi)
    assert found[:4] == [
        "niet per computer",
        "niet in Program Files",
        "niet alles 64 bits",
        "pictogram heet niet als het programma",
    ]
    assert any(line.startswith("LaunchCondition.Description: lang lang") for line in found)
