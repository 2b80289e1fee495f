"""The course of a hiaat: since when it is sought, help in the meantime, where it was put on a table, how it ended."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from expertteam_app.domain.dossier import HiaatInfo
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import button, code_choice, past_date
from expertteam_app.ui.text import dag_cijfers

COURSE = (
    *("gezocht_sinds", "urgentie", "overbrugging", "opgelost_op", "oplossing"),
    *("agendering", "agendering_status", "agendering_op"),
)
"""The fields of the course, in the order of the card."""


def add_course(card: Invoer, sessie: Sessie, hiaat: HiaatInfo) -> None:
    """Add the fields of the course to a card, folded away as long as none of them is filled."""
    lists, today = sessie.lists, sessie.context.vandaag
    card.add("gezocht_sinds", "Gezocht sinds", past_date(today), "Leeg: vanaf de dag van vaststellen.")
    card.add("urgentie", "Urgentie", code_choice(lists["urgentie"], "Nog niet bekend"))
    card.add("overbrugging", "Hulp in de tussentijd", QLineEdit(), wide=True)
    card.add("opgelost_op", "Opgelost op", past_date(today), "Leeg: de jeugdige wacht nog.")
    card.add("oplossing", "Hoe is het opgelost?", QLineEdit(), wide=True)
    card.add("agendering", "Ingebracht bij", code_choice(lists["agendering"], "Nergens"))
    card.add("agendering_status", "Hoe staat het daar?", code_choice(lists["agendering_status"], "Nog niet bekend"))
    card.add("agendering_op", "Ingebracht op", past_date(today))
    for key in COURSE:
        card.form.set_value(key, getattr(hiaat, key))

    def fold() -> None:
        for key in COURSE:
            card.form.row(key).setVisible(more.isChecked())

    more = button("Zoeken, wachten en inbrengen", fold, "chevron-down", role="stil")
    more.setCheckable(True)
    more.setChecked(any(getattr(hiaat, key) for key in COURSE))
    fold()
    card.add_below(more)


def in_words(sessie: Sessie, hiaat: HiaatInfo) -> str:
    """How a hiaat stands, in a few words: solved, or since when it is sought and where it was put on a table."""
    if hiaat.opgelost_op is not None:
        return f"opgelost {dag_cijfers(hiaat.opgelost_op)}"
    lists = sessie.lists
    parts = [lists["urgentie"].label(hiaat.urgentie)] if hiaat.urgentie else []
    parts += [f"gezocht sinds {dag_cijfers(hiaat.gezocht_sinds)}"] if hiaat.gezocht_sinds else []
    if hiaat.agendering:
        status = lists["agendering_status"].label(hiaat.agendering_status) if hiaat.agendering_status else ""
        parts.append(f"{lists['agendering'].label(hiaat.agendering)}{f' ({status})' if status else ''}")
    return ", ".join(parts)
