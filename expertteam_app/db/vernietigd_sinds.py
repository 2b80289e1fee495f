"""Which dossiers were destroyed after a copy of the kluis was made, and are therefore whole in that copy."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from expertteam_app.db.engine import connect, open_engine
from expertteam_app.db.folder import KluisFolder
from expertteam_app.db.migrate import migrate_if_needed
from expertteam_app.db.problems import explained_disk
from expertteam_app.db.store import Store
from expertteam_app.db.tables import VernietigingRow


@dataclass(frozen=True, slots=True)
class Teruggekomen:
    """A dossier that a copy holds and the kluis does not any more; `nummer` is never a name.

    Attributes:
        termijn: years.
        vanaf: the first day on which it could go.
        grond: the code of the ground on which it was destroyed.
    """

    soort: str
    dossier_id: int
    nummer: str
    einde: date | None
    termijn: int
    vanaf: date | None
    grond: str


def destroyed_since(
    data: Path, key: bytes, copy: Path, copy_key: bytes, *, damaged: bool = False
) -> tuple[Teruggekomen, ...]:
    """What was destroyed in a kluis and still stands under the same number in a copy of it.

    Args:
        data: the database file of the kluis.
        key: its 32-byte key.
        copy: the database file of the copy, which may be of an older schema.
        copy_key: the key of that.
        damaged: the kluis is damaged; what can be read of it counts.

    Raises:
        DamagedKluis, EnvironmentProblem: one of them does not open.
    """
    with (
        explained_disk(),
        closing(connect(data, key, damaged=damaged)) as now,
        closing(connect(copy, copy_key)) as then,
    ):
        for each in (now, then):
            each.execute("PRAGMA query_only=ON")
        gone = now.execute(
            "SELECT soort, dossier_id, nummer, einde, termijn, vanaf, grond FROM vernietiging "
            "WHERE vernietigd_op IS NOT NULL ORDER BY id"
        ).fetchall()
        found = []
        for soort, dossier_id, nummer, einde, termijn, vanaf, grond in gone:
            if soort not in ("casus", "vtb", "zitting"):
                continue
            there = then.execute(f"SELECT nummer FROM {soort} WHERE id = ?", (dossier_id,)).fetchone()  # noqa: S608 - three fixed names
            if there is not None and there[0] == nummer:
                found.append(Teruggekomen(soort, dossier_id, nummer, _day(einde), termijn, _day(vanaf), grond))
    return tuple(found)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def propose_again(
    folder: KluisFolder, key: bytes, teruggekomen: Sequence[Teruggekomen], door: str, vandaag: date
) -> None:
    """Propose in a kluis that was made of a copy to destroy these dossiers once more; another than `door` does it.

    Raises:
        DamagedKluis, EnvironmentProblem: it does not open.
    """
    migrate_if_needed(folder, key)
    store = Store(open_engine(folder.data, key))
    try:
        with store.write(door, "vernietiging opnieuw voorgesteld na terugzetten") as session:
            v = VernietigingRow
            for each in teruggekomen:
                open_one = select(v).where(
                    v.soort == each.soort, v.dossier_id == each.dossier_id, v.ingetrokken_op.is_(None)
                )
                if session.scalars(open_one).first() is None:
                    session.add(
                        VernietigingRow(
                            soort=each.soort,
                            dossier_id=each.dossier_id,
                            nummer=each.nummer,
                            einde=each.einde,
                            termijn=each.termijn,
                            vanaf=each.vanaf,
                            grond=each.grond,
                            voorgesteld_op=vandaag,
                            voorgesteld_door=door,
                        )
                    )
    finally:
        store.close()
