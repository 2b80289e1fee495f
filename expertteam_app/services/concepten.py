"""Use case of drafts: text that cannot be committed yet survives a lock, a crash and a restart, inside the kluis."""

from __future__ import annotations

from datetime import UTC, datetime

from expertteam_app.db.queries import instellingen as q
from expertteam_app.domain.access import Right
from expertteam_app.services.context import Context


class Concepten:
    """Drafts of the user who opened the kluis; nobody else's are shown."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> dict[str, tuple[object, str]]:
        """Every draft: key to (value, moment in ISO form, UTC)."""
        self._context.actor.require(Right.SETTINGS_READ)
        with self._context.read() as session:
            return q.get_drafts(session, self._context.actor.naam)

    def keep(self, sleutel: str, waarde: object) -> None:
        """Keep a draft (any JSON value) under a key; None throws it away."""
        self._context.actor.require(Right.SETTINGS_READ)
        with self._context.write("concept") as session:
            q.put_draft(session, self._context.actor.naam, sleutel, waarde, datetime.now(UTC).isoformat())
