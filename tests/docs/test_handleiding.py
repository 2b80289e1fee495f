"""The handleiding says what is so: its pictures, links, pages, keys and buttons are there; its sentences are short."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from expertteam_app.bootstrap import make_app
from expertteam_app.domain.access import Rol
from expertteam_app.domain.handleiding import Hoofdstuk
from expertteam_app.services.handleiding import NIEUWS, WOORDENLIJST, folder, hoofdstukken, woorden
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.actions import key_text
from expertteam_app.ui.app import DOOR
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.navigatie import Navigatie
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.casus_detail import PARTS
from expertteam_app.ui.pages.hiaten import part_titles
from expertteam_app.ui.work import Work
from tests.conftest import PROGRAM

CHAPTERS = hoofdstukken()
SOURCE = "\n".join(path.read_text("utf-8") for path in sorted(PROGRAM.rglob("*.py")))
KEYS_OF_QT = {"Tab", "Shift+Tab", "Shift"}
"""Keys that Qt answers itself; all others must stand in the program."""
KEY_NAMES = {"return": "enter", "ins": "insert", "del": "delete", "escape": "esc"}
KEY_NAMES |= {"left": "←", "right": "→", "up": "↑", "down": "↓"}
NAMED_KEY = re.compile(r"\*\*((?:(?:Ctrl|Alt|Shift)\+[^*]+)|F\d+|Shift|Enter|Esc|Tab|Insert|Ins|Delete|[A-Z])\*\*")
FOREIGN = (
    *("vault", "commit", "rekey", "dialog", "backup", "file", "folder", "default", "account", "login"),
    *("slot", "keyslot", "password", "user", "feature", "dashboard", "update", "batch", "workflow", "hash"),
)
DUTCH_SLOT = r"\b(?:op|achter|van het) slot\b"
"""What is locked is Dutch; a slot with keys in it is not."""


def one_name(key: str) -> str:
    """A key in one way of writing: ``Ctrl+Return`` and ``Ctrl+Enter`` are the same."""
    return "+".join(KEY_NAMES.get(part, part) for part in key.casefold().split("+")) if key != "Ctrl++" else "ctrl++"


def keys_in_source() -> set[str]:
    """The keys of buttons, shortcuts and key presses that stand literally in the window's own source."""
    window = "\n".join(path.read_text("utf-8") for path in sorted((PROGRAM / "ui").rglob("*.py")))
    written = re.findall(
        r'"((?:(?:Ctrl|Alt|Shift)\+)*(?:F\d+|Ins|Insert|Del|Delete|Return|Enter|Esc|Left|Right|[←→↑↓]))"', window
    )
    written += re.findall(r'"((?:Ctrl|Alt|Shift)\+(?:Shift\+)?\S+)"', window)
    pressed = re.findall(r"\bKey_(\w+)\b", window)
    pressed += re.findall(r'"([A-Z])": (?:_\w+|Qt\.)', window)  # the keys of a list of rows
    return {one_name(key) for key in (*written, *pressed)}


def texts() -> Iterator[tuple[Hoofdstuk, str]]:
    for chapter in CHAPTERS:
        yield chapter, chapter.tekst


def test_every_picture_is_there_and_is_used() -> None:
    named = [name for _, text in texts() for name in re.findall(r"!\[[^\]]+\]\(beelden/([\w-]+\.png)\)", text)]
    there = {path.name for path in (folder() / "beelden").glob("*")}
    assert sorted(named) == sorted(there)
    assert sum(path.stat().st_size for path in (folder() / "beelden").glob("*")) < 3_000_000


def test_every_link_goes_to_a_chapter() -> None:
    slugs = {c.slug for c in CHAPTERS}
    assert len(slugs) == len(CHAPTERS)
    for chapter, text in texts():
        for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)):
            assert target in slugs, (chapter.slug, target)


@pytest.fixture
def work() -> Iterator[Work]:
    made = Work(lambda error: pytest.fail(str(error)))
    yield made
    made.shutdown()


@pytest.fixture
def frame(sessie: Sessie, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Frame]:
    from PySide6.QtWidgets import QApplication

    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    app = make_app(qt, tmp_path_factory.mktemp("venster"))
    qtbot.addWidget(app.frame)
    app.frame.show_pages(Navigatie(sessie, app).specs(), "Oefenkluis", practice=True)
    yield app.frame
    app.work.shutdown()
    app.reading.shutdown()


def test_every_page_and_part_has_one_chapter_and_every_key_works(frame: Frame, sessie: Sessie, work: Work) -> None:
    pages = {spec.id for spec in frame._pages.specs} | {DOOR, "met-reden"}
    parts = {f"beheer:{p.title}" for p in BeheerPage(sessie, work).delen.parts}
    parts |= {f"casussen:{kind.title}" for kind in PARTS}
    parts |= {f"hiaten:{title}" for title in part_titles(sessie.actor)}
    named = Counter(place for chapter in CHAPTERS for place in chapter.paginas)
    assert {place for place, count in named.items() if count > 1} == set()
    assert pages - named.keys() == set()
    assert {place for place in named if ":" in place} - parts == set()
    assert {f"beheer:{p.title}" for p in BeheerPage(sessie, work).delen.parts} <= named.keys()

    known = {one_name(key) for key in KEYS_OF_QT} | keys_in_source()
    for spec in frame._pages.specs:
        if spec.id != "tijdmachine":
            frame.open_page(spec.id)
            known |= {one_name(key_text(c.keys)) for c in frame.commands if c.keys}
            known |= {key.casefold() for c in frame.commands for key in re.findall(r"\((\w) op een regel\)", c.text)}
    assert {"ctrl+k", "f7", "alt+9", "ctrl+enter", "insert", "u"} <= known
    assert "ctrl+shift+q" not in known
    for chapter, text in texts():
        for key in NAMED_KEY.findall(text):
            assert one_name(key) in known, (chapter.slug, key)


def test_every_button_that_is_quoted_is_a_button() -> None:
    for chapter, text in texts():
        for name in re.findall(r"«([^»]+)»", text):
            assert f'"{name}"' in SOURCE, (chapter.slug, name)


def test_sentences_are_short_and_dutch() -> None:
    for chapter, text in texts():
        plain = re.sub(r"^\|.*$|^#.*$|!\[[^\]]*\]\([^)]*\)", "", text, flags=re.MULTILINE)
        sentences = [s for s in re.split(r"(?<=[.?!:])\s+|\n\n|\n(?=[-\d])", plain) if s.strip()]
        lengths = [len(s.split()) for s in sentences]
        assert max(lengths) <= 30, (chapter.slug, max(sentences, key=lambda s: len(s.split())))
        assert sum(lengths) / len(lengths) < 15, chapter.slug
        for word in FOREIGN:
            assert not re.search(rf"\b{word}\b", re.sub(DUTCH_SLOT, "", plain), re.IGNORECASE), (chapter.slug, word)


def test_every_chapter_says_enough_and_not_more() -> None:
    for chapter, text in texts():
        if chapter.slug not in {WOORDENLIJST, NIEUWS}:
            assert 250 <= len(text.split()) <= 700, (chapter.slug, len(text.split()))


def test_roles_are_those_of_the_program() -> None:
    assert {rol for chapter in CHAPTERS for rol in chapter.rollen} <= set(Rol)


def test_the_words_are_those_of_the_program() -> None:
    words = woorden()
    assert len(words) > 60
    source = SOURCE.casefold()
    for word in words:
        stem = word.woord.casefold().removesuffix("en")
        assert any(each.casefold() in source for each in (stem, *word.ook)), word.woord
    titles = {"casus", "zitting", "zoekregel", "hiaat", "oorzaak", "actie", "bijlage", "mandaat", "logboek", "klok"}
    assert titles <= {w.woord for w in words}


def test_every_title_of_a_tab_or_page_is_a_word_or_told_in_a_chapter() -> None:
    told = " ".join([*(c.tekst for c in CHAPTERS), *(w.woord for w in woorden())]).casefold()
    titles = {m[1] for m in re.finditer(r'^    title = "([^"]+)"$', SOURCE, re.MULTILINE)}
    assert {"Zoekregels", "Samenhang", "Voorzieningen"} <= titles
    assert not [title for title in titles if title.casefold() not in told]


def test_a_meaning_is_one_or_two_short_sentences() -> None:
    for word in woorden():
        sentences = re.split(r"(?<=[.?!])\s+", word.uitleg)
        assert len(sentences) <= 3, word.woord
        assert max(len(sentence.split()) for sentence in sentences) <= 25, word.woord
