"""Use cases on bijlagen: their bytes live inside the kluis; another program sees a copy that is wiped."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from expertteam_app.db.queries import bijlagen as q
from expertteam_app.db.queries.casussen import get_casus
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import BijlageRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.bijlage import SOORTEN, Bestandssoort, checked_size, clean_name, kind_of
from expertteam_app.domain.errors import EnvironmentProblem, FieldError, UserError
from expertteam_app.security.inzage import Inzagemap
from expertteam_app.services.casussen import casus_gone
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import BIJLAGE_MB_SETTING, INZAGE_SETTING, setting_value
from expertteam_app.services.uitvoer import Uitvoer


@dataclass(frozen=True, slots=True)
class BijlageInfo:
    """One bijlage without its bytes; `grootte` in bytes."""

    id: int
    casus_id: int
    naam: str
    soort: Bestandssoort
    grootte: int
    toegevoegd_op: date
    toegevoegd_door: str
    toelichting: str
    weggegooid_op: date | None


class Bijlagen:
    """What a user does with bijlagen. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context, inzage: Inzagemap) -> None:
        self._context = context
        self._inzage = inzage

    def of(self, casus_id: int) -> tuple[BijlageInfo, ...]:
        """The bijlagen of a casus, the latest first; those in the prullenbak last."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            found = [info_of(row) for row in q.of_casus(session, casus_id)]
        return tuple(sorted(found, key=lambda b: b.weggegooid_op is not None))

    def most_mb(self) -> int:
        """The largest bijlage the kluis takes, in megabytes (a setting)."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return int(str(setting_value(session, BIJLAGE_MB_SETTING)))

    def add(self, casus_id: int, naam: str, content: bytes, toelichting: str = "") -> int:
        """Keep a file in the kluis under a cleaned name; returns the id.

        Raises:
            FieldError: too large, empty, a kind that is not kept, a program, or a document with macros.
            UserError: the casus is gone, or has a bijlage with the same content.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        checked_size(len(content), self.most_mb())
        soort = kind_of(content)
        digest = hashlib.sha256(content).hexdigest()
        with self._context.write("bijlage toegevoegd") as session:
            if get_casus(session, casus_id) is None:
                raise casus_gone()
            same = q.same_content(session, casus_id, digest)
            if same is not None:
                raise _known_already(same)
            row = BijlageRow(
                casus_id=casus_id,
                naam=clean_name(naam, soort),
                soort=soort.media,
                grootte=len(content),
                sha256=digest,
                toegevoegd_op=self._context.vandaag(),
                toegevoegd_door=self._context.actor.naam,
                toelichting=toelichting.strip(),
                inhoud=content,
            )
            session.add(row)
            session.flush()
            return row.id

    def change(self, bijlage_id: int, field: str, value: str) -> None:
        """Store another naam or toelichting.

        Raises:
            FieldError: another field, or no name.
            UserError: the bijlage is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if field not in {"naam", "toelichting"}:
            raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")
        if field == "naam" and not value.strip():
            raise FieldError(field, "Geef de bijlage een naam.")
        with self._context.write(f"bijlage: {field} gewijzigd") as session:
            row = self._get(session, bijlage_id)
            setattr(row, field, clean_name(value, SOORTEN[row.soort]) if field == "naam" else value.strip())

    def throw_away(self, bijlage_id: int) -> None:
        """Put a bijlage in the prullenbak; its bytes stay in the kluis, so that it can come back.

        Raises:
            UserError: it is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("bijlage weggegooid") as session:
            row = self._get(session, bijlage_id)
            row.weggegooid_op = row.weggegooid_op or self._context.vandaag()

    def restore(self, bijlage_id: int) -> None:
        """Take a bijlage out of the prullenbak.

        Raises:
            UserError: it is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("bijlage teruggezet") as session:
            self._get(session, bijlage_id).weggegooid_op = None

    def content(self, bijlage_id: int) -> bytes:
        """The bytes, to show them inside the window.

        Raises:
            UserError: it is gone.
            EnvironmentProblem: they are not what was put in (the kluis is damaged).
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return self._bytes(self._get(session, bijlage_id))

    def view_elsewhere(self, bijlage_id: int) -> Path:
        """Put a copy in the private folder for another program; `wipe_views`, the lock or a crash ends it.

        Raises:
            UserError: it is gone.
            EnvironmentProblem: the disk refuses.
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            row = self._get(session, bijlage_id)
            return self._inzage.put(self._bytes(row), SOORTEN[row.soort].einde)

    def view_minutes(self) -> int:
        """How long a copy for another program stays, in minutes (a setting)."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return int(str(setting_value(session, INZAGE_SETTING)))

    def expire_views(self, seconds: float) -> None:
        """Wipe the copies that stand in the private folder longer than so many seconds."""
        self._context.actor.require(Right.CASUS_READ)
        self._inzage.expire(seconds)

    def wipe_views(self) -> bool:
        """Wipe every copy for another program now; False when that program still holds one."""
        self._context.actor.require(Right.CASUS_READ)
        return self._inzage.wipe()

    def save_copy(self, bijlage_id: int, path: Path) -> None:
        """Write a copy outside the kluis, where it is readable by whoever can open that place.

        Raises:
            UserError: the place is inside a kluis, or the bijlage is gone.
            EnvironmentProblem: the disk refuses.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        content = self.content(bijlage_id)
        Uitvoer(self._context).schrijf({path.name: content}, path.parent, "bijlage", ("bijlage", bijlage_id))

    def _get(self, session: DbSession, bijlage_id: int) -> BijlageRow:
        row = session.get(BijlageRow, bijlage_id)
        if row is None:
            raise UserError("Deze bijlage bestaat niet meer.")
        return row

    def _bytes(self, row: BijlageRow) -> bytes:
        if hashlib.sha256(row.inhoud).hexdigest() != row.sha256:
            raise EnvironmentProblem("Deze bijlage is beschadigd.", "Haal haar terug uit een back-up van de kluis.")
        return row.inhoud


def _known_already(row: BijlageRow) -> UserError:
    if row.weggegooid_op is not None:
        return UserError("Deze bijlage ligt al in de prullenbak van deze casus.", "Zet haar terug.")
    return UserError("Deze bijlage staat al bij deze casus, misschien onder een andere naam.")


def info_of(row: BijlageRow) -> BijlageInfo:
    """The stored bijlage as a value."""
    return BijlageInfo(
        row.id,
        row.casus_id,
        row.naam,
        SOORTEN[row.soort],
        row.grootte,
        row.toegevoegd_op,
        row.toegevoegd_door,
        row.toelichting,
        row.weggegooid_op,
    )
