"""One line of a dossier of then, and which lines say something else today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

LEEG_WOORD = "leeg"
VERDWENEN = "staat er niet meer"


@dataclass(frozen=True, slots=True)
class ToenRegel:
    """One thing to read.

    Attributes:
        key: what it is about, the same at every moment.
        deel: the part of the dossier it stands in.
        wat: its label, as in that part.
        tekst: what it said, in words.
        feit: what is compared with today, where that is not label and words (days go on by themselves).
        nu: what it says today when that is something else, in words when it is empty or gone.
        later: it was not there then.
    """

    key: tuple[str, str]
    deel: str
    wat: str
    tekst: str
    feit: str | None = None
    nu: str = ""
    later: bool = False

    @property
    def in_words(self) -> str:
        """The whole line, for a screen reader."""
        then = "stond er nog niet" if self.later else self.tekst or LEEG_WOORD
        return f"{self.wat}: {then}" + (f". Nu: {self.nu}" if self.nu else "")


def compared(then: Sequence[ToenRegel], now: Sequence[ToenRegel]) -> list[ToenRegel]:
    """The lines of then with what they say today where that is something else; at the end what came since."""
    today = {line.key: line for line in now}
    known = {line.key for line in then}
    found = []
    for line in then:
        other = today.get(line.key)
        if other is None:
            found.append(replace(line, nu=VERDWENEN))
        elif _fact(other) != _fact(line):
            words = other.tekst or LEEG_WOORD
            found.append(replace(line, nu=words if other.wat == line.wat else f"{other.wat}: {words}"))
        else:
            found.append(line)
    return found + [replace(x, tekst="", nu=x.tekst or LEEG_WOORD, later=True) for x in now if x.key not in known]


def _fact(line: ToenRegel) -> str:
    return f"{line.wat}: {line.tekst}" if line.feit is None else line.feit


def zin(*parts: str) -> str:
    """The parts that say something, with a comma between them."""
    return ", ".join(part for part in parts if part)
