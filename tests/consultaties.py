"""A VTB of which Veilig Thuis and the GI were consulted: what the agenda of the JBT asks."""

from __future__ import annotations

from datetime import date

from expertteam_app.services.sessie import Sessie


def consulteer(sessie: Sessie, vtb_id: int, dag: date, *instanties: str) -> None:
    """Record date, who and advice of the consultaties ``vt`` and ``gi`` (both when none is named)."""
    for instantie in instanties or ("vt", "gi"):
        wie, advies = f"medewerker {instantie} (fictief)", "Bespreek het aan tafel."
        for field, value in (("datum", dag), ("wie", wie), ("advies", advies)):
            sessie.vtbs.change(vtb_id, f"{instantie}_{field}", value)
