"""Getting into a kluis from a terminal: which user, which wachtzin, and a growing wait after a wrong one."""

from __future__ import annotations

import getpass
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from expertteam_app.domain.errors import UserError
from expertteam_app.services.afdrukken import use_print_style
from expertteam_app.services.backups import AFSLUITEN, backed_up
from expertteam_app.services.inzages import binnengekomen, mislukt
from expertteam_app.services.kluis import (
    OEFENAAR,
    OEFENZIN,
    WrongPassphrase,
    kluis_path,
    open_kluis,
    unlock_delay,
    user_labels,
)
from expertteam_app.services.sessie import Sessie

ATTEMPTS = 3
MAX_BYTES = 4096


def read_passphrase_file(path: Path) -> str:
    """The first line of a file.

    Raises:
        UserError: there is no such file, or it is empty or no text.
    """
    try:
        with path.open("rb") as file:
            lines = file.read(MAX_BYTES).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise UserError(
            "Het bestand met de wachtzin is niet te lezen.", "Controleer de naam van het bestand."
        ) from problem
    if not lines or not lines[0]:
        raise UserError("Het bestand met de wachtzin is leeg.", "Zet de wachtzin op de eerste regel.")
    return lines[0]


def ask_passphrase(question: str) -> str:
    """Ask at the keyboard, unseen.

    Raises:
        UserError: there is no keyboard to ask at.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise UserError("Er is geen toetsenbord om de wachtzin te vragen.", "Gebruik --wachtwoord-bestand BESTAND.")
    return getpass.getpass(question)


def new_passphrase(file: Path | None) -> str:
    """The wachtzin for a new kluis: from a file, or typed twice.

    Raises:
        UserError: the two are not the same.
    """
    if file is not None:
        return read_passphrase_file(file)
    first = ask_passphrase("Nieuwe wachtzin: ")
    if ask_passphrase("Nog een keer: ") != first:
        raise UserError("De twee wachtzinnen zijn niet gelijk.", "Probeer het opnieuw.")
    return first


def which_user(path: Path, wanted: str | None) -> str:
    """The name of the user to open with: as asked, or the only one there is.

    Raises:
        UserError: there are several; the text names the option.
    """
    if wanted:
        return wanted
    labels = user_labels(path)
    if len(labels) == 1:
        return labels[0]
    raise UserError("Deze kluis heeft meer gebruikers.", "Zeg met --gebruiker NAAM wie u bent.")


@contextmanager
def opened(path: Path, options: Namespace) -> Iterator[Sessie]:
    """An open kluis for the length of the block.

    Raises:
        UserError: the wachtzin is wrong (three times at the keyboard).
        EnvironmentProblem: the kluis is open elsewhere or damaged.
    """
    use_print_style(chosen=getattr(options, "printvriendelijk", False))
    path = kluis_path(path)
    user = which_user(path, options.gebruiker)
    file: Path | None = options.wachtwoord_bestand
    attempts = 1 if file or user == OEFENAAR else ATTEMPTS
    for attempt in range(1, attempts + 1):
        if file is not None:
            secret = read_passphrase_file(file)
        else:
            secret = OEFENZIN if user == OEFENAAR else ask_passphrase(f"Wachtzin van {user}: ")
        try:
            kluis, context = open_kluis(path, user, secret)
        except WrongPassphrase as wrong:
            mislukt(path)
            if attempt == attempts:
                raise
            sys.stderr.write(f"{wrong.text}\n")
            time.sleep(unlock_delay(attempt))
            continue
        binnengekomen(context, kluis.folder)
        try:
            yield Sessie(kluis, context)
        finally:
            task = backed_up(kluis, AFSLUITEN)
            kluis.close()
            if task is not None:
                task.begin()
        return
