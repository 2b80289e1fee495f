"""What the database or the disk refuses, as a Dutch sentence with a remedy."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from expertteam_app.domain.errors import Cancelled, EnvironmentProblem, ExpertteamError, UserError


class DamagedKluis(EnvironmentProblem):
    """The key is right, but the database file is missing or damaged; the back-ups are the way back."""

    def __init__(self, text: str = "Het gegevensbestand (data.db) van deze kluis is beschadigd.") -> None:
        super().__init__(text, "Open een kluis uit de map back-ups, die in de map van deze kluis staat.")


class NewerKluis(UserError):
    """The database was written by a newer program."""

    def __init__(self) -> None:
        super().__init__(
            "Deze kluis is gemaakt met een nieuwere versie van Expertteam.",
            "Open hem met die versie, of vraag de beheerder om deze computer bij te werken.",
        )


class DiskFault(EnvironmentProblem):
    """The disk, or the check on a page, gave an error while reading or writing."""

    def __init__(self) -> None:
        super().__init__(
            "De schijf gaf een fout bij het lezen of schrijven van de kluis.",
            "Controleer de schijf en probeer het opnieuw.",
        )


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the database refuses inside the block into a problem a person can act on.

    Raises:
        ExpertteamError: what `explain` says; any other error passes as it is.
    """
    try:
        yield
    except ExpertteamError:
        raise
    except Exception as error:
        problem = explain(error)
        if problem is None:
            raise
        raise problem from error


@contextmanager
def explained_disk() -> Iterator[None]:
    """As `explained`, and for what the disk refuses too; only around work on the files of a kluis itself.

    Raises:
        ExpertteamError: what is wrong, with the remedy.
    """
    try:
        with explained():
            yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise (_disk_full() if full else _no_access()) from error


_WITHOUT_CODE: Final = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
"""SQLite's own texts (sqlite3_errstr): the back-up interface of the binding gives a text and no code."""


def explain(error: BaseException) -> ExpertteamError | None:
    """The problem behind an error of SQLAlchemy or SQLCipher; None when it is another kind.

    The texts hold no values: they may be shown and logged.
    """
    if isinstance(error, StaleDataError):
        return UserError(
            "Iemand wijzigde dit in een ander venster.",
            "Open het opnieuw; dan ziet u wat er nu staat en past u het aan.",
        )
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, sqlcipher.Error):
        return None
    code = getattr(cause, "sqlite_errorcode", None) or _WITHOUT_CODE.get(str(cause))
    if not isinstance(code, int):
        return None
    problem = _PROBLEMS.get(code & 0xFF)
    return problem() if problem else None


def busy() -> EnvironmentProblem:
    """Another write is going on."""
    return EnvironmentProblem(
        "De kluis is bezet door een andere bewerking.", "Wacht tot die klaar is en probeer het opnieuw."
    )


def _disk_full() -> EnvironmentProblem:
    return EnvironmentProblem(
        "De schijf is vol; de laatste wijziging is niet opgeslagen.", "Maak ruimte vrij en probeer het opnieuw."
    )


def _read_only() -> EnvironmentProblem:
    return EnvironmentProblem(
        "De kluis is niet te schrijven: het bestand of de map is alleen-lezen.",
        "Controleer de rechten op de map van de kluis.",
    )


def _no_access() -> EnvironmentProblem:
    return EnvironmentProblem(
        "Een bestand in de map van de kluis is niet te lezen of te schrijven.",
        "Controleer of de schijf is aangesloten en of u rechten hebt op de map van de kluis.",
    )


# Primary result codes of SQLite (https://sqlite.org/rescode.html); an extended code has them in its low byte.
_PROBLEMS: Final[dict[int, Callable[[], ExpertteamError]]] = {
    3: _read_only,  # PERM
    5: busy,  # BUSY
    6: busy,  # LOCKED
    8: _read_only,  # READONLY
    9: Cancelled,  # INTERRUPT
    10: DiskFault,  # IOERR
    11: DamagedKluis,  # CORRUPT
    13: _disk_full,  # FULL
    14: _no_access,  # CANTOPEN
    26: DamagedKluis,  # NOTADB
}
