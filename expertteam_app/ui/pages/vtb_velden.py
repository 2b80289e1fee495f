"""The fields of a VTB as both of its screens show them: the opened VTB, and the one that is taken over from text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.tafel import VtbDossier
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, code_choice, past_date
from expertteam_app.ui.pages.zitting_tafel import Tafel

YES_NO: dict[str, bool | None] = {"ja": True, "nee": False, "": None}
YES_NO_WORDS = {True: "ja", False: "nee", None: ""}
BOOLS = frozenset({"mdo", "netwerk", "veiligheidsplan"})


@dataclass(frozen=True, slots=True)
class Veld:
    """A field of the VTB: its key in the service and its question."""

    key: str
    text: str
    widget: QWidget
    wide: bool = False


def yes_no() -> Choice:
    """A choice of ja, nee and not known yet."""
    return Choice((("ja", "ja"), ("nee", "nee")), "nog niet bekend")


def verzoek_velden(tafel: Tafel) -> list[Veld]:
    """Who asks, when, and for which gemeente."""
    return [
        Veld("ontvangen", "Ontvangen op", past_date(tafel.today)),
        Veld("gemeente", "Gemeente", code_choice(tafel.codes("gemeenten"), "kies een gemeente")),
        Veld("indiener", "Indiener", QLineEdit()),
    ]


def inhoud_delen(tafel: Tafel) -> list[tuple[str, list[Veld]]]:
    """What the VTB says, in parts with a title."""
    today = tafel.today
    consultaties = [
        (
            f"Consultatie van {name}",
            [
                Veld(f"{key}_datum", "Wanneer", past_date(today)),
                Veld(f"{key}_wie", "Met wie", QLineEdit()),
                Veld(f"{key}_advies", "Wat was het advies?", TextArea(2), wide=True),
            ],
        )
        for name, key in (("Veilig Thuis", "vt"), ("de GI", "gi"))
    ]
    samen = [
        Veld("mdo", "MDO met de toegang geweest?", yes_no()),
        Veld("mdo_datum", "Wanneer was het MDO?", past_date(today)),
        Veld("netwerk", "Netwerk van het gezin betrokken?", yes_no()),
        Veld("veiligheidsplan", "Veiligheidsplan met het gezin?", yes_no()),
        Veld("ouders_geinformeerd", "Met ouders besproken, met kopie, op", past_date(today)),
        Veld("netwerk_toelichting", "Hoe is het netwerk betrokken?", TextArea(2), wide=True),
    ]
    stem = [
        Veld("stem_jeugdige", "Wat zeggen de kinderen zelf?", TextArea(2)),
        Veld("reactie_ouders", "Wat zeggen de ouders hiervan?", TextArea(2)),
        Veld("zorgen", "Welke zorgen zijn er?", TextArea(3), wide=True),
    ]
    return [*consultaties, ("Overleg, netwerk en ouders", samen), ("Stem en zorgen", stem)]


def values_of(dossier: VtbDossier) -> dict[str, object]:
    """What each field of a VTB shows."""
    inhoud = dossier.inhoud
    return {
        "vt_datum": inhoud.consultatie_vt.datum,
        "vt_wie": inhoud.consultatie_vt.wie,
        "vt_advies": inhoud.consultatie_vt.advies,
        "gi_datum": inhoud.consultatie_gi.datum,
        "gi_wie": inhoud.consultatie_gi.wie,
        "gi_advies": inhoud.consultatie_gi.advies,
        "mdo": YES_NO_WORDS[inhoud.mdo],
        "mdo_datum": inhoud.mdo_datum,
        "netwerk": YES_NO_WORDS[inhoud.netwerk],
        "netwerk_toelichting": inhoud.netwerk_toelichting,
        "veiligheidsplan": YES_NO_WORDS[inhoud.veiligheidsplan],
        "ouders_geinformeerd": inhoud.ouders_geinformeerd,
        "stem_jeugdige": inhoud.stem_jeugdige,
        "reactie_ouders": inhoud.reactie_ouders,
        "zorgen": dossier.zorgen,
        "ontvangen": dossier.ontvangen,
        "gemeente": dossier.gemeente,
        "indiener": dossier.indiener,
    }


def to_stored(key: str, value: object) -> object:
    """The value of a field as the service takes it."""
    return YES_NO[str(value)] if key in BOOLS else value


def to_shown(key: str, value: object) -> object:
    """A value of the service as the field shows it."""
    if key in BOOLS:
        return YES_NO_WORDS[value] if value in (True, False, None) else ""
    return value if isinstance(value, date) or value is None else str(value)
