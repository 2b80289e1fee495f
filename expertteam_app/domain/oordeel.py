"""Four fixed words for what small numbers say; there are no others (PRODUCT section 5)."""

from __future__ import annotations

from enum import StrEnum


class Oordeel(StrEnum):
    """What a count says, from least to most; the value is what is stored, `woorden` what people read."""

    TE_WEINIG = "te_weinig"
    TOEVAL = "toeval"
    OPVALLEND = "opvallend"
    SIGNAAL = "signaal"

    @property
    def woorden(self) -> str:
        """The verdict in words."""
        return _WOORDEN[self]


_WOORDEN = {
    Oordeel.TE_WEINIG: "te weinig om iets te zeggen",
    Oordeel.TOEVAL: "past bij toeval",
    Oordeel.OPVALLEND: "opvallend, volgen",
    Oordeel.SIGNAAL: "signaal, bespreken",
}
