"""Every version that the changelog knows is told in Dutch, in short sentences, and the program knows which it is."""

from __future__ import annotations

import re
import tomllib
from datetime import date

import pytest

from expertteam_app import __version__
from expertteam_app.domain.nieuws import as_text, parse_nieuws, until
from expertteam_app.domain.versie import is_newer
from expertteam_app.services.handleiding import NIEUWS, hoofdstukken, nieuws
from tests.conftest import PROGRAM
from tests.docs.test_handleiding import DUTCH_SLOT, FOREIGN, SOURCE

ROOT = PROGRAM.parent
VERSIONS = re.findall(r"^## (\d+\.\d+\.\d+)(, on its way)?$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
GOOD = '[[nieuws]]\nversie = "1.10.0"\nkern = "A."\npunten = ["B."]\n'


def test_every_version_of_the_changelog_is_told_in_the_same_order() -> None:
    assert len(VERSIONS) >= 6
    assert [each.versie for each in nieuws()] == [number for number, _ in VERSIONS]
    assert [each.datum is None for each in nieuws()] == [bool(coming) for _, coming in VERSIONS]
    days = [each.datum for each in nieuws() if each.datum]
    assert days == sorted(days, reverse=True)


def test_the_newest_that_is_out_is_the_version_of_the_program() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert next(number for number, coming in VERSIONS if not coming) == project["version"] == __version__


def test_the_program_tells_of_itself_and_not_of_what_is_to_come() -> None:
    text = next(chapter.tekst for chapter in hoofdstukken() if chapter.slug == NIEUWS)
    told = re.findall(r"^## Versie (\S+?)(?:,|$)", text, re.MULTILINE)
    assert told[0] == __version__
    assert told == [number for number, _ in VERSIONS if not is_newer(number, __version__)]
    assert until(nieuws(), "0.1.0")[0].versie == "0.1.0"


def test_the_words_are_short_and_dutch() -> None:
    for each in nieuws():
        assert 4 <= len(each.punten) <= 12, each.versie
        text = re.sub(r"^#.*$", "", as_text([each]), flags=re.MULTILINE)
        lengths = [len(s.split()) for s in re.split(r"(?<=[.?!:])\s+|\n", text) if s.strip()]
        assert max(lengths) <= 22, each.versie
        assert sum(lengths) / len(lengths) < 14, each.versie
        for line in (each.kern, *each.punten):
            assert line.endswith("."), line
            assert len(line) < 160, line
        for word in FOREIGN:
            assert not re.search(rf"\b{word}\b", re.sub(DUTCH_SLOT, "", text), re.IGNORECASE), (each.versie, word)
        for name in re.findall(r"«([^»]+)»", text):
            assert f'"{name}"' in SOURCE, name


def test_versions_count_as_numbers() -> None:
    assert is_newer("0.10.0", "0.9.9")
    assert not is_newer("0.6.0", "0.6.0")
    for nothing in ("", "1", "1.2", "x.y.z", "1.2.3-rc", "0.6.0\n"):
        assert is_newer("0.0.1", nothing)
        assert not is_newer(nothing, "0.0.1")


@pytest.mark.parametrize(
    "wrong",
    [
        GOOD.replace("1.10.0", "1.10"),
        GOOD.replace('"B."', ""),
        GOOD.replace('"A."', '""'),
        GOOD + GOOD,
        GOOD.replace("1.10.0", "1.9.0") + GOOD,
    ],
)
def test_a_file_that_is_not_in_order_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="nieuws"):
        parse_nieuws(wrong)


def test_a_version_reads_as_a_chapter() -> None:
    (found,) = parse_nieuws(GOOD.replace("kern", "datum = 2026-11-27\nkern"))
    assert found.datum == date(2026, 11, 27)
    assert as_text([found]) == "## Versie 1.10.0, vrijdag 27 november 2026\n\nA.\n\n- B."
