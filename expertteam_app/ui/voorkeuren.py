"""What is chosen on this computer: how the window looks and prints. It is kept beside the kluizen, and is of nobody.

What the policy of the beheerder fixes goes before what was chosen; that is kept for when the policy goes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings

from expertteam_app.domain.beleid import PRINT, TEKSTGROOTTE, THEMA, Beleid
from expertteam_app.domain.versie import is_newer
from expertteam_app.ui.theme import TEXT_SCALES, Mode

_VERSIE: Final = "versie"
_YES: Final = "true"


class Voorkeuren:
    """The choices of this computer.

    Args:
        file: where they are kept.
        beleid: what cannot be chosen here.
    """

    def __init__(self, file: Path, beleid: Beleid) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)
        self.beleid = beleid

    def is_fixed(self, key: str) -> bool:
        """Whether the policy leaves no choice in `TEKSTGROOTTE`, `THEMA` or `PRINT`."""
        beleid = self.beleid
        fixed = {TEKSTGROOTTE: beleid.tekstgrootte, THEMA: beleid.thema, PRINT: beleid.printvriendelijk}
        return fixed[key] is not None

    @property
    def mode(self) -> Mode:
        """The colours."""
        fixed = self.beleid.thema
        return stored_mode(self._settings) if fixed is None else (Mode(fixed) if fixed in set(Mode) else Mode.SYSTEM)

    @property
    def scale(self) -> int:
        """The size of the text, in percent."""
        fixed = self.beleid.tekstgrootte
        return stored_scale(self._settings) if fixed is None else fixed

    @property
    def print_friendly(self) -> bool:
        """Whether documents do without coloured surfaces."""
        fixed = self.beleid.printvriendelijk
        return stored_print(self._settings) if fixed is None else fixed

    def keep_mode(self, mode: Mode) -> None:
        """Remember the colours."""
        self._keep(THEMA, mode.value)

    def keep_scale(self, percent: int) -> None:
        """Remember the size of the text."""
        self._keep(TEKSTGROOTTE, percent)

    def keep_print_friendly(self, *, on: bool) -> None:
        """Remember how documents are made."""
        self._keep(PRINT, _YES if on else "false")

    def _keep(self, key: str, value: object) -> None:
        self._settings.setValue(key, value)
        self._settings.sync()  # a crash takes no choice away

    def came_with(self, versie: str, *, first: bool) -> bool:
        """Whether this is the first time that the program of this version is here in place of an older one.

        Args:
            versie: of the program that runs.
            first: whether nothing was ever done on this computer: then nothing is new.
        """
        before = str(self._settings.value(_VERSIE, ""))
        newer = bool(before) or not first
        newer = newer and is_newer(versie, before)
        if not newer and before != versie and not is_newer(before, versie):
            self.has_seen(versie)
        return newer

    def has_seen(self, versie: str) -> None:
        """The news of this version was told."""
        self._keep(_VERSIE, versie)


def stored_mode(settings: QSettings) -> Mode:
    """The colours as they were chosen on this computer; whatever else the file says is passed over."""
    stored = str(settings.value(THEMA, Mode.SYSTEM.value))
    return Mode(stored) if stored in set(Mode) else Mode.SYSTEM


def stored_scale(settings: QSettings) -> int:
    """The text size that was chosen on this computer, in percent."""
    stored = str(settings.value(TEKSTGROOTTE, "100"))
    return int(stored) if stored in map(str, TEXT_SCALES) else 100


def stored_print(settings: QSettings) -> bool:
    """Whether documents for a plain printer were chosen on this computer."""
    return str(settings.value(PRINT, "")) == _YES
