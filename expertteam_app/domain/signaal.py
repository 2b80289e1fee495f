"""Kenmerken that are looked at together, and signalen that people judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from expertteam_app.domain.oordeel import Oordeel


class SignaalSoort(StrEnum):
    """What kind of finding a signaal is; the value is what is stored, `woorden` what people read."""

    PAAR = "paar"
    DRIETAL = "drietal"
    TREND = "trend"
    SLUIPEND = "sluipend"
    VERSCHIL = "verschil"
    TRECHTER = "trechter"

    @property
    def woorden(self) -> str:
        """The kind in words."""
        return {
            "paar": "samenhang van twee kenmerken",
            "drietal": "samenhang van drie kenmerken",
            "trend": "vaker dan eerder",
            "sluipend": "langzaam vaker",
            "verschil": "anders dan de vorige periode",
            "trechter": "gemeente anders dan de regio",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Kenmerk:
    """Something that a casus has and that is looked at together with others.

    Attributes:
        code: group and value, as in ``oorzaak:A2``.
        groepen: two that share a group are never looked at together.
        label: as people read it.
    """

    code: str
    groepen: frozenset[str]
    label: str


@dataclass(frozen=True, slots=True)
class Signaal:
    """A finding with what people made of it.

    Attributes:
        gezien: counts and words as they were shown on `gezien_op`, in the order in which they are read.
        mens: a code of signaal_oordeel; empty while nobody judged it.
    """

    id: int
    soort: SignaalSoort
    sleutel: str
    periode: str
    gezien: Mapping[str, str]
    gezien_op: date
    programma: Oordeel
    mens: str
    verklaring: str
    beoordeeld_op: date | None
    beoordeeld_door: str
    afloop: str
    afgesloten_op: date | None

    @property
    def open(self) -> bool:
        """Whether something must still happen with it."""
        return self.afgesloten_op is None
