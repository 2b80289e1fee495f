"""A new key for the kluis after someone was taken away: planned while it is open, done when it closes.

While others may still be reading, the database cannot change its key. So the plan stands on disk as the next header,
and whoever closes the kluis carries it out; what was broken off half-way is finished at the next opening, by anyone who
may open it (`db.sleutelwissel` says which step was reached).
"""

from __future__ import annotations

import contextlib

from expertteam_app.db.backup import make_backup
from expertteam_app.db.folder import KluisFolder
from expertteam_app.db.problems import DamagedKluis
from expertteam_app.db.sleutelwissel import change_key, forget_next, is_waiting, next_header, opens_with
from expertteam_app.domain.errors import EnvironmentProblem
from expertteam_app.security.header import KluisHeader
from expertteam_app.security.headerfile import read_header, write_header
from expertteam_app.security.kdf import Purpose, subkey
from expertteam_app.security.keyslots import TamperedHeader, Unlocked, completed, follow, renewed

VOOR = "voor-sleutelwissel"
"""The reason in the name of the back-up that is made first."""


def plan_new_key(folder: KluisFolder, header: KluisHeader, unlocked: Unlocked) -> None:
    """From now on the kluis gets a new key as soon as it closes.

    Raises:
        EnvironmentProblem: the disk refuses.
        TamperedHeader: the header was not signed with this master key.
    """
    write_header(next_header(folder), renewed(header, unlocked)[0])


def carry_out(folder: KluisFolder, header: KluisHeader, unlocked: Unlocked) -> tuple[KluisHeader, Unlocked]:
    """Give a closed kluis its new key; the caller holds the lock. Returns the header and keys that open it from now on.

    Raises:
        EnvironmentProblem: the disk refuses; the next opening goes on where this stopped.
        DamagedKluis: the database is not whole; the back-up that was made first is.
    """
    made, own = renewed(header, unlocked)  # anew: slots may have changed since it was planned
    write_header(next_header(folder), made)
    make_backup(folder, folder.data, _key(unlocked), VOOR)
    change_key(folder, _key(unlocked), _key(own))
    _take_over(folder, made)
    return made, own


def settled(folder: KluisFolder, header: KluisHeader, unlocked: Unlocked) -> tuple[KluisHeader, Unlocked]:
    """Finish what was broken off, before anything is read; the caller holds the lock.

    Raises:
        DamagedKluis: the database opens with neither key.
        EnvironmentProblem: the disk refuses; nothing is lost.
    """
    if is_waiting(folder):
        header, unlocked = _finished(folder, header, unlocked)
    done = completed(header, unlocked)
    if done is not None:
        with contextlib.suppress(EnvironmentProblem):  # it opens as well without; the next time will do
            write_header(folder.header, done[0])
            return done
    return header, unlocked


def _finished(folder: KluisFolder, header: KluisHeader, unlocked: Unlocked) -> tuple[KluisHeader, Unlocked]:
    following, own = _next(folder, unlocked)
    if following is not None and own is not None and following.mac == header.mac:
        forget_next(folder)
        return header, unlocked
    if opens_with(folder, _key(unlocked)):
        return carry_out(folder, header, unlocked)
    if following is None or own is None or not opens_with(folder, _key(own)):
        raise DamagedKluis
    _take_over(folder, following)
    return following, own


def _next(folder: KluisFolder, unlocked: Unlocked) -> tuple[KluisHeader | None, Unlocked | None]:
    try:
        following = read_header(next_header(folder))
        return following, follow(following, unlocked)
    except (EnvironmentProblem, TamperedHeader):  # half written; then the database still has its old key
        return None, None


def _take_over(folder: KluisFolder, header: KluisHeader) -> None:
    write_header(folder.header, header)
    forget_next(folder)


def _key(unlocked: Unlocked) -> bytes:
    return subkey(unlocked.master_key, Purpose.SQLCIPHER)
