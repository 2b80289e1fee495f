"""Reads the VTB list of the JBT (one row per child) into a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.geboorte import geboren_tussen, leeftijden
from expertteam_app.domain.namen import Naam, join_name, split_name
from expertteam_app.exchange.cellen import Check
from expertteam_app.exchange.herkenlijst import Herkenlijst
from expertteam_app.exchange.lijst import Codelijsten, Lijst, Opdracht, Progress, read_list
from expertteam_app.exchange.rijlezer import CHECK_DATE, Rijlezer
from expertteam_app.exchange.voorstel import ImportVoorstel, JbtRij, Keuze, Twijfel, row_hash

MAX_LEEFTIJD_JBT = 18
"""The table is about minors (DOMEIN section 4: for children under 18)."""
JA = frozenset({"ja", "j", "yes", "true", "waar", "x", "gehouden", "geweest", "betrokken"})
NEE = frozenset({"nee", "n", "no", "false", "onwaar", "niet", "nog niet", "niet gehouden", "niet betrokken", "geen"})
_FAMILIE = frozenset(
    {"opa", "oma", "grootouders", "tante", "oom", "broer", "zus", "neef", "nicht", "familie", "vader", "moeder"}
)
_OVERIGEN = frozenset(
    {"buren", "buurvrouw", "buurman", "vriend", "vriendin", "vrienden", "mentor", "jim", "pleegouders"}
)
NETWERK = _FAMILIE | _OVERIGEN | {"en"}
"""Words that name who of the network takes part."""
_JA_NEE = (Keuze("ja", "ja"), Keuze("nee", "nee"))
_HASHED = ("vtb_nummer", "gemeente", "indiener", "mdo", "netwerk", "besluit", "raad_resultaat")
_DATES = ("ontvangen", "consultatie_vt", "consultatie_gi", "tafel", "vto", "terugmelding")


def read_jbt(
    content: bytes,
    filename: str,
    lists: Codelijsten,
    *,
    mapping: Mapping[str, str] | None = None,
    bsn: bool = False,
    peildatum: date,
    progress: Progress | None = None,
    check: Check | None = None,
) -> ImportVoorstel:
    """Read a VTB list (.xlsx or CSV) into a proposal with `JbtRij` rows.

    Arguments and errors as in `casuslijst.read_ret`; a VTB that came in after the peildatum is refused, a table or
    terugmelding after it is a planned date.
    """
    return read_list(Opdracht(content, filename, lists, peildatum, mapping, bsn, progress, check), _JBT)


def _read_row(lezer: Rijlezer, lists: Mapping[str, Herkenlijst]) -> JbtRij:
    kind = _child(lezer)
    geboren, jaar = lezer.geboorte("geboortedatum")
    dates = {
        veld: _consultation(lezer, veld) if veld.startswith("consultatie") else lezer.datum(veld) for veld in _DATES
    }
    netwerk, toelichting = _network(lezer)
    number = lezer.nummer("vtb_nummer")
    row = JbtRij(
        rij=lezer.rij.nummer,
        vtb_nummer=str(number) if number is not None else None,
        gezinsnaam=lezer.tekst("gezinsnaam"),
        kind=kind,
        geboortedatum=geboren,
        bsn=lezer.bsn(),
        gemeente=lezer.gemeente(lists["gemeenten"]),
        indiener=lezer.tekst("indiener"),
        ontvangen=dates["ontvangen"],
        consultatie_vt=dates["consultatie_vt"],
        consultatie_gi=dates["consultatie_gi"],
        mdo=_mdo(lezer),
        netwerk=netwerk,
        netwerk_toelichting=toelichting,
        tafel=dates["tafel"],
        besluit=lezer.code("besluit", lists["jbt_besluiten"]),
        vto=dates["vto"],
        terugmelding=dates["terugmelding"],
        raad_resultaat=lezer.code("raad_resultaat", lists["raad_resultaat"]),
        rij_hash=row_hash(
            "JBT", (kind.weergave if kind else None, geboren or jaar, *dates.values(), *map(lezer.ruw, _HASHED))
        ),
        geboortejaar=jaar,
    )
    lezer.check_person(kind, geboren, "kind")
    _check_dates(lezer, row)
    if not lezer.redenen:
        _doubt_table(lezer, row)
        _doubt_after_table(lezer, row)
    return row


def _child(lezer: Rijlezer) -> Naam | None:
    """The child: a first name beside the name of the family, or a whole name in one cell."""
    child, family = lezer.ruw("kind"), lezer.ruw("gezinsnaam")
    if not child:
        return None
    whole = split_name(child)
    own_surname = whole.voornaam and (whole.tussenvoegsel or "," in child or not family)
    naam = whole if own_surname else join_name(child, family)
    return lezer.checked_name(naam, "kind")


def _consultation(lezer: Rijlezer, veld: str) -> date | None:
    """The day of a consultation; "nee" and "n.v.t." say that there was none, "ja" says not when."""
    word = fold(lezer.ruw(veld))
    if word in NEE:
        return None
    if word in JA:
        lezer.twijfel_bij(veld, "Er staat “ja” zonder datum; zonder datum telt de consultatie niet.")
        return None
    return lezer.datum(veld)


def _mdo(lezer: Rijlezer) -> bool | None:
    word = fold(lezer.ruw("mdo"))
    if not word or word in {"nvt", "n v t", "onbekend"}:
        return None
    if word in JA or word in NEE:
        return word in JA
    if isinstance(lezer.cel("mdo"), date) or lezer.reads_as_date("mdo"):
        return True
    lezer.twijfel_bij("mdo", "Niet duidelijk of er een MDO was; kies.", None, _JA_NEE)
    return None


def _network(lezer: Rijlezer) -> tuple[bool | None, str | None]:
    """Whether the network takes part, and who; a relative that is named takes part."""
    text = lezer.tekst("netwerk")
    word = fold(text or "")
    if not word or word in {"nvt", "n v t", "onbekend"}:
        return None, None
    if word in JA or word in NEE:
        return word in JA, None
    first = word.split()[0]
    if first in {"ja", "nee", "niet", "geen"}:
        return first == "ja", text
    if set(word.split()) <= NETWERK:
        return True, text
    lezer.twijfel_bij("netwerk", "Niet duidelijk of het netwerk betrokken is; kies.", None, _JA_NEE)
    return None, text


def _check_dates(lezer: Rijlezer, row: JbtRij) -> None:
    """Dates that cannot be true: quarantine, never a guess."""
    if row.ontvangen and row.ontvangen > lezer.peildatum:
        lezer.onmogelijk("ontvangen", "Deze datum ligt in de toekomst.", CHECK_DATE)
    if row.ontvangen and row.tafel and row.tafel < row.ontvangen:
        lezer.onmogelijk("tafel", "De tafel ligt vóór de dag waarop de VTB binnenkwam.", CHECK_DATE)
    span = geboren_tussen(row.geboortedatum, row.geboortejaar)
    if span and row.tafel and row.tafel < span[0]:
        lezer.onmogelijk("tafel", "Deze datum ligt vóór de geboorte.", CHECK_DATE)


def _doubt_table(lezer: Rijlezer, row: JbtRij) -> None:
    """What is odd up to and including the table."""
    lezer.doubt_absent("ontvangen", row.ontvangen, "De dag waarop de VTB binnenkwam ontbreekt.")
    lezer.doubt_absent("geboortedatum", row.geboortedatum, "De geboortedatum ontbreekt.")
    span = geboren_tussen(row.geboortedatum, row.geboortejaar)
    if row.ontvangen and span and row.ontvangen < span[0]:
        lezer.twijfel_bij(
            "ontvangen", "De VTB kwam binnen vóór de geboorte: ongeboren kind?", row.ontvangen.isoformat()
        )
    if row.tafel is None:
        if row.besluit:
            lezer.doubt_absent("tafel", row.tafel, "Er is een besluit, maar geen datum van de tafel.")
        return
    day = row.tafel.isoformat()
    if row.tafel > lezer.peildatum and row.besluit:
        lezer.twijfel_bij("tafel", "Er is een besluit, maar de tafel is nog niet geweest.", day)
    if row.tafel <= lezer.peildatum:
        for veld, wie, dag in (
            ("consultatie_vt", "Veilig Thuis", row.consultatie_vt),
            ("consultatie_gi", "de GI", row.consultatie_gi),
        ):
            lezer.doubt_absent(veld, dag, f"De tafel is geweest zonder consultatie van {wie}.")
            if dag and dag > row.tafel:
                lezer.twijfel_bij(veld, f"De consultatie van {wie} ligt na de tafel.", dag.isoformat())
    ages = leeftijden(row.geboortedatum, row.geboortejaar, row.tafel)
    if ages and ages[0] >= MAX_LEEFTIJD_JBT:
        reden = f"Het kind was bij de tafel {MAX_LEEFTIJD_JBT} jaar of ouder."
        lezer.twijfel_bij("geboortedatum", reden, row.geboren)


def _doubt_after_table(lezer: Rijlezer, row: JbtRij) -> None:
    """What is odd after the table."""
    for veld, naam, dag in (("vto", "Het VTO", row.vto), ("terugmelding", "De terugmelding", row.terugmelding)):
        if dag and row.tafel and dag < row.tafel:
            lezer.twijfel_bij(veld, f"{naam} ligt vóór de tafel.", dag.isoformat())
        if dag and dag > lezer.peildatum:
            lezer.twijfel_bij(veld, f"{naam} ligt in de toekomst: een geplande datum.", dag.isoformat())
    if row.vto and row.besluit not in {"raadsonderzoek", "spoed", None}:
        lezer.twijfel_bij(
            "vto", "Er is een VTO verstuurd, maar het besluit is geen raadsonderzoek.", row.vto.isoformat()
        )
    if row.raad_resultaat:
        lezer.doubt_absent("vto", row.vto, "De Raad gaf een resultaat, maar de datum van het VTO ontbreekt.")


def _same_vtb(rows: tuple[JbtRij, ...]) -> tuple[Twijfel, ...]:
    """Rows of one VTB that contradict the first of them: another day, table or gemeente."""
    first: dict[str, JbtRij] = {}
    found: list[Twijfel] = []
    for row in rows:
        if row.vtb_nummer is None:
            continue
        earlier = first.setdefault(row.vtb_nummer, row)
        for veld, here, there in (
            ("ontvangen", row.ontvangen, earlier.ontvangen),
            ("tafel", row.tafel, earlier.tafel),
            ("gemeente", row.gemeente, earlier.gemeente),
        ):
            if here != there:
                value = here.label if isinstance(here, Keuze) else here.isoformat() if here else ""
                reden = f"Anders dan op regel {earlier.rij}, die over dezelfde VTB gaat."
                found.append(Twijfel(row.rij, veld, value, value or None, (), reden))
    return tuple(found)


_JBT: Lijst[JbtRij] = Lijst(
    soort="JBT",
    lees=_read_row,
    labels={"besluit": "jbt_besluiten", "raad_resultaat": "raad_resultaat"},
    samenhang=_same_vtb,
)
