"""What can be found: per table which columns hold words, and how one row becomes one zoekdocument.

A table or a text column that is not named here cannot be found; `NIET_DOORZOCHT` says which and why, and a test holds
the two against the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from expertteam_app.db import tables as t
from expertteam_app.db.base import Base
from expertteam_app.db.queries import zoekerbij
from expertteam_app.db.queries.bewaren import destroyed_dossiers
from expertteam_app.db.queries.zoekerbij import MAX_TITEL, Erbij, Extra, Labels
from expertteam_app.domain.tafel import PUNT_TEKSTEN
from expertteam_app.domain.zoektekst import indexed

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bron:
    """How the rows of one table become documents.

    Attributes:
        titel: template over the columns (codes as their label); a title of `erbij` goes before it.
        teksten: columns with words of people.
        codes: columns with a code, and the codelijst that knows its label.
        datum: the column with the day it is about.
        altijd: make a document also when no column but the title holds a word.
    """

    soort: str
    row: type[Base]
    titel: str
    teksten: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    datum: str = ""
    erbij: Extra = zoekerbij.nothing
    altijd: bool = True

    @property
    def table(self) -> Table:
        """The table."""
        return self.row.metadata.tables[self.row.__tablename__]


BRONNEN: Final[tuple[Bron, ...]] = (
    Bron(
        "casus",
        t.CasusRow,
        "",
        (
            "aangemeld_door",
            "soort_vraag",
            "vraag",
            "stem_jeugdige",
            "stem_ouders",
            "stem_niet_gelukt",
            "geprobeerd",
            "opmerking",
            "casusregisseur",
            "verblijfplaats",
        ),
        MappingProxyType({"verklarende_analyse": "verklarende_analyse", "kader": "kaders"}),
        erbij=zoekerbij.of_casus,
    ),
    Bron("gezin", t.GezinRow, "{naam}", ("toelichting",), altijd=False),
    Bron(
        "gezinslid",
        t.GezinslidRow,
        "{voornaam} {tussenvoegsel} {achternaam}",
        ("instelling", "toelichting"),
        datum="geboortedatum",
    ),
    Bron("gebeurtenis", t.GebeurtenisRow, "", datum="datum", erbij=zoekerbij.of_gebeurtenis, altijd=False),
    Bron(
        "zoekregel",
        t.ZoekregelRow,
        "{zorgvorm} · {aanbieder}",
        (),
        MappingProxyType({"zorgvorm": "zorgvormen", "antwoord": "antwoord_aanbieder", "reden": "reden_afwijzing"}),
        "datum",
    ),
    Bron(
        "hiaat",
        t.HiaatRow,
        "{zorgvorm}: {aard}",
        ("oplossing", "overbrugging"),
        MappingProxyType(
            {"zorgvorm": "zorgvormen", "aard": "aard_hiaat", "agendering": "agendering", "urgentie": "urgentie"}
        ),
        "vastgesteld_op",
    ),
    Bron("oorzaak", t.OorzaakRow, "{code}", ("perspectief",), MappingProxyType({"code": "oorzaken"})),
    Bron("actie", t.ActieRow, "", ("omschrijving", "eigenaar"), datum="datum", erbij=zoekerbij.of_actie),
    Bron("uitspraak", t.UitspraakRow, "{soort}", ("tekst", "bron"), datum="datum"),
    Bron(
        "toestemming",
        t.ToestemmingRow,
        "{ontvanger}",
        ("doel", "afweging"),
        MappingProxyType({"grond": "grondslagen"}),
        "vanaf",
        zoekerbij.of_toestemming,
    ),
    Bron(
        "uithuisplaatsing",
        t.UithuisplaatsingRow,
        "Voorgenomen uithuisplaatsing",
        (
            "via",
            "beoogd_verblijf",
            "eigen_gezin_tekst",
            "netwerk_tekst",
            "ambulant_tekst",
            "alternatief",
            "uitkomst",
            "clientkenmerken",
            "gezinssamenstelling",
            "problematiek",
            "type_verblijf",
            "type_behandeling",
            "perspectief",
            "reden_zorgvorm",
        ),
        MappingProxyType({"gemeente_herkomst": "gemeenten", "verwijzer": "verwijzers", "zorgvorm": "zorgvormen"}),
        "datum_voornemen",
    ),
    Bron("bijlage", t.BijlageRow, "{naam}", ("toelichting",), datum="toegevoegd_op", erbij=zoekerbij.of_bijlage),
    Bron(
        "toekomstplan",
        t.ToekomstplanRow,
        "Toekomstplan",
        ("eigenaar",),
        datum="datum",
        erbij=zoekerbij.of_toekomstplan,
    ),
    Bron(
        "vtb",
        t.VtbRow,
        "",
        (
            "indiener",
            "vt_wie",
            "vt_advies",
            "gi_wie",
            "gi_advies",
            "netwerk_toelichting",
            "reactie_ouders",
            "stem_jeugdige",
            "zorgen",
            "brontekst",
            "gesloten_reden",
        ),
        datum="ontvangen",
        erbij=zoekerbij.of_vtb,
    ),
    Bron(
        "zitting",
        t.ZittingRow,
        "",
        ("soort", "plaats", "afgezegd_reden", "correctie_reden"),
        datum="datum",
        erbij=zoekerbij.of_zitting,
    ),
    Bron(
        "agendapunt",
        t.AgendapuntRow,
        "Besproken aan tafel",
        (*PUNT_TEKSTEN, "onderwerp", "teruggegeven_reden", "terugkoppeling_door"),
        erbij=zoekerbij.of_punt,
        altijd=False,
    ),
    Bron(
        "besluit",
        t.BesluitRow,
        "Besluit",
        (
            "tekst",
            "motivering",
            "genomen_door",
            "voorbehoud_reden",
            "beoogde_gi",
            "vto_kenmerk",
            "raad_status",
            "raad_resultaat",
        ),
        erbij=zoekerbij.of_besluit,
    ),
    Bron("tafelregel", t.TafelregelRow, "Gezegd aan tafel", ("tekst", "wie", "eigenaar"), erbij=zoekerbij.of_regel),
    Bron(
        "opvolging",
        t.OpvolgingRow,
        "Opvolging na {moment}",
        ("toelichting",),
        datum="verwacht_op",
        erbij=zoekerbij.of_opvolging,
        altijd=False,
    ),
    Bron(
        "boeg_inbreng",
        t.BoegInbrengRow,
        "Ingebracht bij BOEG",
        ("soort", "procesregisseur", "terugkoppeling"),
        datum="ingebracht_op",
    ),
    Bron("reactie", t.ReactieRow, "Reactie op het verslag", ("van", "tekst"), datum="ontvangen_op"),
)
NIET_DOORZOCHT: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        **{
            name: {"*": "gaat over cijfers, niet over een zaak; staat bij de cijfers zelf"}
            for name in ("basislijn", "boeg_vraag", "jeugdigen_telling", "meetmoment", "rapport", "signaal", "uitgave")
        },
        **{
            name: {"*": "staat in het document van de casus, VTB, zitting, besluit of toestemming"}
            for name in (
                "aanwezigheid",
                "afspraak",
                "hoorgesprek",
                "jeugdige",
                "reeks_lid",
                "terugmelding",
                "toestemming_gever",
                "vtb_kind",
            )
        },
        **{
            name: {"*": "gaat over het programma, niet over een zaak"}
            for name in (
                "audit",
                "concept",
                "gebruiker",
                "instelling",
                "kluis",
                "ongedaan",
                "partij",
                "partij_regel",
                "weergave",
            )
        },
        **{
            name: {"*": "staat bij Beheer en is daar te vinden"}
            for name in ("klok", "mandaat", "opschalingsmodel", "persoon", "sluitingsdag", "stap", "voorziening")
        },
        **{name: {"*": "is afgeleid van wat hier wel doorzocht wordt"} for name in ("casus_overzicht", "zoekdocument")},
        **{
            name: {"*": "een verzonnen verhaal zonder personen; staat in de werkbank bij Rapporten"}
            for name in ("typecasus", "typecasus_bron")
        },
        "uitstel": {"*": "een signaal van Vandaag, dat daar staat"},
        "inzagereden": {"*": "een reden om te kijken, die in Beheer staat"},
        "verband": {"*": "de reden staat bij beide dossiers"},
        "adres": {"*": "een adres van een ander team, niet een zaak"},
        **{name: {"*": "staat bij de casus, bij wat gedeeld is"} for name in ("pakketlog", "ontvangen_pakket")},
        "samenvoeging": {"*": "de reden staat bij de casus; wat verplaatst is, is zelf te vinden"},
        "gezinsrelatie": {"*": "een rol is een code tussen twee mensen die zelf te vinden zijn"},
        "partnerschap": {"*": "een woord tussen twee mensen die zelf te vinden zijn"},
        "casus": {"uid": "", "nummer": "in de titel", "gemeente": "als label"},
        "gezin": {"uid": "", "naam": "in de titel"},
        "gezinslid": dict.fromkeys(
            ("uid", "voornaam", "tussenvoegsel", "achternaam", "geslacht", "geboortejaar"), "in de titel"
        ),
        "gebeurtenis": {"soort": "in de titel", "gegevens": "woord voor woord"},
        "zoekregel": {"uid": "", "lijst_versie": "", "aanbieder": "in de titel"},
        "hiaat": {"uid": "", "lijst_versie": "", "agendering_status": "een code van een korte lijst"},
        "casus_oorzaak": {"lijst_versie": ""},
        "actie": {"uid": ""},
        "uitspraak": {"uid": "", "soort": "in de titel"},
        "toestemming": {"uid": "", "ontvanger": "in de titel"},
        "uithuisplaatsing": {"uid": "", "zorgproducten": "codes van producten"},
        "bijlage": dict.fromkeys(("uid", "naam", "soort", "sha256", "toegevoegd_door"), ""),
        "toekomstplan": {"uid": "", "leefdomeinen": "woord voor woord"},
        "vtb": {"uid": "", "nummer": "in de titel", "gemeente": "als label", "twijfel": "", "vorm": ""},
        "zitting": dict.fromkeys(("uid", "nummer", "begintijd", "status", "vorm"), "in de titel"),
        "agendapunt": {"uid": "", "soort": "een code van een korte lijst", "status": ""},
        "tafelregel": {"uid": "", "soort": "", "blok": ""},
        "opvolging": dict.fromkeys(
            ("uid", "moment", "uitgevoerd", "geholpen", "volgens"), "woorden van een korte lijst"
        ),
        "boeg_inbreng": {"uid": ""},
        "reeks": {"*": "de naam van een reeks zittingen; de zittingen zelf zijn te vinden"},
        "besluit": {"uid": "", "soort": "in de titel"},
        "reactie": {"uid": "", "rol": "een code"},
        **{name: {"*": "staat bij het verslag van de zitting"} for name in ("handtekening", "verzending")},
        **{name: {"*": "staat bij Beheer en is daar te vinden"} for name in ("sjabloon", "tekstblok")},
        "handelingstijd": {"*": "gaat over het programma, niet over een zaak"},
        **{name: {"*": "staat bij Beheer en is daar te vinden"} for name in ("vernietiging", "vernietigingsstop")},
        "verslag": {"*": "het vastgestelde stuk bevat wat bij de agendapunten en besluiten staat"},
    }
)
"""Text that is not looked through, and why."""
BY_SOORT: Final = MappingProxyType({bron.soort: bron for bron in BRONNEN})


def _value(row: Values, column: str, bron: Bron, labels: Labels) -> str:
    value = str(row[column] or "")
    return labels.get(bron.codes[column], {}).get(value, value) if column in bron.codes else value


def _title(bron: Bron, row: Values, labels: Labels) -> str:
    fields = {name: _value(row, name, bron, labels) for name in re.findall(r"{(\w+)}", bron.titel)}
    return " ".join(bron.titel.format(**fields).split()).strip(" ·:")[:MAX_TITEL]


def _document(bron: Bron, row: Values, erbij: Erbij, labels: Labels) -> dict[str, Any] | None:
    words = [_value(row, column, bron, labels) for column in (*bron.teksten, *bron.codes)]
    text = "\n".join(part.strip() for part in (*words, *erbij.woorden) if part and part.strip())
    if not text and not bron.altijd:
        return None
    return {
        "soort": bron.soort,
        "bron_id": row["id"],
        "casus_id": row.get("casus_id") or erbij.casus_id,
        "vtb_id": row.get("vtb_id") or erbij.vtb_id,
        "zitting_id": row.get("zitting_id") or erbij.zitting_id,
        "titel": indexed(erbij.titel or _title(bron, row, labels), erbij.ook),
        "datum": row[bron.datum] if bron.datum else None,
        "tekst": indexed(text),
    }


def derive(connection: Connection, bron: Bron, ids: Iterable[int], labels: Labels) -> dict[int, dict[str, Any]]:
    """The documents of these rows as they should be, by the id of the row; rows that are gone have none."""
    wanted = sorted(ids)
    table = bron.table
    names = {"id", *bron.teksten, *bron.codes, *re.findall(r"{(\w+)}", bron.titel)}
    names |= {n for n in ("casus_id", "vtb_id", "zitting_id", bron.datum) if n in table.c}
    query = select(*(table.c[name] for name in sorted(names))).where(table.c.id.in_(wanted))
    if bron.soort == "bijlage":
        query = query.where(table.c.weggegooid_op.is_(None))
    if bron.soort == "tafelregel":  # what is an actie, zoekregel or besluit is found as that
        query = query.where(*(table.c[name].is_(None) for name in ("actie_id", "zoekregel_id", "besluit_id")))
    added = bron.erbij(connection, wanted, labels)
    found = {}
    for row in connection.execute(query).mappings():
        document = _document(bron, dict(row), added.get(row["id"], Erbij()), labels)
        if document is not None:
            found[row["id"]] = document
    casussen, vtbs = destroyed_dossiers(connection)
    return {n: d for n, d in found.items() if d["casus_id"] not in casussen and d["vtb_id"] not in vtbs}
