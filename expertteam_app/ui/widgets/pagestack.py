"""The pages behind each other: made when first shown, told of changes when they are looked at, gone with the lock."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from expertteam_app.domain.inzicht import ZoekTreffer
from expertteam_app.ui.page import Page, PageSpec

T = TypeVar("T")


def never_failing(act: Callable[[], T], otherwise: T) -> T:
    """Do something that may not stand in the way of the lock: an error goes to the hook for uncaught errors."""
    try:
        return act()
    except Exception as error:  # noqa: BLE001 - whatever a page does wrong, locking goes on
        sys.excepthook(type(error), error, error.__traceback__)
        return otherwise


class PageStack(QStackedWidget):
    """Holds the pages that can be opened; the frame decides which one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._specs: dict[str, PageSpec] = {}
        self._pages: dict[str, Page] = {}
        self._stale: dict[str, frozenset[str]] = {}
        self.current_id = ""

    @property
    def specs(self) -> list[PageSpec]:
        """The pages that can be opened, in the order of the rail; empty while locked."""
        return list(self._specs.values())

    @property
    def in_rail(self) -> list[PageSpec]:
        """Those that stand in the rail."""
        return [spec for spec in self._specs.values() if spec.in_rail]

    @property
    def current_page(self) -> Page | None:
        """The page on the screen."""
        return self._pages.get(self.current_id)

    def place(self) -> tuple[str, int | None]:
        """The page on the screen and the item that is open on it."""
        page = self.current_page
        return self.current_id, never_failing(page.current_item, None) if page else None

    def set_specs(self, specs: Sequence[PageSpec]) -> None:
        """Begin with these pages, none of them made."""
        self.forget()
        self._specs = {spec.id: spec for spec in specs}

    def show_page(self, page_id: str) -> Page:
        """Bring a page on the screen, made or told of what changed when needed.

        Raises:
            KeyError: there is no such page.
        """
        page = self._pages.get(page_id)
        if page is None:
            page = self._specs[page_id].make()
            page.setAccessibleName(page.title)  # what is read when the keyboard stands on the page itself
            self._pages[page_id] = page
            self.addWidget(page)
            page.refresh(frozenset())
        elif nouns := self._stale.pop(page_id, None):
            page.refresh(nouns)
        self.current_id = page_id
        self.setCurrentWidget(page)
        return page

    def neighbour(self, by: int) -> str:
        """The id of the page `by` places further in the rail, round and round; from outside it the first or last."""
        order = [spec.id for spec in self.in_rail]
        here = order.index(self.current_id) if self.current_id in order else -1 if by > 0 else 0
        return order[(here + by) % len(order)]

    def page_for(self, hit: ZoekTreffer) -> str | None:
        """The id of the page that opens what was found; None when no page does."""
        return next((spec.id for spec in self._specs.values() if spec.opens(hit)), None)

    def refresh(self, nouns: frozenset[str]) -> None:
        """Tell the pages what changed; those that are not on the screen hear it when they come."""
        for page_id, page in self._pages.items():
            if page_id == self.current_id:
                page.refresh(nouns)
            else:
                self._stale[page_id] = self._stale.get(page_id, frozenset()) | nouns

    def save_drafts(self) -> None:
        """Let every page store what is being typed."""
        for page in self._pages.values():
            never_failing(page.save_draft, None)

    def forget(self) -> None:
        """Destroy the pages and forget which there can be."""
        for page in self._pages.values():
            self.removeWidget(page)
            page.deleteLater()
        self._pages, self._specs, self._stale, self.current_id = {}, {}, {}, ""
