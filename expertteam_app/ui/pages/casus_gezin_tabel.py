"""The lines of the table of people around the children: a line per role at a child."""

from __future__ import annotations

from dataclasses import dataclass

from expertteam_app.domain.genogram_tekst import rolwoord
from expertteam_app.domain.netwerk import CONTACT, GEZAG, OUDERS, Gezinslid, Gezinsrelatie, Netwerk
from expertteam_app.services.gezinnen import ROLLEN
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class MensRegel:
    """One line of the table: someone with one role, or someone without any."""

    id: int
    lid: Gezinslid
    kind: str
    rol: str
    relatie: Gezinsrelatie | None


def people_rows(netwerk: Netwerk, sessie: Sessie) -> list[MensRegel]:
    """Who stand around the children, a line per role; ordered by child, as recorded."""
    labels = sessie.lists[ROLLEN].label
    rows = []
    for kind in netwerk.kinderen:
        for relatie in netwerk.van_kind(kind.id):
            lid = netwerk.lid(relatie.gezinslid_id)
            if lid is not None:
                rows.append(
                    MensRegel(relatie.id, lid, kind.roepnaam, rolwoord(relatie.rol, lid.geslacht, labels), relatie)
                )
    rows += [MensRegel(-x.id, x, "", "", None) for x in netwerk.leden if not netwerk.van_lid(x.id)]
    return rows


def _gezag(regel: MensRegel) -> str:
    if regel.relatie is None or (regel.relatie.gezag != "ja" and regel.relatie.rol not in OUDERS):
        return ""
    return GEZAG[regel.relatie.gezag]


def _contact(regel: MensRegel) -> str:
    return CONTACT[regel.relatie.contact] if regel.relatie is not None and regel.relatie.contact else ""


def _contact_tone(regel: MensRegel) -> Tone | None:
    strained = regel.relatie is not None and regel.relatie.contact in {"gespannen", "geen"}
    return Tone.LET_OP if strained else None


def _columns() -> tuple[Column[MensRegel], ...]:
    col = Column[MensRegel]
    return (
        col("naam", "Naam", lambda r: r.lid.naam + (" †" if r.lid.overleden else ""), width=24),
        col("rol", "Rol", lambda r: r.rol, width=20),
        col("kind", "Bij", lambda r: r.kind, width=14),
        col("gezag", "Gezag", _gezag, width=10),
        col("samen", "Woont samen", lambda r: "ja" if r.relatie and r.relatie.woont_samen else "", width=12),
        col("contact", "Contact", _contact, _contact_tone, width=12),
    )


COLUMNS = _columns()
