"""A reader of the screen: drives the program from another process through AT-SPI, and writes down what it would say.

Runs in the Python of the system, which has PyGObject; nothing of the program is imported. Everything is found by role
and name: no coordinates, no mouse.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version is chosen first

LIMIT = 15.0
"""Seconds after which what is waited for will not come any more."""
QUIET = 0.12
"""Seconds without an event after which the program has said what it had to say."""
KEYS = {
    "Enter": 0xFF0D,
    "Tab": 0xFF09,
    "Esc": 0xFF1B,
    "Spatie": 0x20,
    "Insert": 0xFF63,
    "Omlaag": 0xFF54,
    "Omhoog": 0xFF52,
    "End": 0xFF57,
    **{f"F{n}": 0xFFBD + n for n in range(1, 13)},
}
"""Keysyms of X."""
MODIFIERS = {"Ctrl": 37, "Shift": 50, "Alt": 64}
"""Keycodes of X."""
ROLES = {
    "push button": "knop",
    "check box": "selectievakje",
    "toggle button": "schakelknop",
    "radio button": "keuzerondje",
    "text": "invoerveld",
    "password text": "wachtzinveld",
    "spin button": "getalveld",
    "combo box": "keuzelijst",
    "list": "lijst",
    "list item": "lijstregel",
    "table cell": "cel",
    "table": "tabel",
    "page tab": "tabblad",
    "dialog": "dialoogvenster",
    "alert": "melding",
    "label": "tekst",
    "heading": "kop",
    "frame": "venster",
    "panel": "groep",
    "filler": "groep",
}
"""What a Dutch reader calls a role of AT-SPI."""
EVENTS = (
    "object:state-changed:focused",
    "object:announcement",
    "object:state-changed:showing",
    "window:activate",
)


class Stil(AssertionError):
    """The program did not come to what was expected; the text says what it said instead."""


class Lezer:
    """Starts the program and reads it; the transcript grows with every step.

    Args:
        command: what starts the program.
        say: gets each line of the transcript.
    """

    def __init__(self, command: Sequence[str], say: Callable[[str], object]) -> None:
        self._say = say
        self._focus: Any = None
        self._window = ""
        self._told: list[str] = []
        self._last = time.monotonic()
        self._loop = GLib.MainContext.default()
        self._listener = Atspi.EventListener.new(self._heard)
        for event in EVENTS:
            self._listener.register(event)
        self._program = subprocess.Popen(command, env={**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"})
        self._until(lambda: self._root() is not None, "het programma er is")

    # -- hearing -------------------------------------------------------------------------------------------------

    def _heard(self, event: Any) -> None:  # noqa: ANN401 - an event of PyGObject
        self._last = time.monotonic()
        try:
            if event.type == "object:announcement":
                self._told.append(str(event.any_data))
            elif event.type == "window:activate":
                self._window = event.source.get_name()
            elif event.type == "object:state-changed:focused" and event.detail1:
                self._focus = holder_of(event.source)
        except GLib.Error:  # gone before it could be asked
            return

    def _pump(self) -> None:
        while self._loop.iteration(False):  # noqa: FBT003 - of GLib
            pass
        time.sleep(0.005)

    def _until(self, done: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + LIMIT
        while not done():
            if self._program.poll() is not None:
                raise Stil(f"Het programma stopte met code {self._program.returncode}.")
            if time.monotonic() > end:
                raise Stil(f"Het komt er niet van dat {what}; nu is er: {self._words(self._focus)}; {self._told}")
            self._pump()

    def _settle(self) -> None:
        """Let the program finish what it says; bounded, because a program that talks on is heard too."""
        end = time.monotonic() + LIMIT
        while time.monotonic() - self._last < QUIET and time.monotonic() < end:
            self._pump()

    def _root(self) -> Any:  # noqa: ANN401 - an object of PyGObject
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            found = desktop.get_child_at_index(number)
            if found is not None and found.get_process_id() == self._program.pid and found.get_child_count():
                return found
        return None

    # -- in words ------------------------------------------------------------------------------------------------

    def _words(self, node: Any) -> str:  # noqa: ANN401 - an object of PyGObject
        if node is None:
            return "niets"
        try:
            node.clear_cache()
            role, name, description = role_of(node), name_of(node), node.get_description().strip()
            parts = [f"{role} “{name}”", *states_of(node), *value_of(node)]
        except GLib.Error:
            return "iets dat weg is"
        words = ", ".join(parts)
        if description and description != name:
            words = f"{words}. {description}"
        inside = chosen_in(node)
        return words if inside is None else f"{words} | {self._words(inside)}"

    def _is(self, node: Any, role: str, name: str) -> bool:  # noqa: ANN401 - an object of PyGObject
        try:
            return node is not None and role_of(node) == role and name_of(node) == name
        except GLib.Error:
            return False

    # -- steps ---------------------------------------------------------------------------------------------------

    def kop(self, text: str) -> None:
        """Begin a part of the journey."""
        self._say(f"\n== {text}")

    def druk(self, keys: str, times: int = 1) -> None:
        """Press a key, with what is held meanwhile before it: ``Ctrl+Shift+Enter``."""
        *held, key = keys.split("+")
        self._told.clear()
        self._say(f"[{keys}]" if times == 1 else f"[{times} × {keys}]")
        for _ in range(times):
            for each in held:
                Atspi.generate_keyboard_event(MODIFIERS[each], None, Atspi.KeySynthType.PRESS)
            Atspi.generate_keyboard_event(KEYS.get(key) or ord(key.lower()), None, Atspi.KeySynthType.SYM)
            for each in reversed(held):
                Atspi.generate_keyboard_event(MODIFIERS[each], None, Atspi.KeySynthType.RELEASE)
            self._last = time.monotonic()
            self._settle()

    def typ(self, text: str, shown: str = "") -> None:
        """Type a text, a key for each letter; `shown` is what the transcript says instead."""
        self._told.clear()
        self._say(f"[typt] {shown or text}")
        for letter in text:
            Atspi.generate_keyboard_event(ord(letter), None, Atspi.KeySynthType.SYM)
        self._last = time.monotonic()
        self._settle()

    def schrijf(self, text: str) -> None:
        """Put a text in the field at once, as speech recognition and braille displays do (EditableText)."""
        self._say(f"[schrijft] {text}")
        field = self._focus
        if field is None or not Atspi.EditableText.set_text_contents(field, text):
            raise Stil(f"Hier kan niet in worden geschreven: {self._words(field)}")
        self._last = time.monotonic()
        self._settle()

    def doe(self, role: str, name: str) -> None:
        """Carry out what a control on the screen does (Action), wherever the keyboard is."""
        self._told.clear()
        self._say(f"[doet] {role} “{name}”")
        found = self._find(role, name)
        action = found.get_action_iface()
        names = [action.get_action_name(n) for n in range(action.get_n_actions())]
        if "Press" not in names or not action.do_action(names.index("Press")):
            raise Stil(f"{role} “{name}” kan alleen {names}")
        self._last = time.monotonic()
        self._settle()

    def op(self, role: str, name: str) -> None:
        """The keyboard comes on this control; what the reader says then."""
        self._until(lambda: self._is(self._focus, role, name), f"het toetsenbord op {role} “{name}” staat")
        self._settle()
        self._say(f"   {self._words(self._focus)}")

    def nu(self) -> str:
        """Say again where the keyboard is."""
        self._settle()
        words = self._words(self._focus)
        self._say(f"   {words}")
        return words

    def hoort(self, text: str) -> None:
        """The program says something by itself that has this in it."""
        self._until(lambda: any(text in told for told in self._told), f"“{text}” wordt gezegd")
        self._say(f"   zegt: {next(told for told in reversed(self._told) if text in told)}")

    def ziet(self, role: str, name: str) -> None:
        """Something stands on the screen, found in the tree as a reader's cursor finds it."""
        self._say(f"   leest: {self._words(self._find(role, name))}")

    def venster(self, name: str) -> None:
        """A window came to the front."""
        self._until(lambda: self._window == name, f"venster “{name}” vooraan staat, nu {self._window}")
        self._say(f"   venster “{name}”")

    def _find(self, role: str, name: str) -> Any:  # noqa: ANN401 - an object of PyGObject
        found: list[Any] = []

        def look() -> bool:
            root = self._root()
            found[:] = [n for n in showing(root) if self._is(n, role, name)] if root is not None else []
            return bool(found)

        self._until(look, f"{role} “{name}” op het scherm staat")
        return found[0]

    def boom(self) -> str:
        """Everything on the screen, for whoever writes a journey."""
        return "\n".join(self._words(n) for n in showing(self._root()))

    def sluit(self) -> None:
        """End the program."""
        self._program.terminate()
        try:
            self._program.wait(10)
        except subprocess.TimeoutExpired:
            self._program.kill()


def showing(node: Any) -> Iterator[Any]:  # noqa: ANN401 - objects of PyGObject
    """Everything under a node that is on the screen; of a table or a list only what is there without asking long."""
    for number in range(min(node.get_child_count(), 200)):
        child = node.get_child_at_index(number)
        if child is None:
            continue
        try:
            if not child.get_state_set().contains(Atspi.StateType.SHOWING):
                continue
            yield child
            yield from showing(child)
        except GLib.Error:  # gone meanwhile
            continue


def holder_of(node: Any) -> Any:  # noqa: ANN401 - objects of PyGObject
    """The list or table of a line that got the keyboard: Qt tells of the one, of the other, or of both."""
    if node.get_role() in (Atspi.Role.LIST_ITEM, Atspi.Role.TABLE_CELL, Atspi.Role.TREE_ITEM):
        return node.get_parent()
    return node


def chosen_in(node: Any) -> Any:  # noqa: ANN401 - objects of PyGObject
    """Where one stands in a list or a table, which a reader says along with it; None elsewhere."""
    if node.get_role() not in (Atspi.Role.LIST, Atspi.Role.TABLE, Atspi.Role.TREE):
        return None
    return next((n for n in showing(node) if n.get_state_set().contains(Atspi.StateType.FOCUSED)), None)


def role_of(node: Any) -> str:  # noqa: ANN401 - an object of PyGObject
    """The role in Dutch."""
    role = str(node.get_role_name())
    return ROLES.get(role, role)


def name_of(node: Any) -> str:  # noqa: ANN401 - an object of PyGObject
    """The name; of a list to choose from that of its label, for its own name is its value on Linux."""
    if node.get_role() == Atspi.Role.COMBO_BOX:
        for relation in node.get_relation_set():
            if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
                return str(relation.get_target(0).get_name())
    return str(node.get_name()).strip()


def states_of(node: Any) -> list[str]:  # noqa: ANN401 - an object of PyGObject
    """What a reader says of the state."""
    state, kind = node.get_state_set(), Atspi.StateType
    words = []
    if node.get_role() in (Atspi.Role.CHECK_BOX, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.RADIO_BUTTON):
        words.append("aan" if state.contains(kind.CHECKED) else "uit")
    if node.get_role() in (Atspi.Role.PAGE_TAB, Atspi.Role.LIST_ITEM) and state.contains(kind.SELECTED):
        words.append("gekozen")
    for each, text in (
        (kind.EXPANDED, "open"),
        (kind.REQUIRED, "verplicht"),
        (kind.INVALID_ENTRY, "klopt niet"),
        (kind.MULTI_LINE, "meer regels"),
    ):
        if state.contains(each):
            words.append(text)
    if node.get_role() not in (Atspi.Role.LABEL, Atspi.Role.PANEL) and not state.contains(kind.ENABLED):
        words.append("niet beschikbaar")
    if state.contains(kind.READ_ONLY) and node.get_role() == Atspi.Role.TEXT:
        words.append("alleen lezen")
    return words


def value_of(node: Any) -> list[str]:  # noqa: ANN401 - an object of PyGObject
    """What is in a field; of a wachtzin only how much."""
    role = node.get_role()
    if role == Atspi.Role.COMBO_BOX:
        return [f"“{node.get_name().strip()}”"]
    if role == Atspi.Role.PASSWORD_TEXT:
        return [f"{Atspi.Text.get_character_count(node)} tekens"]
    if role in (Atspi.Role.TEXT, Atspi.Role.SPIN_BUTTON):
        text = Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))
        return [f"“{text}”" if text else "leeg"]
    return []
