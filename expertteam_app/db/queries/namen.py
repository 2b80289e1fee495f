"""Names of everyone the kluis knows, for looking through texts that leave."""

from __future__ import annotations

from sqlalchemy import select

from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import (
    AanwezigheidRow,
    GebruikerRow,
    GezinRow,
    GezinslidRow,
    JeugdigeRow,
    PersoonRow,
)
from expertteam_app.domain.namen import Naam, split_name


def all_names(session: DbSession) -> list[Naam]:
    """Jeugdigen, gezinnen, gezinsleden, professionals, who sat at a tafel, and users; each distinct name once.

    A person who is known by his organisation ("Veilig Thuis, Imke") goes without it: its words name nobody.
    """
    found: set[tuple[str, str, str]] = set()
    for row in (JeugdigeRow, GezinslidRow):
        found |= {(a, b, c) for a, b, c in session.execute(select(row.voornaam, row.tussenvoegsel, row.achternaam))}
    names = {Naam(*parts) for parts in found}
    names |= {Naam("", "", name.removeprefix("gezin ")) for name in session.scalars(select(GezinRow.naam)) if name}
    own = select(PersoonRow.naam, PersoonRow.organisatie)
    written = {naam.replace(organisatie, "").strip(" ,") for naam, organisatie in session.execute(own)}
    family = select(AanwezigheidRow.naam).where(AanwezigheidRow.persoon_id.is_(None))
    written |= {*session.scalars(family), *session.scalars(select(GebruikerRow.naam))}
    names |= {split_name(name) for name in written if name}
    return sorted(names, key=lambda n: (n.achternaam, n.voornaam, n.tussenvoegsel))
