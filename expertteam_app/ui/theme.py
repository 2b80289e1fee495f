"""How the program looks: three designed colour schemes, one font, one stylesheet, and sizes that follow the text.

Every colour of the window stands in this file. Widgets take theirs from the palette, or, where a palette has no word
for it (a warning, a card), from `scheme_of(widget.palette())`, so that a change of scheme reaches all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from string import Template
from typing import Final

from PySide6.QtCore import QDir, QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from expertteam_app.resources import resource_path, resources_dir

FONT_FAMILY: Final = "IBM Plex Sans"
BASE_POINTS: Final = 10.0
TEXT_SCALES: Final = (100, 125, 150, 200)


class Mode(StrEnum):
    """Which scheme the user wants; the value is what is stored."""

    SYSTEM = "systeem"
    LIGHT = "licht"
    DARK = "donker"
    CONTRAST = "contrast"


class Tone(StrEnum):
    """What a pill, a bar or an icon means; always beside a text or an icon, never alone."""

    NEUTRAAL = "neutraal"
    INFO = "info"
    GOED = "goed"
    LET_OP = "let op"
    FOUT = "fout"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Distances and roundings, in device independent pixels at 100% text."""

    xs: int = 4
    s: int = 8
    m: int = 12
    l: int = 16  # noqa: E741 - the size names of the design, xs to xl
    xl: int = 24
    radius_s: int = 4
    radius_m: int = 8
    focus: int = 2


TOKENS: Final = Tokens()


@dataclass(frozen=True, slots=True)
class Ink:
    """A tone's colours: `ink` for text and icons, `soft` for the surface behind it."""

    ink: str
    soft: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """One designed set of colours, as ``#rrggbb``.

    Attributes:
        window: behind everything; `card` lies on it; `field` is where one types.
        text, quiet: ordinary text, and text that explains.
        line: separates what belongs together (decoration); `edge`: the outline of a control (at least 3:1).
        accent, on_accent: the one accent and what is written on it; `accent_soft`: a chosen row or page.
        focus: the ring around what has the keyboard.
    """

    name: str
    window: str
    rail: str
    card: str
    field: str
    alternate: str
    button: str
    hover: str
    text: str
    quiet: str
    disabled: str
    line: str
    edge: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    focus: str
    tones: dict[Tone, Ink]


LIGHT: Final = Scheme(
    name="licht",
    window="#f6f4f0",
    rail="#ebe7df",
    card="#ffffff",
    field="#ffffff",
    alternate="#faf8f5",
    button="#ffffff",
    hover="#f0ece4",
    text="#22201c",
    quiet="#5c564d",
    disabled="#8b857b",
    line="#ddd7cc",
    edge="#857e72",
    accent="#0b5c63",
    accent_hover="#084a50",
    on_accent="#ffffff",
    accent_soft="#d9eaea",
    focus="#0b5c63",
    tones={
        Tone.NEUTRAAL: Ink("#5c564d", "#ebe7df"),
        Tone.INFO: Ink("#1b5583", "#e2edf6"),
        Tone.GOED: Ink("#1d6437", "#e1f0e4"),
        Tone.LET_OP: Ink("#7a4b00", "#fbedcf"),
        Tone.FOUT: Ink("#9c271d", "#fbe5e1"),
    },
)

DARK: Final = Scheme(
    name="donker",
    window="#1d1c1a",
    rail="#171614",
    card="#272623",
    field="#1f1e1c",
    alternate="#2c2b28",
    button="#34322e",
    hover="#3d3b36",
    text="#ece8e1",
    quiet="#b8b1a6",
    disabled="#7d776d",
    line="#3f3d38",
    edge="#8f897e",
    accent="#7ac6ca",
    accent_hover="#95d5d8",
    on_accent="#0d1f20",
    accent_soft="#1f4245",
    focus="#7ac6ca",
    tones={
        Tone.NEUTRAAL: Ink("#c2bbb0", "#34322e"),
        Tone.INFO: Ink("#94c6f3", "#1b3147"),
        Tone.GOED: Ink("#8ad49f", "#1c3726"),
        Tone.LET_OP: Ink("#f2c26b", "#3d3014"),
        Tone.FOUT: Ink("#ffa59b", "#47221e"),
    },
)


CONTRAST: Final = Scheme(
    name="contrast",
    window="#000000",
    rail="#000000",
    card="#000000",
    field="#000000",
    alternate="#141414",
    button="#000000",
    hover="#2b2b2b",
    text="#ffffff",
    quiet="#e0e0e0",
    disabled="#a8a8a8",
    line="#b4b4b4",
    edge="#ffffff",
    accent="#ffe600",
    accent_hover="#fff27a",
    on_accent="#000000",
    accent_soft="#005ba0",
    focus="#00e5ff",
    tones={
        Tone.NEUTRAAL: Ink("#e0e0e0", "#2b2b2b"),
        Tone.INFO: Ink("#9fdcff", "#002038"),
        Tone.GOED: Ink("#86ffa2", "#002b10"),
        Tone.LET_OP: Ink("#ffd24d", "#2e2200"),
        Tone.FOUT: Ink("#ffb3ab", "#3a0500"),
    },
)
"""High contrast: text at least 7:1 (6.5:1 where it is chosen), every outline and every choice at least 3:1."""

SCHEMES: Final = (LIGHT, DARK, CONTRAST)


def scheme_of(palette: QPalette) -> Scheme:
    """The scheme a palette belongs to; a foreign palette gets the nearest by lightness."""
    window = palette.color(QPalette.ColorRole.Window).name()
    for scheme in SCHEMES:
        if scheme.window == window:
            return scheme
    dark_text = palette.color(QPalette.ColorRole.WindowText).lightnessF()
    return DARK if dark_text > palette.color(QPalette.ColorRole.Window).lightnessF() else LIGHT


def tone_colors(palette: QPalette, tone: Tone) -> tuple[QColor, QColor]:
    """The ink and the soft surface of a tone, for widgets that paint themselves."""
    pair = scheme_of(palette).tones[tone]
    return QColor(pair.ink), QColor(pair.soft)


def build_palette(scheme: Scheme) -> QPalette:
    """The Qt palette of a scheme, with its disabled group."""
    role = QPalette.ColorRole
    colors = {
        role.Window: scheme.window,
        role.WindowText: scheme.text,
        role.Base: scheme.field,
        role.AlternateBase: scheme.alternate,
        role.Text: scheme.text,
        role.PlaceholderText: scheme.quiet,
        role.Button: scheme.button,
        role.ButtonText: scheme.text,
        role.BrightText: scheme.tones[Tone.FOUT].ink,
        role.Light: scheme.card,
        role.Midlight: scheme.line,
        role.Mid: scheme.edge,
        role.Dark: scheme.quiet,
        role.Shadow: scheme.text,
        role.Highlight: scheme.accent,
        role.HighlightedText: scheme.on_accent,
        role.Accent: scheme.accent,
        role.Link: scheme.accent,
        role.LinkVisited: scheme.accent,
        role.ToolTipBase: scheme.card,
        role.ToolTipText: scheme.text,
    }
    palette = QPalette()
    for each, color in colors.items():
        palette.setColor(each, QColor(color))
    for each in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(scheme.disabled))
    return palette


def build_stylesheet(scheme: Scheme, text_scale: int) -> str:
    """The stylesheet of ``resources/stijl`` with the colours of a scheme and sizes for a text scale in percent."""
    names = [f.name for f in Scheme.__dataclass_fields__.values() if f.name not in {"name", "tones"}]
    values = {name: str(getattr(scheme, name)) for name in names}
    for tone, pair in scheme.tones.items():
        key = tone.name.lower()
        values |= {f"{key}_ink": pair.ink, f"{key}_soft": pair.soft}
    factor = text_scale / 100
    sizes = {"small": 9.0, "base": BASE_POINTS, "lead": 11.5, "title": 17.0, "figure": 22.0}
    values |= {f"pt_{name}": f"{points * factor:.1f}pt" for name, points in sizes.items()}
    values |= {f"px_{n}": f"{round(n * factor)}px" for n in (8, 12, 14, 16, 18, 24)}
    values |= _radio_sizes(factor)
    values["scheme"] = scheme.name
    return Template(resource_path("stijl", "expertteam.qss").read_text(encoding="utf-8")).substitute(values)


def _radio_sizes(factor: float) -> dict[str, str]:
    whole, edge = round(16 * factor), round(5 * factor)
    sizes = {"off": whole - 2, "on": whole - 2 * edge, "edge": edge, "radius": whole // 2}
    return {f"radio_{name}": f"{pixels}px" for name, pixels in sizes.items()}


def load_fonts() -> None:
    """Make the shipped fonts known to Qt.

    Raises:
        FileNotFoundError: the installation lacks the fonts.
    """
    if FONT_FAMILY in QFontDatabase.families():
        return
    for style in ("Regular", "Italic", "SemiBold", "Bold"):
        QFontDatabase.addApplicationFont(str(resource_path("fonts", f"IBMPlexSans-{style}.ttf")))


def set_language(app: QApplication) -> None:
    """Dutch for Qt's own texts (Opslaan, Annuleren), dates and numbers."""
    QLocale.setDefault(QLocale("nl_NL"))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_nl", folder):
        app.installTranslator(translator)


class Theme(QObject):
    """Dresses the application and follows the system while the mode says so.

    Emits `changed` after every change of scheme or text scale.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = Mode.SYSTEM, text_scale: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode
        self._text_scale = text_scale
        load_fonts()
        QDir.setSearchPaths("stijl", [str(resources_dir() / "stijl")])
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        app.styleHints().accessibility().contrastPreferenceChanged.connect(self._system_changed)
        self.apply()

    @property
    def mode(self) -> Mode:
        """The choice of the user."""
        return self._mode

    @property
    def text_scale(self) -> int:
        """Text size in percent, one of `TEXT_SCALES`."""
        return self._text_scale

    @property
    def scheme(self) -> Scheme:
        """The scheme in use now."""
        if self._mode is Mode.SYSTEM:
            hints = self._app.styleHints()
            if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
                return CONTRAST
            return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return {Mode.LIGHT: LIGHT, Mode.DARK: DARK, Mode.CONTRAST: CONTRAST}[self._mode]

    def set_mode(self, mode: Mode) -> None:
        """Choose light, dark, high contrast or as the system."""
        self._mode = mode
        self.apply()

    def set_text_scale(self, percent: int) -> None:
        """Choose the text size.

        Raises:
            ValueError: no size of `TEXT_SCALES`.
        """
        if percent not in TEXT_SCALES:
            raise ValueError(f"Tekstgrootte {percent}% bestaat niet.")
        self._text_scale = percent
        self.apply()

    def apply(self) -> None:
        """Dress the application again."""
        wanted = {Mode.SYSTEM: Qt.ColorScheme.Unknown, Mode.LIGHT: Qt.ColorScheme.Light}
        hints = self._app.styleHints()
        hints.blockSignals(True)
        hints.setColorScheme(wanted.get(self._mode, Qt.ColorScheme.Dark))
        hints.blockSignals(False)
        self._app.setStyleSheet("")
        self._app.setPalette(build_palette(self.scheme))
        font = QFont(FONT_FAMILY)
        font.setPointSizeF(BASE_POINTS * self._text_scale / 100)
        self._app.setFont(font)
        self._app.setStyleSheet(build_stylesheet(self.scheme, self._text_scale))
        self.changed.emit()

    def _system_changed(self) -> None:
        if self._mode is Mode.SYSTEM:
            self.apply()
