"""What a screen reader needs beyond a name: roles, states, names that tell things apart, headers, words for pictures.

Every function looks at what is on the screen in a widget and returns what is wrong, by place; empty when all is well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

from expertteam_app.ui.widgets.field_row import FieldRow

Role, Text = QAccessible.Role, QAccessible.Text
OURS = "expertteam_app"
BY_ARROWS = ("CommandPalette",)
"""Their list is walked with the arrows while the keyboard stays in the field above it, and what is chosen is said."""
CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QTabBar)


def shown(widget: QWidget) -> Iterator[QWidget]:
    """A widget and what is on the screen in it, but for the inner parts of Qt's own widgets and other windows."""
    if widget.isHidden() or widget.objectName().startswith("qt_"):
        return
    yield widget
    if isinstance(widget, QComboBox | QAbstractItemView | QTabBar):
        return
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow() and child.isVisible():
            yield from shown(child)


def interface(widget: QWidget) -> QAccessibleInterface:
    """What a reader gets of a widget."""
    return QAccessible.queryAccessibleInterface(widget)


def name_of(widget: QWidget) -> str:
    """The name a reader says; of a list to choose from its own name, for on Linux Qt gives its value."""
    if isinstance(widget, QComboBox):
        own = widget.accessibleName()
        return own or next((label_of(node) for node in labels(widget)), "")
    return interface(widget).text(Text.Name).strip()


def labels(widget: QWidget) -> list[QAccessibleInterface]:
    """The labels of a widget."""
    return [other for other, flag in interface(widget).relations() if flag & LABEL]


LABEL = QAccessible.RelationFlag.Label


def label_of(node: QAccessibleInterface) -> str:
    """The text of a label."""
    return node.text(Text.Name).strip()


def place(widget: QWidget) -> str:
    """Where a widget is, for whoever mends it."""
    up: list[str] = []
    node: QObject | None = widget
    while isinstance(node, QWidget) and len(up) < 4:
        up.append(type(node).__name__)
        node = node.parent()
    return f"{' < '.join(up)} “{name_of(widget)[:60]}”"


def without_role_or_state(root: QWidget) -> list[str]:
    """Tab stops without a role of their own, or whose state does not say that they take the keyboard or are off."""
    found = []
    for widget in shown(root):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
            continue
        node, state = interface(widget), interface(widget).state()
        painted = type(widget).__module__.startswith(OURS)
        if node.role() in (Role.NoRole, Role.Client, Role.Border) and not (
            painted and name_of(widget) and words_of(widget)
        ):
            found.append(f"{place(widget)}: geen rol ({node.role().name})")
        if bool(state.disabled) == widget.isEnabled():
            found.append(f"{place(widget)}: niet te horen dat hij {'aan' if widget.isEnabled() else 'uit'} staat")
        if widget.isEnabled() and not state.focusable:
            found.append(f"{place(widget)}: niet te horen dat hij het toetsenbord neemt")
        if isinstance(widget, QAbstractButton) and widget.isCheckable():
            if not state.checkable or bool(state.checked) != widget.isChecked():
                found.append(f"{place(widget)}: niet te horen of hij aan of uit is")
            if node.role() is Role.Button:
                found.append(f"{place(widget)}: een gewone knop, maar hij kan aan of uit")
    return found


def words_of(widget: QWidget) -> str:
    """What a reader says after the name."""
    return interface(widget).text(Text.Description).strip()


def same_names(root: QWidget) -> list[str]:
    """Controls of one kind with one name in one named part: nobody can tell them apart by ear."""
    counted: Counter[tuple[int, str, str]] = Counter()
    parts: dict[int, str] = {}
    for widget in shown(root):
        if not isinstance(widget, CONTROLS) or isinstance(widget.parentWidget(), QTabBar) or not name_of(widget):
            continue
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        part = named_part(widget, root)
        parts[id(part)] = place(part)
        counted[id(part), interface(widget).role().name, name_of(widget)] += 1
    return [f"{times} × {role} “{name}” in {parts[part]}" for (part, role, name), times in counted.items() if times > 1]


def named_part(widget: QWidget, root: QWidget) -> QWidget:
    """The nearest part around a control with a name of its own, which a reader says on entering it."""
    node = widget.parentWidget()
    while node is not None and node is not root and not (node.accessibleName() and not isinstance(node, CONTROLS)):
        node = node.parentWidget()
    return node or root


def spoken(text: str) -> str:
    """The words of a text, as they are said: without signs and capitals."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def other_words_than_shown(root: QWidget) -> list[str]:
    """Buttons whose name lacks the words on them: whoever says those words to the computer gets nothing."""
    found = []
    for widget in shown(root):
        if not isinstance(widget, QAbstractButton) or not widget.text().strip():
            continue
        words = spoken(widget.text().replace("&", ""))
        if words not in spoken(name_of(widget)):
            found.append(f"{place(widget)}: er staat “{words}”")
    return found


def tables_without_headers(root: QWidget) -> list[str]:
    """Tables with a column that has no title, or with a cell that does not say of which column it is."""
    found = []
    for widget in shown(root):
        if not isinstance(widget, QTableView):
            continue
        model = widget.model()
        for column in range(model.columnCount()):
            title = str(model.headerData(column, Qt.Orientation.Horizontal) or "").strip()
            if not title and not widget.isColumnHidden(column):
                found.append(f"{place(widget)}: kolom {column + 1} zonder kop")
        if not name_of(widget):
            found.append(f"{place(widget)}: tabel zonder naam")
    return found


def pictures_without_words(root: QWidget) -> list[str]:
    """Widgets that are painted here and hold nothing else, without a name that says what the picture says."""
    found = []
    for widget in shown(root):
        cls = next((c for c in type(widget).__mro__ if "paintEvent" in vars(c)), QWidget)
        if not cls.__module__.startswith(OURS) or isinstance(widget, QLabel):
            continue
        if any(isinstance(child, QWidget) and child.isVisible() for child in widget.children()):
            continue
        if not name_of(widget) and not words_of(widget):
            found.append(f"{place(widget)}: getekend, zonder tekst ernaast")
    return found


def errors_not_told(root: QWidget) -> list[str]:
    """Fields whose error cannot be heard at the field; every form is tried, and left as it was."""
    found = []
    for row in root.findChildren(FieldRow):
        if not row.isVisible():
            continue
        before, told = row.error, "Proef van een fout."
        row.set_error(told)
        if told not in row.control.accessibleDescription():
            found.append(f"{place(row)}: de fout hoort niet bij het veld")
        row.set_error(before)
        if row.control.accessibleName().strip() == "":
            found.append(f"{place(row)}: veld zonder naam")
    return found


def scrolls_only_by_mouse(root: QWidget) -> list[str]:
    """Parts with more text than fits that neither take the keyboard nor hold anything that does."""
    found = []
    for widget in shown(root):
        if not isinstance(widget, QAbstractScrollArea) or isinstance(widget, QAbstractSlider):
            continue
        if type(widget.parentWidget()).__name__ in BY_ARROWS:
            continue
        bar = widget.verticalScrollBar()
        if bar.maximum() == 0 or not bar.isVisible() or widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if not any(
            child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible()
            for child in widget.findChildren(QWidget)
        ):
            found.append(f"{place(widget)}: alleen met de muis te verschuiven")
    return found


def everything_wrong(root: QWidget) -> list[str]:
    """All of the above."""
    return [
        *without_role_or_state(root),
        *same_names(root),
        *other_words_than_shown(root),
        *tables_without_headers(root),
        *pictures_without_words(root),
        *errors_not_told(root),
        *scrolls_only_by_mouse(root),
    ]
