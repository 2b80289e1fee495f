"""What every use case needs: the open store, who acts, the lists and the day."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from expertteam_app.db.session import DbSession
from expertteam_app.db.store import Store
from expertteam_app.domain.access import Actor
from expertteam_app.domain.werkgebied import HEEL, Werkgebied
from expertteam_app.services.codelijsten import Codelijsten


@dataclass(frozen=True)
class Context:
    """The open kluis as a use case sees it.

    Attributes:
        vandaag: gives the day of today; injected, so that rules can be tried on any day.
        werkgebied: whose dossiers this user sees without giving a reason.
        sitting: names this one time that the kluis is open.
        labels: label of every gemeente and zorgvorm by code, for search and lists.
    """

    store: Store
    actor: Actor
    lists: Codelijsten
    vandaag: Callable[[], date]
    oefening: bool = False
    werkgebied: Werkgebied = HEEL
    sitting: str = ""

    @property
    def labels(self) -> dict[str, str]:
        """Label of every gemeente and zorgvorm by code."""
        return {c.code: c.label for naam in ("gemeenten", "zorgvormen") for c in self.lists[naam]}

    def read(self) -> AbstractContextManager[DbSession]:
        """A session for reading; it never leaves the ``with``."""
        return self.store.read()

    def write(self, action: str) -> AbstractContextManager[DbSession]:
        """A session for one audited act of this user; committed at the end, rolled back on any error."""
        return self.store.write(self.actor.naam, action)
