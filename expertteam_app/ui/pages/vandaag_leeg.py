"""What Vandaag says when there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable

from expertteam_app.ui.widgets.cards import EmptyState


def niets() -> EmptyState:
    """Nothing needs attention."""
    return EmptyState(
        "circle-check",
        "Niets dat op u wacht",
        "Alle casussen hebben een volgende stap en blijven binnen hun norm.",
    )


def lege_kluis(import_list: Callable[[], object]) -> EmptyState:
    """There is no casus yet; the button reads a list in."""
    state = EmptyState(
        "inbox",
        "Deze kluis is nog leeg",
        "Lees de lijst in die u nu bijhoudt (Excel of CSV), of maak met Ctrl+N de eerste casus.",
        "Lijst inlezen",
        import_list,
    )
    state.button.setAutoDefault(True)
    return state


def geen_recht() -> EmptyState:
    """The role may not see casussen."""
    return EmptyState(
        "eye-off",
        "Casussen zijn met uw rol niet te zien",
        "Met uw rol kunt u de cijfers en het beheer bekijken. Kies links een andere pagina.",
    )
