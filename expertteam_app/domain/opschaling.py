"""The opschalingsmodel as data: steps, who owns them, what lets a casus in, and the norm (DOMEIN section 2).

No source fixes the steps or the norm days, so the shipped ladder is a proposal that the chair edits. Every version
stays: a casus keeps the version it started under.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from expertteam_app.domain.access import ROLES, Right, Rol
from expertteam_app.domain.errors import FieldError

SCHRIJVERS = tuple(rol for rol in Rol if Right.CASUS_WRITE in ROLES[rol])
"""The roles that write casussen, in the order of `Rol`: only these can take a step at all."""


@dataclass(frozen=True, slots=True)
class Stap:
    """One step of the ladder.

    Attributes:
        volgorde: place on the ladder, from 1.
        ingang: entry conditions, a checklist.
        norm: length of the norm in `eenheid`, or None when the region set none.
        eenheid: ``werkdagen`` or ``kalenderdagen``.
        rollen: values of `Rol` that may take this step; empty: every role that writes casussen.
    """

    volgorde: int
    naam: str
    eigenaar: str
    ingang: tuple[str, ...] = ()
    uitgang: str = ""
    norm: int | None = None
    eenheid: str = "werkdagen"
    mag_overslaan: bool = False
    rollen: tuple[str, ...] = ()

    @property
    def kort(self) -> str:
        """The name up to the first bracket, for narrow places."""
        return self.naam.split("(", maxsplit=1)[0].strip()

    def may_take(self, rol: Rol) -> bool:
        """Whether a role may put a casus on this step."""
        return rol in SCHRIJVERS and (not self.rollen or rol.value in self.rollen)

    @property
    def wie(self) -> str:
        """Who may put a casus on this step, in words: ``voorzitter of secretaris``."""
        names = [rol.value for rol in SCHRIJVERS if self.may_take(rol)]
        return " of ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)

    def check_role(self, rol: Rol) -> None:
        """Refuse a role that may not put a casus on this step.

        Raises:
            FieldError: names who may.
        """
        if not self.may_take(rol):
            raise FieldError(
                "stap",
                f"Met de rol {rol} kunt u een casus niet op stap {self.volgorde} ({self.kort}) zetten.",
                f"Vraag het aan de {self.wie}.",
            )

    def missing(self, ticked: Iterable[str]) -> tuple[str, ...]:
        """The entry conditions that are not among those ticked."""
        met = frozenset(ticked)
        return tuple(condition for condition in self.ingang if condition not in met)


@dataclass(frozen=True, slots=True)
class Opschalingsmodel:
    """A published version of the ladder, valid from a day on."""

    versie: str
    naam: str
    geldig_vanaf: date
    bron: str
    stappen: tuple[Stap, ...]

    def stap(self, volgorde: int) -> Stap:
        """The step at a place.

        Raises:
            FieldError: this version has no such step.
        """
        for stap in self.stappen:
            if stap.volgorde == volgorde:
                return stap
        raise FieldError(
            "stap", f"Stap {volgorde} bestaat niet in model {self.versie}.", f"Kies 1 tot en met {len(self.stappen)}."
        )

    def skipped(self, van: int | None, naar: int) -> tuple[Stap, ...]:
        """The steps passed over by going from one place up to another; none when going down."""
        return tuple(s for s in self.stappen if (van or 0) < s.volgorde < naar)

    def check_move(self, van: int | None, naar: int, reden: str, ingang: Iterable[str] | None = None) -> None:
        """Refuse a move that the model does not allow.

        Going up over a step asks that the model lets it be skipped, and a reason; going down (afschalen) asks a
        reason, and so does a step of which not every entry condition is in `ingang` (None: not looked at).

        Raises:
            FieldError: names the step that stands in the way, or asks for the reason.
        """
        self.stap(naar)
        if van == naar:
            raise FieldError("stap", f"De casus staat al op stap {naar}.")
        for stap in self.skipped(van, naar) if van is not None else ():
            if not stap.mag_overslaan:
                raise FieldError(
                    "stap",
                    f"Stap {stap.volgorde} ({stap.kort}) mag in dit model niet worden overgeslagen.",
                    f"Zet de casus eerst op stap {stap.volgorde}.",
                )
        needs_reason = van is not None and (naar < van or bool(self.skipped(van, naar)))
        if needs_reason and not reden.strip():
            raise FieldError("reden", "Schrijf op waarom: er wordt afgeschaald of een stap overgeslagen.")
        missing = self.stap(naar).missing(ingang) if ingang is not None else ()
        if missing and not reden.strip():
            raise FieldError(
                "reden", f"Nog niet aan voldaan: {'; '.join(missing)}.", "Schrijf op waarom de stap toch wordt gezet."
            )


class Uitval(StrEnum):
    """How a casus would come out otherwise under another version; the value is the phrase on the screen."""

    BOVEN = "komt boven de norm"
    BINNEN = "komt binnen de norm"
    WEG = "staat op een stap die er niet meer is"


@dataclass(frozen=True, slots=True)
class ModelVoorbeeld:
    """What a version of the ladder would change for the casussen that are open now.

    Attributes:
        open: how many casussen were looked at.
        anders: ids of those that would come out otherwise, by how.
    """

    open: int
    anders: dict[Uitval, tuple[int, ...]]

    @property
    def ids(self) -> tuple[int, ...]:
        """All casussen that would come out otherwise."""
        return tuple(casus_id for found in self.anders.values() for casus_id in found)


def outcome(nieuw: Stap | None, *, was_over: bool, wordt_over: bool) -> Uitval | None:
    """How a casus on a step comes out otherwise, or None when it stays over or within the norm.

    Args:
        nieuw: the step with the same number in the other version; None when there is none.
        was_over: whether its stay is over the norm of the version it stands under.
        wordt_over: whether it would be over that of the other version.
    """
    if nieuw is None:
        return Uitval.WEG
    if was_over == wordt_over:
        return None
    return Uitval.BOVEN if wordt_over else Uitval.BINNEN


def checked_model(model: Opschalingsmodel) -> Opschalingsmodel:
    """The model itself when it can be published.

    Raises:
        FieldError: no steps, steps not numbered 1..n, a step without a name or owner, a norm that is no positive
            number of days, a role that cannot take steps, or a condition that stands there twice.
    """
    if not model.stappen:
        raise FieldError("stappen", "Een model heeft minstens één stap nodig.")
    if [s.volgorde for s in model.stappen] != list(range(1, len(model.stappen) + 1)):
        raise FieldError("volgorde", "De stappen moeten genummerd zijn vanaf 1, zonder gaten.")
    for stap in model.stappen:
        if not stap.naam.strip() or not stap.eigenaar.strip():
            raise FieldError("naam", f"Stap {stap.volgorde} heeft een naam en een eigenaar nodig.")
        if stap.norm is not None and stap.norm < 1:
            raise FieldError("norm", f"De norm van stap {stap.volgorde} is een aantal dagen vanaf 1, of leeg.")
        if stap.eenheid not in ("werkdagen", "kalenderdagen"):
            raise FieldError("eenheid", f"De norm van stap {stap.volgorde} telt in werkdagen of kalenderdagen.")
        if unknown := set(stap.rollen) - {rol.value for rol in SCHRIJVERS}:
            raise FieldError("rollen", f"De rol {min(unknown)} kan geen stap zetten.", "Kies een rol uit de lijst.")
        if len(set(stap.ingang)) < len(stap.ingang):
            raise FieldError("ingang", f"Bij stap {stap.volgorde} staat een voorwaarde twee keer.")
    return model


def parse_model(text: str) -> Opschalingsmodel:
    """Read a model from TOML: ``versie, naam, geldig_vanaf, bron`` and ``[[stap]]`` tables.

    Raises:
        KeyError: a key is missing.
        FieldError: see `checked_model`.
    """
    data = tomllib.loads(text)
    stappen = tuple(
        Stap(
            volgorde=row["volgorde"],
            naam=row["naam"],
            eigenaar=row["eigenaar"],
            ingang=tuple(row.get("ingang", ())),
            uitgang=row.get("uitgang", ""),
            norm=row.get("norm"),
            eenheid=row.get("eenheid", "werkdagen"),
            mag_overslaan=row.get("mag_overslaan", False),
            rollen=tuple(row.get("rollen", ())),
        )
        for row in data["stap"]
    )
    return checked_model(
        Opschalingsmodel(data["versie"], data["naam"], data["geldig_vanaf"], data["bron"], stappen),
    )
