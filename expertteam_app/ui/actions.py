"""What a user can do, as data: one list feeds the shortcuts, the palette, the menus and the help sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from expertteam_app.domain.codelijst import fold
from expertteam_app.ui.icons import icon

OVERAL = ""
"""The page of a command that works everywhere."""


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a user can do.

    Attributes:
        id: stable name, e.g. ``casus.nieuw``.
        text: what it does, in Dutch, as a verb phrase.
        run: does it.
        keys: shortcut in Qt's portable form (``Ctrl+K``), or empty.
        icon: name of an icon, or empty.
        enabled: whether it can be done now.
        page: id of the page it belongs to, or `OVERAL`.
    """

    id: str
    text: str
    run: Callable[[], object]
    keys: str = ""
    icon: str = ""
    enabled: Callable[[], bool] = _always
    page: str = OVERAL


_KEY_NAMES = {"Shift": "Shift", "Del": "Delete", "PgUp": "Page Up", "PgDown": "Page Down", "Ins": "Insert"}


def key_text(keys: str) -> str:
    """How a shortcut is written for people: ``Ctrl+Shift+H``."""
    return "+".join(_KEY_NAMES.get(part, part) for part in keys.split("+")) if keys else ""


class Commands:
    """The commands that can be given now: those of the program and those of the page on the screen."""

    def __init__(self) -> None:
        self._by_id: dict[str, Command] = {}

    def __iter__(self) -> Iterator[Command]:
        return iter(self._by_id.values())

    def get(self, command_id: str) -> Command | None:
        """The command with this id, or None."""
        return self._by_id.get(command_id)

    def add(self, commands: Iterable[Command]) -> None:
        """Add commands.

        Raises:
            ValueError: an id or a shortcut is taken; names both commands.
        """
        for command in commands:
            for other in self._by_id.values():
                if other.id == command.id or (command.keys and _same_keys(other.keys, command.keys)):
                    raise ValueError(f"{command.id} ({command.keys}) botst met {other.id} ({other.keys})")
            self._by_id[command.id] = command

    def put(self, commands: Iterable[Command]) -> None:
        """Give commands that are there other words; their id and shortcut stay."""
        for command in commands:
            if command.id in self._by_id:
                self._by_id[command.id] = command

    def find(self, text: str) -> list[Command]:
        """The commands that can be given now and whose text holds every typed word, best first.

        A word fits at the start of a word before it fits inside one; then those of the page go before those that
        work everywhere.
        """
        words = fold(text).split()
        scored = [(score, c) for c in self if c.enabled() and (score := _score(words, c)) is not None]
        return [c for _, c in sorted(scored, key=lambda pair: (pair[0], pair[1].page == OVERAL))]


def _same_keys(one: str, other: str) -> bool:
    return QKeySequence(one) == QKeySequence(other)


def _score(words: list[str], command: Command) -> int | None:
    text = f" {fold(command.text)}"
    if not all(word in text for word in words):
        return None
    return sum(f" {word}" not in text for word in words)


def make_action(command: Command, owner: QWidget) -> QAction:
    """A Qt action for a command, active in the whole window of `owner`.

    Its shortcut does nothing while the command is not enabled.
    """
    action = QAction(command.text, owner)
    if command.icon:
        action.setIcon(icon(command.icon))
    if command.keys:
        action.setShortcut(QKeySequence(command.keys))
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.triggered.connect(lambda: command.run() if command.enabled() else None)
    return action
