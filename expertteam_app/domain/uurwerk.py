"""All klokken of a kluis together: every version, the calendars they run on, and the norms of the steps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.kalender import KALENDERDAGEN, Kalender, Profiel
from expertteam_app.domain.klok import Klok, valid_on
from expertteam_app.domain.opschaling import Opschalingsmodel

_LONGEST_CLOSING = 366


@dataclass(frozen=True, slots=True)
class Sluiting:
    """Days on which an organisation is closed, both ends included; an empty organisatie is the own office.

    Attributes:
        wettelijk: a free day for everyone by koninklijk besluit (Atw 3(3), DOMEIN section 5), of which `bron` tells.
    """

    id: int
    organisatie: str
    van: date
    tot: date
    naam: str
    wettelijk: bool = False
    bron: str = ""

    @property
    def dagen(self) -> tuple[date, ...]:
        """Every day of it."""
        return tuple(self.van + timedelta(days=n) for n in range((self.tot - self.van).days + 1))


def legal_calendar(sluitingen: Collection[Sluiting]) -> Kalender:
    """The calendar of the law, with the free days that a koninklijk besluit added."""
    return Kalender(Profiel.WETTELIJK, aangewezen={dag: s.naam for s in sluitingen if s.wettelijk for dag in s.dagen})


def office_calendar(sluitingen: Collection[Sluiting]) -> Kalender:
    """The calendar of the own office: that of the law without its own closing days."""
    own = {dag: s.naam for s in sluitingen if not s.wettelijk and not s.organisatie.strip() for dag in s.dagen}
    return Kalender(Profiel.KANTOOR, own, legal_calendar(sluitingen).aangewezen)


def checked_closing(van: date, tot: date, naam: str, *, wettelijk: bool = False, bron: str = "") -> None:
    """Refuse closing days that cannot be.

    Raises:
        FieldError: the end lies before the start, it lasts longer than a year, it has no name, or it is a free day by
            law without the besluit that says so.
    """
    if wettelijk and not bron.strip():
        raise FieldError("bron", "Noem het koninklijk besluit dat deze dag vrij maakt.", "Bijvoorbeeld: Stb. 2027, 12.")
    if tot < van:
        raise FieldError("tot", "De laatste dag ligt vóór de eerste.", "Wissel de datums om.")
    if (tot - van).days >= _LONGEST_CLOSING:
        raise FieldError("tot", "Een sluiting duurt hoogstens een jaar.", "Controleer het jaartal.")
    if not naam.strip():
        raise FieldError("naam", "Geef de sluiting een naam.", "Zo staat zij in de uitleg van een datum.")
    for dag in (van, tot):
        KALENDERDAGEN.add_days(dag, 0)


@dataclass(frozen=True, slots=True)
class Uurwerk:
    """What is needed to reckon any klok of this kluis.

    Attributes:
        versies: every version of every klok by code, in order of code as shipped, those of the region after them.
        sluitingen: closing days of every organisation.
        modellen: the versions of the opschalingsmodel by their id in the kluis.
    """

    versies: Mapping[str, tuple[Klok, ...]]
    sluitingen: tuple[Sluiting, ...] = ()
    modellen: Mapping[int, Opschalingsmodel] = field(default_factory=dict)

    def klok(self, code: str, dag: date) -> Klok:
        """The version of a klok that holds on a day.

        Raises:
            FieldError: there is no such klok.
        """
        if code not in self.versies:
            raise FieldError("code", f"Klok {code} bestaat niet.")
        return valid_on(self.versies[code], dag)

    def klokken(self, dag: date) -> tuple[Klok, ...]:
        """Every klok as it holds on a day."""
        return tuple(valid_on(versies, dag) for versies in self.versies.values())

    def kalender(self, klok: Klok) -> Kalender:
        """The calendar a klok runs on, with the closing days of its organisation."""
        closed = {
            dag: s.naam
            for s in self.sluitingen
            if klok.profiel is Profiel.KANTOOR and not s.wettelijk and _same(s.organisatie, klok.organisatie)
            for dag in s.dagen
        }
        return Kalender(klok.profiel, closed, legal_calendar(self.sluitingen).aangewezen)

    def with_version(self, klok: Klok) -> Uurwerk:
        """The same with one more version of a klok."""
        versies = {**self.versies, klok.code: (*self.versies.get(klok.code, ()), klok)}
        return replace(self, versies=versies)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def uurwerk(
    meegeleverd: Iterable[Klok],
    eigen: Iterable[Klok] = (),
    sluitingen: Iterable[Sluiting] = (),
    modellen: Mapping[int, Opschalingsmodel] | None = None,
) -> Uurwerk:
    """Put shipped klokken, the versions of the region, closing days and models together."""
    versies: dict[str, tuple[Klok, ...]] = {k.code: (k,) for k in meegeleverd}
    for klok in sorted(eigen, key=lambda k: (k.code, k.geldig_vanaf)):
        versies[klok.code] = (*versies.get(klok.code, ()), klok)
    return Uurwerk(versies, tuple(sluitingen), modellen or {})
