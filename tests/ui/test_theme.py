import re
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.resources import resources_dir
from expertteam_app.ui.theme import (
    BASE_POINTS,
    CONTRAST,
    DARK,
    FONT_FAMILY,
    LIGHT,
    SCHEMES,
    TEXT_SCALES,
    Mode,
    Scheme,
    Theme,
    Tone,
    build_palette,
    build_stylesheet,
    scheme_of,
)

UI = Path(__file__).parents[2] / "expertteam_app" / "ui"
SURFACES = ("window", "rail", "card", "field", "alternate", "button", "hover", "accent_soft")


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: s.name)
@pytest.mark.parametrize("surface", SURFACES)
def test_text_reads_on_every_surface_and_parts_stand_out(scheme: Scheme, surface: str) -> None:
    under = getattr(scheme, surface)
    for text in (scheme.text, scheme.quiet, scheme.accent):
        assert contrast(text, under) >= 4.5
    for part in (scheme.edge, scheme.focus):
        assert contrast(part, under) >= 3


@pytest.mark.parametrize("surface", SURFACES)
def test_high_contrast_is_high(surface: str) -> None:
    under = getattr(CONTRAST, surface)
    if surface == "accent_soft":  # what is chosen: 3:1 to black and 7:1 to white is one single shade of grey
        assert contrast(under, CONTRAST.card) >= 3
        assert contrast(CONTRAST.text, under) >= 6.5
        return
    assert contrast(CONTRAST.text, under) >= 7
    for text in (CONTRAST.quiet, CONTRAST.accent, CONTRAST.focus, CONTRAST.edge):
        assert contrast(text, under) >= 7
    assert contrast(CONTRAST.disabled, under) >= 4.5
    assert contrast(CONTRAST.line, under) >= 4.5
    for ink in CONTRAST.tones.values():
        assert contrast(ink.ink, under) >= 7
        assert contrast(ink.ink, ink.soft) >= 7


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: s.name)
def test_tones_and_accent_read(scheme: Scheme) -> None:
    assert contrast(scheme.on_accent, scheme.accent) >= 4.5
    assert contrast(scheme.on_accent, scheme.accent_hover) >= 4.5
    assert contrast(scheme.quiet, scheme.hover) >= 4.5  # a disabled primary button
    assert set(scheme.tones) == set(Tone)
    for ink in scheme.tones.values():
        for under in (ink.soft, scheme.card, scheme.window, scheme.field, scheme.alternate):
            assert contrast(ink.ink, under) >= 4.5
        assert contrast(scheme.text, ink.soft) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: s.name)
def test_the_palette_qt_gets_reads_too(scheme: Scheme) -> None:
    role = QPalette.ColorRole
    palette = build_palette(scheme)
    for over, under in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.Link, role.Base),
        (role.ToolTipText, role.ToolTipBase),
        (role.BrightText, role.Window),
    ):
        assert contrast(palette.color(over).name(), palette.color(under).name()) >= 4.5
    assert contrast(palette.color(role.Mid).name(), palette.color(role.Base).name()) >= 3
    assert scheme_of(palette) is scheme


def test_colours_stand_in_the_theme_only() -> None:
    literal = re.compile(r"#[0-9a-fA-F]{6}\b|QColor\(\d|GlobalColor\.(?!transparent)")
    guilty = [p.name for p in UI.rglob("*.py") if p.name != "theme.py" and literal.search(p.read_text("utf-8"))]
    assert guilty == []
    assert not re.search(r"#[0-9a-fA-F]{6}\b", (resources_dir() / "stijl" / "expertteam.qss").read_text("utf-8"))


def test_drawings_of_the_stylesheet_have_the_colours_of_their_scheme() -> None:
    folder = resources_dir() / "stijl"
    for scheme in SCHEMES:
        assert f'stroke="{scheme.on_accent}"' in (folder / f"vink-{scheme.name}.svg").read_text("utf-8")
        assert f'stroke="{scheme.on_accent}"' in (folder / f"streep-{scheme.name}.svg").read_text("utf-8")
        for arrow in ("omlaag", "omhoog"):
            assert f'stroke="{scheme.quiet}"' in (folder / f"{arrow}-{scheme.name}.svg").read_text("utf-8")


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_every_drawing_the_stylesheet_names_exists(scale: int) -> None:
    for scheme in SCHEMES:
        sheet = build_stylesheet(scheme, scale)
        assert "$" not in sheet.split("*/", maxsplit=1)[1]
        named = set(re.findall(r"url\(stijl:([^)]+)\)", sheet))
        assert named
        assert all((resources_dir() / "stijl" / name).exists() for name in named)


def test_switches_between_light_and_dark_and_reaches_open_widgets(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(Mode.DARK)
    assert scheme_of(window.palette()) is DARK
    theme.set_mode(Mode.LIGHT)
    assert scheme_of(window.palette()) is LIGHT


def test_follows_the_system_only_when_asked(theme: Theme, qapp: QApplication) -> None:
    theme.set_mode(Mode.SYSTEM)
    dark = qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert theme.scheme is (DARK if dark else LIGHT)
    theme.set_mode(Mode.DARK)
    assert theme.scheme is DARK


def test_text_size_reaches_open_widgets_and_keeps_the_font(qtbot: QtBot, theme: Theme) -> None:
    label = QLabel("Casus")
    qtbot.addWidget(label)
    label.show()
    small = label.sizeHint().height()
    theme.set_text_scale(200)
    assert label.font().family() == FONT_FAMILY
    assert label.font().pointSizeF() == pytest.approx(2 * BASE_POINTS)
    assert label.sizeHint().height() >= 1.9 * small
    with pytest.raises(ValueError, match="110"):
        theme.set_text_scale(110)


@pytest.mark.parametrize("kind", [QPushButton, QLineEdit, QPlainTextEdit])
def test_the_focus_ring_is_two_pixels_and_moves_nothing(qtbot: QtBot, kind: type[QWidget]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    other, control = QPushButton("x", window), kind(window)
    control.setGeometry(40, 40, 200, 60)
    other.setGeometry(0, 0, 30, 30)
    window.show()
    window.activateWindow()
    other.setFocus()
    hint, without = control.sizeHint(), control.grab().toImage()
    control.setFocus()
    qtbot.waitUntil(control.hasFocus)
    image = control.grab().toImage()
    ring = QColor(LIGHT.focus)
    for x in (0, 1):
        assert image.pixelColor(x, 30) == ring
        assert without.pixelColor(x, 30) != ring
    assert image.pixelColor(3, 30) != ring
    assert control.sizeHint() == hint


def test_qt_speaks_dutch(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Annuleren"
    assert QLocale().toString(QDate(2026, 3, 1), QLocale.FormatType.LongFormat) == "zondag 1 maart 2026"
