"""``::`` and a code in a text field puts in a text block; while typing the blocks that fit are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from expertteam_app.domain.tekstblok import typed_code
from expertteam_app.ui.focus import follow_keyboard
from expertteam_app.ui.theme import TOKENS

Blok = tuple[str, str, str]
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MOVE = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
MOST = 8


class Tekstblokken(QObject):
    """Watches every text field of several lines under a widget.

    A space, Enter or Tab behind a whole code puts the text in its place; arrows choose another, Esc leaves it as typed.

    Args:
        root: the widget whose fields take text blocks.
        blocks: gives code, name and text of every block.
    """

    def __init__(self, root: QWidget, blocks: Callable[[], Sequence[Blok]]) -> None:
        super().__init__(root)
        self._root = root
        self._blocks = blocks
        self.list = QListWidget(root)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Tekstblokken die passen")
        self.list.hide()
        self._field: QPlainTextEdit | None = None
        follow_keyboard(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        """Watch the field that has the keyboard, and no other."""
        if isinstance(old, QPlainTextEdit):
            old.removeEventFilter(self)
            self.list.hide()
        field = self._own(new)
        if field is not None:
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys in a field under the root."""
        field = self._own(watched)
        if field is None or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._key(field, event)
        if event.type() == QEvent.Type.KeyRelease and event.key() != Qt.Key.Key_Escape:
            self._show(field)
        return False

    def _own(self, watched: QObject | None) -> QPlainTextEdit | None:
        if not isinstance(watched, QPlainTextEdit) or watched.isReadOnly():
            return None
        return watched if self._root.isAncestorOf(watched) else None

    def _typed(self, field: QPlainTextEdit) -> str | None:
        cursor = field.textCursor()
        return None if cursor.hasSelection() else typed_code(cursor.block().text()[: cursor.positionInBlock()])

    def _key(self, field: QPlainTextEdit, event: QKeyEvent) -> bool:
        typed = self._typed(field)
        if typed is None:
            return False
        key = Qt.Key(event.key())
        open_list = not self.list.isHidden() and self._field is field
        if key == Qt.Key.Key_Escape and open_list:
            self.list.hide()
            return True
        if key in _MOVE and open_list:
            self.list.setCurrentRow((self.list.currentRow() + _MOVE[key]) % self.list.count())
            return True
        if key in _TAKE and open_list and self.list.currentItem() is not None:
            self._put(field, typed, str(self.list.currentItem().data(Qt.ItemDataRole.UserRole)))
            return True
        if key in (*_TAKE, Qt.Key.Key_Space):
            exact = next((text for code, _name, text in self._blocks() if code == typed), None)
            if exact is not None:
                self._put(field, typed, exact)
                return key != Qt.Key.Key_Space
        return False

    def _put(self, field: QPlainTextEdit, typed: str, text: str) -> None:
        cursor = field.textCursor()
        left = QTextCursor.MoveOperation.PreviousCharacter
        cursor.movePosition(left, QTextCursor.MoveMode.KeepAnchor, len(typed) + 2)
        cursor.insertText(text)
        field.setTextCursor(cursor)
        self.list.hide()

    def _show(self, field: QPlainTextEdit) -> None:
        typed = self._typed(field)
        found = [] if typed is None else [b for b in self._blocks() if b[0].startswith(typed)][:MOST]
        kept = self.list.currentRow() if not self.list.isHidden() else 0
        if [self.list.item(n).text() for n in range(self.list.count())] != [_line(b) for b in found]:
            self.list.clear()
            for block in found:
                item = QListWidgetItem(_line(block))
                item.setData(Qt.ItemDataRole.UserRole, block[2])
                self.list.addItem(item)
            kept = 0
        self._field = field
        self.list.setVisible(bool(found))
        if found:
            self.list.setCurrentRow(max(0, kept))
            self._place(field)

    def _place(self, field: QPlainTextEdit) -> None:
        """Under the caret, inside the root."""
        spot = field.viewport().mapTo(self._root, field.cursorRect().bottomLeft())
        width = max(self.list.sizeHintForColumn(0) + 2 * TOKENS.m, 160)
        height = self.list.sizeHintForRow(0) * self.list.count() + 2 * TOKENS.s
        left = max(0, min(spot.x(), self._root.width() - width))
        top = spot.y() if spot.y() + height <= self._root.height() else spot.y() - height - field.cursorRect().height()
        self.list.setGeometry(left, max(0, top), width, height)
        self.list.raise_()


def _line(block: Blok) -> str:
    return f"::{block[0]}   {block[1]}"
