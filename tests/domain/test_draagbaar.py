"""Where a built program may start: the judgement alone, on paths of Windows and of Linux."""

from __future__ import annotations

from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.draagbaar import Opstelling, Plek, bezwaar, niet_te_schrijven, plek_van

TEMP = PureWindowsPath(r"D:\Vluchtig\Temp")
PLAIN = st.text(st.sampled_from("abcXYZ 0-_é"), min_size=1, max_size=8).map(lambda name: f"m{name}")
ROOTS: st.SearchStrategy[PurePath] = st.sampled_from([PurePosixPath("/"), PureWindowsPath("E:\\")])
FOLDERS = st.builds(lambda root, parts: root.joinpath(*parts), ROOTS, st.lists(PLAIN, max_size=5))


def judged(folder: PurePath, *temporary: PurePath, merk: bool = True, onderdelen: bool = True) -> Plek:
    return plek_van(Opstelling(folder, temporary, merk=merk, onderdelen=onderdelen))


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        (r"D:\Vluchtig\Temp\Temp1_expertteam-draagbaar.zip\Expertteam", Plek.IN_ZIP),
        (r"d:\vluchtig\TEMP\0c1f_expertteam.zip.9a2\Expertteam", Plek.IN_ZIP),
        (r"D:\Vluchtig\Temp\7zO4A1B\Expertteam", Plek.TIJDELIJK),
        (r"D:\Vluchtig\Temp", Plek.TIJDELIJK),
        (r"D:\Vluchtig\Tempo\Expertteam", Plek.DRAAGBAAR),
        (r"E:\Downloads\Expertteam.ZIP\Expertteam", Plek.IN_ZIP),
        (r"E:\Expertteam.zip.oud\Expertteam", Plek.DRAAGBAAR),
        (r"E:\zip\Expertteam", Plek.DRAAGBAAR),
        (r"E:\Expertteam", Plek.DRAAGBAAR),
    ],
)
def test_the_places_where_windows_puts_what_is_not_unpacked(folder: str, expected: Plek) -> None:
    assert judged(PureWindowsPath(folder), TEMP) is expected


@given(FOLDERS, st.booleans())
def test_a_whole_program_on_a_place_of_its_own_starts(folder: PurePath, merk: bool) -> None:  # noqa: FBT001 - hypothesis passes by name
    plek = judged(folder, folder / "elders", merk=merk)
    assert plek is (Plek.DRAAGBAAR if merk else Plek.VAST)
    assert bezwaar(plek) is None


@given(FOLDERS, st.lists(PLAIN, max_size=3))
def test_a_portable_program_never_starts_under_the_temporary_folder_and_an_installed_one_does(
    temporary: PurePath, below: list[str]
) -> None:
    folder = temporary.joinpath(*below)
    assert judged(folder, folder / "ander", temporary) is Plek.TIJDELIJK
    assert judged(folder, temporary, merk=False) is Plek.VAST


@given(FOLDERS, PLAIN, st.sampled_from([".zip", ".ZIP", ".Zip"]), st.lists(PLAIN, max_size=3), st.booleans())
def test_a_folder_named_as_a_zip_is_refused_whatever_else_is_there(
    above: PurePath,
    name: str,
    ending: str,
    below: list[str],
    there: bool,  # noqa: FBT001 - hypothesis passes by position
) -> None:
    assert judged(above.joinpath(name + ending, *below), merk=there, onderdelen=not there) is Plek.IN_ZIP


@given(FOLDERS, st.booleans(), st.booleans())
def test_a_program_without_its_parts_never_starts(folder: PurePath, merk: bool, temporary: bool) -> None:  # noqa: FBT001 - hypothesis passes by position
    plek = judged(folder, *([folder] if temporary else []), merk=merk, onderdelen=False)
    assert plek is Plek.ONVOLLEDIG
    assert bezwaar(plek) is not None


def test_every_refusal_says_what_happened_and_what_to_do() -> None:
    refusals = [problem for plek in Plek if (problem := bezwaar(plek))] + [niet_te_schrijven()]
    assert len(refusals) == 4
    for problem in refusals:
        assert problem.exit_code == 3
        for sentence in (problem.text, problem.remedy):
            assert sentence.endswith(".")
            assert len(sentence) > 60
