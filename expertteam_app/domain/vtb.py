"""The verzoek tot bespreking (VTB) and what makes it agendeerbaar at the JBT (DOMEIN section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Consultatie:
    """A consultation of Veilig Thuis or the GI: when, with whom, what they advised."""

    datum: date | None = None
    wie: str = ""
    advies: str = ""

    @property
    def mist(self) -> tuple[str, ...]:
        """What is not told of it yet, in words that stand in a sentence; empty when date, who and advice are there."""
        told = (
            ("de datum", self.datum is not None),
            ("met wie", bool(self.wie.strip())),
            ("het advies", bool(self.advies.strip())),
        )
        return tuple(what for what, there in told if not there)


@dataclass(frozen=True, slots=True)
class VtbInhoud:
    """The facts of a VTB on which the conditions rest.

    Attributes:
        dag_volstaat: a consultatie counts by its day alone. So it is with a VTB from a list, which holds no more, and
            with one that was on a table before who and advice were asked for.
    """

    consultatie_vt: Consultatie = Consultatie()
    consultatie_gi: Consultatie = Consultatie()
    mdo_datum: date | None = None
    mdo: bool | None = None
    netwerk: bool | None = None
    netwerk_toelichting: str = ""
    ouders_geinformeerd: date | None = None
    reactie_ouders: str = ""
    stem_jeugdige: str = ""
    veiligheidsplan: bool | None = None
    dag_volstaat: bool = False

    @property
    def consultaties(self) -> dict[str, Consultatie]:
        """The two consultaties by the code of their condition."""
        return {"consultatie-vt": self.consultatie_vt, "consultatie-gi": self.consultatie_gi}


@dataclass(frozen=True, slots=True)
class Voorwaarde:
    """One condition: what it asks, whether it is met, and whether it blocks the agenda (`hard`).

    Attributes:
        opmerking: what lacks of something that is told in part, as one sentence; also where it blocks nothing.
    """

    code: str
    tekst: str
    vervuld: bool
    hard: bool
    bron: str
    opmerking: str = ""


NAMEN = {"consultatie-vt": "consultatie Veilig Thuis", "consultatie-gi": "consultatie GI"}
ELDERS = "gebruik in andere regio's"

HARDE_VOORWAARDEN = "vtb.harde-voorwaarden"
"""The setting that holds the codes of the soft conditions that block in this region."""
SOFT_CONDITIONS = ("mdo", "netwerk", "ouders-geinformeerd", "reactie-ouders", "stem-jeugdige", "veiligheidsplan")


BESPREKING, TOETSING = "bespreking", "toetsing-ots"
"""What is asked of the table: to talk about a gezin, or to judge that an OTS may end (optional, DOMEIN section 4)."""


def conditions(vtb: VtbInhoud, *, hard: frozenset[str] = frozenset(), vorm: str = BESPREKING) -> tuple[Voorwaarde, ...]:
    """All conditions for the agenda, the hard ones first.

    A toetsing beëindiging OTS comes from the GI itself with papers of its own: there the consultaties block nothing.

    Consultatie VT and GI are hard, and count when date, who and advice are told (Programmaplan 2020-2022 section
    6.5.2; see `VtbInhoud.dag_volstaat` for the exception); MDO and netwerk are asked for (6.5.1,
    6.5.3); the others are found elsewhere and soft. `hard` holds the codes of soft conditions that the region makes
    blocking.
    """
    rows = (
        (
            "consultatie-vt",
            "Consultatie Veilig Thuis is geweest (datum, wie, advies)",
            _held(vtb.consultatie_vt, vtb),
            "Programmaplan 2020-2022 §6.5.2",
        ),
        (
            "consultatie-gi",
            "Consultatie GI is geweest (datum, wie, advies)",
            _held(vtb.consultatie_gi, vtb),
            "Programmaplan 2020-2022 §6.5.2",
        ),
        ("mdo", "MDO met de toegang is geweest", bool(vtb.mdo or vtb.mdo_datum), "Programmaplan 2020-2022 §6.5.1"),
        ("netwerk", "Het netwerk van het gezin is betrokken", bool(vtb.netwerk), "Programmaplan 2020-2022 §6.5.3"),
        (
            "ouders-geinformeerd",
            "Ouders hebben een kopie en de inhoud is met hen besproken",
            vtb.ouders_geinformeerd is not None,
            ELDERS,
        ),
        ("reactie-ouders", "De reactie van ouders staat erin", bool(vtb.reactie_ouders.strip()), ELDERS),
        ("stem-jeugdige", "De stem van de jeugdige staat erin", bool(vtb.stem_jeugdige.strip()), ELDERS),
        ("veiligheidsplan", "Er is een veiligheidsplan met het gezin", bool(vtb.veiligheidsplan), ELDERS),
    )
    always = {"consultatie-vt", "consultatie-gi"} if vorm == BESPREKING else set()
    return tuple(
        Voorwaarde(code, tekst, ok, code in always or code in hard, bron, _remark(code, vtb))
        for code, tekst, ok, bron in rows
    )


def _held(consultatie: Consultatie, vtb: VtbInhoud) -> bool:
    return not consultatie.mist or (vtb.dag_volstaat and consultatie.datum is not None)


def _remark(code: str, vtb: VtbInhoud) -> str:
    """What lacks of a consultatie of which something is told; "" when all or nothing is."""
    consultatie = vtb.consultaties.get(code)
    if consultatie is None or not consultatie.mist or consultatie == Consultatie():
        return ""
    *first, last = consultatie.mist
    words = f"{', '.join(first)} en {last} ontbreken" if first else f"{last} ontbreekt"
    return f"De {NAMEN[code]} is nog niet volledig: {words}."


def obstacles(vtb: VtbInhoud, *, hard: frozenset[str] = frozenset(), vorm: str = BESPREKING) -> tuple[str, ...]:
    """Why this VTB cannot be put on the agenda, one sentence each; empty when it is agendeerbaar."""
    found = conditions(vtb, hard=hard, vorm=vorm)
    return tuple(v.opmerking or f"Nog niet vervuld: {v.tekst}." for v in found if v.hard and not v.vervuld)


def agendeerbaar_op(
    vtb: VtbInhoud, ontvangen: date, *, hard: frozenset[str] = frozenset(), vorm: str = BESPREKING
) -> date | None:
    """The first day on which everything that blocks was met (milestone D8), or None while it is not.

    A condition of which no day is kept counts once it is met, and moves the day by nothing: so too who was consulted
    and what they advised.
    """
    days = {
        **{code: consultatie.datum for code, consultatie in vtb.consultaties.items()},
        "mdo": vtb.mdo_datum,
        "ouders-geinformeerd": vtb.ouders_geinformeerd,
    }
    blocking = [v for v in conditions(vtb, hard=hard, vorm=vorm) if v.hard]
    if not all(v.vervuld for v in blocking):
        return None
    return max([ontvangen, *(day for v in blocking if (day := days.get(v.code)) is not None)])
