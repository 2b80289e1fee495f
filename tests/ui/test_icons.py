import gc
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage

from expertteam_app.resources import resources_dir
from expertteam_app.ui.icons import icon
from expertteam_app.ui.theme import DARK, LIGHT, Mode, Theme, Tone

UI = Path(__file__).parents[2] / "expertteam_app" / "ui"


def solid_colors(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {p.name() for p in pixels if p.alpha() == 255}


def drawn(made: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, scale: float = 1.0) -> QImage:
    return made.pixmap(QSize(24, 24), scale, mode).toImage()


def test_every_icon_in_the_code_has_its_drawing() -> None:
    names = {n for p in UI.rglob("*.py") for n in re.findall(r'\bicon\(\s*"([^"]+)"', p.read_text("utf-8"))}
    names |= {n for p in UI.rglob("*.py") for n in re.findall(r'\bEmptyState\(\s*"([^"]+)"', p.read_text("utf-8"))}
    assert len(names) > 10
    assert [n for n in sorted(names) if not (resources_dir() / "icons" / f"{n}.svg").exists()] == []


def test_the_licence_travels_with_the_icons() -> None:
    assert "ISC License" in (resources_dir() / "icons" / "LICENSE").read_text("utf-8")
    assert "lucide-static` 1.62.0" in (resources_dir() / "icons" / "README.md").read_text("utf-8")


def test_an_unknown_icon_is_found_out_at_once() -> None:
    with pytest.raises(FileNotFoundError, match="bestaatniet"):
        icon("bestaatniet")


def test_an_icon_changes_colour_with_the_scheme(theme: Theme) -> None:
    made = icon("square")
    assert solid_colors(drawn(made)) == {LIGHT.text}
    theme.set_mode(Mode.DARK)
    assert solid_colors(drawn(made)) == {DARK.text}


@pytest.mark.usefixtures("theme")
def test_a_disabled_icon_and_a_tone_have_their_own_colour() -> None:
    made = icon("square", Tone.FOUT)
    assert solid_colors(drawn(made)) == {LIGHT.tones[Tone.FOUT].ink}
    assert solid_colors(drawn(made, QIcon.Mode.Disabled)) == {QColor(LIGHT.disabled).name()}


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("size", [QSize(0, 0), QSize(16, 0), QSize(-1, -1)])
def test_no_room_gives_no_picture_and_no_complaint(size: QSize, capfd: pytest.CaptureFixture[str]) -> None:
    assert icon("square").pixmap(size).isNull()
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("theme")
def test_an_icon_is_drawn_anew_for_a_sharp_screen() -> None:
    image = drawn(icon("square"), scale=2.0)
    assert (image.width(), image.height()) == (48, 48)
    # A doubled small picture has its pixels in blocks of two by two; a drawing of its own has not.
    blocks = [
        len({image.pixel(x + dx, y + dy) for dx in (0, 1) for dy in (0, 1)})
        for x in range(0, 48, 2)
        for y in range(0, 48, 2)
    ]
    assert max(blocks) > 1


@pytest.mark.usefixtures("theme")
def test_many_icons_come_and_go() -> None:
    made = [icon("lock") for _ in range(500)]
    copies = [QIcon(one) for one in made]
    del made
    gc.collect()
    assert all(solid_colors(drawn(one)) for one in copies[::50])
