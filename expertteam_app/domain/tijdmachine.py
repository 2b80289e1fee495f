"""The casus as it was known: which acts changed it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wijziging:
    """An act that changed what is known of a casus.

    Attributes:
        regel: id of the last line of the audit log that belongs to it.
        moment: when (UTC, ISO).
    """

    regel: int
    moment: str
    wie: str
    handeling: str
