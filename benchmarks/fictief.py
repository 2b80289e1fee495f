"""Lists of invented people for RET and JBT, as a secretariat would keep them: the same for the same seed and size.

A list is never written to disk; it is handed to the import as bytes.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from benchmarks.meting import PEILDATUM

KOP = (
    "nr", "naam jeugdige", "geb. datum", "gemeente", "aangemeld door", "datum aanmelding", "stap nu",
    "eerste RET overleg", "gezochte hulp", "waarom vast", "uitkomst", "datum afgesloten", "opmerkingen",
)  # fmt: skip
KOP_JBT = (
    "VTB nr", "gezin", "kind", "geb.", "gemeente", "indiener", "VTB binnen", "consult VT", "consult GI", "MDO",
    "netwerk betrokken", "datum tafel", "besluit", "VTO naar RvdK", "terugmelding", "uitkomst raad",
)  # fmt: skip
TITEL = "Lijst voor een meting – FICTIEF, geen echte personen"

CROOKED = 0.01
"""Share of the rows that are typed twice, of those with an impossible day, and of those with an unknown zorgvorm."""

_VOORNAMEN = (
    "Aya", "Bo", "Cas", "Dewi", "Elin", "Fien", "Guus", "Hugo", "Imke", "Jara", "Kaan", "Lio", "Mila", "Noé", "Odin",
    "Puck", "Quinn", "Rosa", "Siem", "Teun", "Umut", "Vera", "Wout", "Xem", "Yfke", "Zeynep",
)  # fmt: skip
_VOOR = ("Fictie", "Verzon", "Schijn", "Proef", "Papier", "Oefen", "Denk", "Nep", "Sprook", "Schets", "Bedacht", "Spel")
_ACHTER = (
    "stra", "veld", "berg", "huis", "dijk", "sma", "horst", "water", "land", "burg", "kamp", "brink", "meer", "laar",
    "wijk", "donk", "zicht", "hof", "bos", "gaard", "poort", "stede", "vliet", "waard", "beek", "hoek",
)  # fmt: skip
_GEMEENTEN = ("Apeldoorn", "Zutphen", "Lochem", "Brummen", "Epe", "Voorst", "Heerde", "Hattem", "Gem. Apeldoorn")
_STAPPEN = ("RET", "expertteam", "rondetafel", "toegang", "leidinggevende", "BOEG")
_HULP = ("gezinshuis", "deeltijdpleegzorg", "time-outplek", "intensief ambulant", "driemilieu", "Time-Out", "IAG")
_OORZAKEN = ("wachtlijst", "geen aanbod", "contra-indicatie", "geen regie", "geen school", "complexe scheiding")
_BESLUITEN = ("vrijwillig kader", "drang", "raadsonderzoek")
_UITKOMSTEN = ("passende hulp gestart", "uhp voorkomen", "doorgeleid BOEG", "ingetrokken")


def casuslijst(rows: int, seed: int = 7) -> Iterator[tuple[object, ...]]:
    """Title, blank row, heading and `rows` rows; one in thirty is crooked in a way that lists are."""
    dice = random.Random(seed)  # noqa: S311 - invented content, no secrets
    yield (TITEL,)
    yield ()
    yield KOP
    row: tuple[object, ...] = ()
    for number in range(1, rows + 1):
        again = bool(row) and dice.random() < CROOKED
        row = (number, str(row[1]).upper(), *row[2:]) if again else _row(number, dice)
        yield row


def _row(number: int, dice: random.Random) -> tuple[object, ...]:
    born = date(2006, 1, 1) + timedelta(days=dice.randrange(16 * 365))
    reported = PEILDATUM - timedelta(days=dice.randrange(60, 1500))
    overleg = reported + timedelta(days=dice.randrange(3, 30))
    closed = overleg + timedelta(days=dice.randrange(20, 400))
    done = closed < PEILDATUM
    no_day = dice.random() < CROOKED  # a day that does not exist belongs in quarantine
    no_form = dice.random() < CROOKED  # what no list knows is a doubt
    return (
        number,
        f"{dice.choice(_VOORNAMEN)} {_surname(dice)}",
        f"31-2-{born.year}" if no_day else _as_kept(born, dice),
        dice.choice(_GEMEENTEN),
        dice.choice(("CJG", "GI", "huisarts", "toegang", "wijkteam")),
        _as_kept(reported, dice),
        dice.choice(_STAPPEN),
        _as_kept(overleg, dice) if dice.random() < 0.7 else None,
        "iets met paarden" if no_form else dice.choice(_HULP),
        "; ".join(dice.sample(_OORZAKEN, dice.randrange(1, 4))),
        dice.choice(_UITKOMSTEN) if done else "loopt nog",
        _as_kept(closed, dice) if done else None,
        dice.choice((None, "zie mail 12/3", "=1+1", "@regio nabellen")),
    )


def _surname(dice: random.Random) -> str:
    return f"{dice.choice(_VOOR)}{dice.choice(_ACHTER)}"


def vtb_lijst(rows: int, seed: int = 7) -> Iterator[tuple[object, ...]]:
    """Heading and `rows` rows, one per child; one to four children have a VTB together."""
    dice = random.Random(seed)  # noqa: S311 - invented content, no secrets
    yield KOP_JBT
    number = left = 0
    shared: tuple[object, ...] = ()
    received, gemeente = PEILDATUM, ""
    for _ in range(rows):
        if not left:
            number, left = number + 1, dice.randrange(1, 5)
            received = PEILDATUM - timedelta(days=dice.randrange(60, 1500))
            shared = (f"VTB-{number:05}", _surname(dice))
            gemeente = dice.choice(_GEMEENTEN)
        left -= 1
        yield (*shared, *_child(gemeente, received, dice))


def _child(gemeente: str, received: date, dice: random.Random) -> tuple[object, ...]:
    tafel = received + timedelta(days=7 + received.day % 14)
    besluit = dice.choice(_BESLUITEN)
    return (
        dice.choice(_VOORNAMEN),
        _as_kept(date(2006, 1, 1) + timedelta(days=dice.randrange(16 * 365)), dice),
        gemeente,
        dice.choice(("GI", "Veilig Thuis", "wijkteam")),
        _as_kept(received, dice),
        _as_kept(received - timedelta(days=9), dice),
        _as_kept(received - timedelta(days=5), dice),
        dice.choice(("ja", "nee")),
        dice.choice(("opa", "nee", None)),
        _as_kept(tafel, dice),
        besluit,
        _as_kept(tafel + timedelta(days=2), dice) if besluit == "raadsonderzoek" else None,
        _as_kept(tafel + timedelta(days=80), dice) if besluit == "drang" else None,
        None,
    )


def _as_kept(day: date, dice: random.Random) -> object:
    """A date in one of the ways in which it stands in a hand-kept list."""
    style = dice.randrange(4)
    if style == 0:
        return day
    if style == 1:
        return f"{day.day}-{day.month}-{day.year}"
    return f"{day.day:02}/{day.month:02}/{day.year}" if style == 2 else day.isoformat()


def as_xlsx(rows: Iterable[tuple[object, ...]]) -> bytes:
    """A list as a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Lijst")
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(rows: Iterable[tuple[object, ...]]) -> bytes:
    """A list as a csv file with semicolons."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()
