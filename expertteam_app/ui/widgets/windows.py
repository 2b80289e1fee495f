"""Windows beside the main one: dialogs, menus."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget


def close_dialogs(*, keep: QWidget) -> None:
    """Close every menu, dialog and other window, as if they were cancelled; `keep` stays."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for window in QApplication.topLevelWidgets():
        if window is not keep and window.isVisible():
            window.close()
