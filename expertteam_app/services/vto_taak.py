"""The task that comes with a besluit that goes to the Raad: send the VTO."""

from __future__ import annotations

from datetime import date

from expertteam_app.db.queries.klokken import legal_days
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import ActieRow, AgendapuntRow, BesluitRow
from expertteam_app.domain.vtb_fase import NAAR_DE_RAAD
from expertteam_app.services.instellingen import VTO_SETTING, setting_value
from expertteam_app.services.regelrijen import actie_added, release

EIGENAAR = "secretaris JBT"


def task_words(kind: str) -> str:
    """How the task is called."""
    return f"VTO naar de Raad voor de Kinderbescherming verzenden voor {kind}"


def task_of(punt: AgendapuntRow, besluit: BesluitRow) -> ActieRow | None:
    """The task of a besluit that is not done."""
    words = task_words(besluit.jeugdige.naam)
    return next((a for a in punt.acties if a.omschrijving == words and a.klaar_op is None), None)


def follow_besluit(session: DbSession, punt: AgendapuntRow, besluit: BesluitRow, dag: date, *, naar_raad: bool) -> None:
    """Give a besluit that goes to the Raad its task, and take it from one that does not (any more)."""
    known = task_of(punt, besluit)
    wanted = (naar_raad or besluit.soort in NAAR_DE_RAAD) and besluit.vto_verzonden is None
    if known is not None and not wanted:
        release(session, known)
        punt.acties.remove(known)
        session.delete(known)
    if known is None and wanted:
        due = legal_days(session).add_days(dag, int(str(setting_value(session, VTO_SETTING))))
        words = task_words(besluit.jeugdige.naam)
        row = ActieRow(agendapunt_id=punt.id, omschrijving=words, eigenaar=EIGENAAR, datum=due)
        session.add(row)
        punt.acties.append(row)
        session.flush()
        actie_added(session, row)


def sent(punt: AgendapuntRow, besluit: BesluitRow, datum: date) -> None:
    """The VTO went: the task is done."""
    known = task_of(punt, besluit)
    if known is not None:
        known.klaar_op = datum
