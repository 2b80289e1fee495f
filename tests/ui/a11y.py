"""What a screen reader would find without a name: walks the accessible tree of a widget, no desktop needed."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role
NAMED_ROLES = frozenset(
    {
        Role.Button,
        Role.ButtonMenu,
        Role.ButtonDropDown,
        Role.CheckBox,
        Role.RadioButton,
        Role.EditableText,
        Role.ComboBox,
        Role.SpinBox,
        Role.Slider,
        Role.ProgressBar,
        Role.Table,
        Role.List,
        Role.Tree,
        Role.PageTab,
        Role.Link,
        Role.Dialog,
    }
)
LABELLED_ROLES = frozenset({Role.ComboBox, Role.SpinBox, Role.EditableText})
"""Their name on Linux may be their value, so a label or a name of their own is asked."""


def unnamed_controls(widget: QWidget) -> list[str]:
    """Every control in `widget` that has no name, by its place; widgets of Qt itself (``qt_...``) are left out."""
    found: list[str] = []
    _walk(QAccessible.queryAccessibleInterface(widget), found, widget.__class__.__name__)
    return found


def _walk(node: QAccessibleInterface, found: list[str], path: str) -> None:
    owner = _owner(node)
    if owner is not None and owner.objectName().startswith("qt_"):
        return
    place = f"{path} > {owner.__class__.__name__}" if owner is not None else path
    if node.role() in NAMED_ROLES and _lacks_name(node):
        found.append(f"{place} ({node.role().name})")
    if node.role() in (Role.Table, Role.List, Role.Tree, Role.ComboBox, Role.SpinBox):
        return
    for number in range(node.childCount()):
        child = cast("QAccessibleInterface | None", node.child(number))
        if child is not None and child.isValid():
            _walk(child, found, place)


def _owner(node: QAccessibleInterface) -> QObject | None:
    """The object behind a node; None for a part of a widget, which PySide6's stubs do not tell."""
    return cast("QObject | None", node.object())


def _lacks_name(node: QAccessibleInterface) -> bool:
    if node.role() in LABELLED_ROLES:
        owner = _owner(node)
        own = owner.accessibleName() if isinstance(owner, QWidget) else ""
        labelled = any(relation & QAccessible.RelationFlag.Label for _, relation in node.relations())
        return not (own.strip() or labelled)
    return not node.text(QAccessible.Text.Name).strip()
