"""What is in a back-up, and a new kluis made of it. The back-up itself is read and never changed."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher

from expertteam_app.db.audit import GENESIS
from expertteam_app.db.engine import check_pages, connect
from expertteam_app.db.folder import BUILDING, KluisFolder, new_folder, sync_file
from expertteam_app.db.problems import DamagedKluis, explained_disk
from expertteam_app.db.sleutelwissel import change_key
from expertteam_app.domain.kluismap import SUFFIX

_STAMP: Final = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class Reservekopie:
    """One back-up: a small kluis folder of its own.

    Attributes:
        folder: where it stands.
        moment: when it was made, UTC.
        reden: why, as the word in its name.
        bytes: how large its database is.
    """

    folder: KluisFolder
    moment: datetime
    reden: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Inhoud:
    """What is in a kluis, in numbers.

    Attributes:
        casussen, zittingen: how many.
        regels: lines of the audit log.
        hoofd: the hash of the last line.
        moment: when something was last written; looking does not count, and None is never.
    """

    casussen: int
    zittingen: int
    regels: int
    hoofd: str
    moment: datetime | None


def backups_in(place: Path) -> tuple[Reservekopie, ...]:
    """The back-ups in a folder, newest first; what does not have the name of one is left alone."""
    found = []
    for path in place.glob(f"*{SUFFIX}") if place.is_dir() else ():
        stamp, _, reden = path.name.removesuffix(SUFFIX).partition("-")
        with contextlib.suppress(ValueError, OSError):
            moment = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
            folder = KluisFolder(path)
            found.append(Reservekopie(folder, moment, reden, folder.data.stat().st_size))
    return tuple(sorted(found, key=lambda kopie: kopie.moment, reverse=True))


def drop(kopie: Reservekopie) -> None:
    """Remove a back-up; it counts as one no more before the first of its files goes.

    Raises:
        EnvironmentProblem: the disk refuses.
    """
    path = kopie.folder.path
    with explained_disk():
        shutil.rmtree(path.rename(path.with_name(path.name.removesuffix(SUFFIX) + BUILDING)))


def contents(data: Path, key: bytes) -> Inhoud:
    """What is in a database file with this 32-byte key.

    Raises:
        DamagedKluis: it does not open with this key, or lacks what every kluis has.
        EnvironmentProblem: it cannot be reached.
    """
    with explained_disk(), _reading(data, key) as connection:
        try:
            casussen, zittingen = (
                int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - two fixed names
                for table in ("casus", "zitting")
            )
            last = connection.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
            written = connection.execute(
                "SELECT moment FROM audit WHERE soort <> 'gelezen' ORDER BY id DESC LIMIT 1"
            ).fetchone()
        except sqlcipher.OperationalError as error:
            raise DamagedKluis from error
    if last is None:
        return Inhoud(casussen, zittingen, 0, GENESIS, None)
    moment = datetime.fromisoformat(str(written[0])) if written else None
    return Inhoud(casussen, zittingen, int(last[0]), str(last[1]), moment)


def handelingen_since(data: Path, key: bytes, before: Inhoud) -> int | None:
    """How many acts a kluis holds that are not in an earlier state of it; None when that is no earlier state of it.

    Raises:
        DamagedKluis, EnvironmentProblem: as `contents`.
    """
    with explained_disk(), _reading(data, key) as connection:
        there = connection.execute("SELECT hash FROM audit WHERE id = ?", (before.regels,)).fetchone()
        if before.regels and (there is None or there[0] != before.hoofd):
            return None
        later = "SELECT count(DISTINCT groep) FROM audit WHERE id > ? AND soort <> 'gelezen'"
        return int(connection.execute(later, (before.regels,)).fetchone()[0])


def restored(
    kopie: KluisFolder, key: bytes, target: Path, new_key: bytes, place_keys: Callable[[KluisFolder], None]
) -> KluisFolder:
    """A new kluis that holds what a back-up holds, read through before it counts.

    It gets a key of now: whoever was taken out since, or only knows a wachtzin or noodcode of then, does not open it.

    Args:
        kopie: the back-up.
        key: the 32-byte key of its database.
        target: where the new kluis comes; nothing may stand there.
        new_key: the 32-byte key its database gets.
        place_keys: puts the ``sleutels.json`` that goes with that key in the new folder.

    Raises:
        UserError: something stands there.
        DamagedKluis: the back-up is not whole.
        EnvironmentProblem: the disk refuses; nothing is left behind.
    """
    with new_folder(target) as folder, explained_disk():
        shutil.copyfile(kopie.data, folder.data)
        folder.data.chmod(0o600)
        sync_file(folder.data)
        _read_through(folder.data, key)
        if key != new_key:
            change_key(folder, key, new_key)
        place_keys(folder)
    return KluisFolder(target.absolute())


@contextlib.contextmanager
def _reading(data: Path, key: bytes) -> Iterator[sqlcipher.Connection]:
    with contextlib.closing(connect(data, key)) as connection:
        connection.execute("PRAGMA query_only=ON")
        yield connection


def _read_through(data: Path, key: bytes) -> None:
    with contextlib.closing(connect(data, key)) as connection:
        if check_pages(connection):
            raise DamagedKluis("Deze back-up is beschadigd.")
