"""What can be found: per table which columns hold words, and how one row becomes one zoekdocument.

A table or a text column that is not named here cannot be found; `NIET_DOORZOCHT` says which and why, and a test holds
the two against the tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, Table, func, select

from expertteam_app.db import tables as t
from expertteam_app.db.base import Base
from expertteam_app.db.search import event_texts
from expertteam_app.domain.gebeurtenis import TITELS, Soort
from expertteam_app.domain.tafel import PUNT_TEKSTEN
from expertteam_app.domain.zoektekst import indexed

Labels = Mapping[str, Mapping[str, str]]
"""Per codelijst the label of each code."""
Values = Mapping[str, Any]
Extra = Callable[[Connection, Sequence[int], Labels], Mapping[int, "Erbij"]]

MAX_BIJLAGE: Final = 200_000
"""Bytes of a text attachment whose words can be found."""
_TITEL: Final = 120
_TAG: Final = re.compile(r"<[^>]*>")


@dataclass(slots=True)
class Erbij:
    """What other tables add to a document: a title with words it is `ook` known by, words, and where it belongs."""

    titel: str = ""
    ook: str = ""
    woorden: list[str] = field(default_factory=list)
    casus_id: int | None = None
    vtb_id: int | None = None
    zitting_id: int | None = None


def _nothing(_connection: Connection, _ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    return {}


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
    erbij: Extra = _nothing
    altijd: bool = True

    @property
    def table(self) -> Table:
        """The table."""
        return self.row.metadata.tables[self.row.__tablename__]


def _grouped(connection: Connection, query: Any) -> dict[int, list[Any]]:  # noqa: ANN401 - any select whose first column is an id
    found: dict[int, list[Any]] = {}
    for row in connection.execute(query):
        found.setdefault(row[0], []).append(row)
    return found


def _name(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def _casus(connection: Connection, ids: Sequence[int], labels: Labels) -> Mapping[int, Erbij]:
    kind, casus, gezin = t.JeugdigeRow, t.CasusRow, t.GezinRow
    query = (
        select(casus.id, casus.nummer, kind.voornaam, kind.tussenvoegsel, kind.achternaam, gezin.naam, casus.gemeente)
        .join(kind, kind.id == casus.jeugdige_id)
        .join(gezin, gezin.id == kind.gezin_id)
        .where(casus.id.in_(ids))
    )
    return {
        row[0]: Erbij(
            f"{row[1]} · {_name(*row[2:5])}",
            woorden=[row[5], labels.get("gemeenten", {}).get(row[6], row[6])],
            casus_id=row[0],
        )
        for row in connection.execute(query)
    }


def _vtb(connection: Connection, ids: Sequence[int], labels: Labels) -> Mapping[int, Erbij]:
    kind, vtb, gezin, link = t.JeugdigeRow, t.VtbRow, t.GezinRow, t.VtbKindRow
    heads = select(vtb.id, vtb.nummer, gezin.naam, vtb.gemeente).join(gezin, gezin.id == vtb.gezin_id)
    kids = (
        select(link.vtb_id, kind.voornaam, kind.tussenvoegsel, kind.achternaam)
        .join(kind, kind.id == link.jeugdige_id)
        .where(link.vtb_id.in_(ids))
        .order_by(link.id)
    )
    children = _grouped(connection, kids)
    found = {}
    for number, nummer, naam, place in connection.execute(heads.where(vtb.id.in_(ids))):
        names = [_name(*child[1:]) for child in children.get(number, ())]
        known = [*names, labels.get("gemeenten", {}).get(place, place)]
        found[number] = Erbij(f"{nummer} · {naam}", " ".join(names), known, vtb_id=number)
    return found


def _zitting(connection: Connection, ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    guest, person = t.AanwezigheidRow, t.PersoonRow
    query = (
        select(guest.zitting_id, guest.naam, person.naam, person.organisatie)
        .outerjoin(person, person.id == guest.persoon_id)
        .where(guest.zitting_id.in_(ids))
        .order_by(guest.id)
    )
    guests = _grouped(connection, query)
    row = t.ZittingRow
    heads = select(row.id, row.nummer, row.datum).where(row.id.in_(ids))
    return {
        i: Erbij(f"{nummer} · {day:%d-%m-%Y}", woorden=[_name(*g[1:]) for g in guests.get(i, ())], zitting_id=i)
        for i, nummer, day in connection.execute(heads)
    }


def _punt(connection: Connection, ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    punt = t.AgendapuntRow
    query = select(punt.id, punt.casus_id, punt.vtb_id, punt.zitting_id).where(punt.id.in_(ids))
    return {r[0]: Erbij(casus_id=r[1], vtb_id=r[2], zitting_id=r[3]) for r in connection.execute(query)}


def _besluit(connection: Connection, ids: Sequence[int], labels: Labels) -> Mapping[int, Erbij]:
    besluit, punt, back = t.BesluitRow, t.AgendapuntRow, t.TerugmeldingRow
    query = (
        select(besluit.id, punt.casus_id, punt.vtb_id, punt.zitting_id, besluit.soort)
        .join(punt, punt.id == besluit.agendapunt_id)
        .where(besluit.id.in_(ids))
    )
    replies = select(back.besluit_id, back.door, back.nagekomen, back.vervolg).where(back.besluit_id.in_(ids))
    said = _grouped(connection, replies.order_by(back.id))
    names = {**labels.get("jbt_besluiten", {}), **labels.get("uitkomsten", {})}
    return {
        r[0]: Erbij(
            f"Besluit: {names.get(r[4], r[4])}" if r[4] else "",
            woorden=[_name(*reply[1:]) for reply in said.get(r[0], ())],
            casus_id=r[1],
            vtb_id=r[2],
            zitting_id=r[3],
        )
        for r in connection.execute(query)
    }


def _actie(connection: Connection, ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    actie, punt = t.ActieRow, t.AgendapuntRow
    query = (
        select(actie.id, actie.omschrijving, actie.casus_id, punt.casus_id, punt.vtb_id, punt.zitting_id)
        .outerjoin(punt, punt.id == actie.agendapunt_id)
        .where(actie.id.in_(ids))
    )
    return {
        r[0]: Erbij(r[1][:_TITEL], casus_id=r[2] or r[3], vtb_id=r[4], zitting_id=None if r[2] else r[5])
        for r in connection.execute(query)
    }


def _opvolging(connection: Connection, ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    row, punt = t.OpvolgingRow, t.AgendapuntRow
    query = select(row.id, punt.zitting_id).join(punt, punt.id == row.agendapunt_id).where(row.id.in_(ids))
    return {number: Erbij(zitting_id=zitting) for number, zitting in connection.execute(query)}


def _regel(connection: Connection, ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    row, punt = t.TafelregelRow, t.AgendapuntRow
    query = (
        select(row.id, punt.casus_id, punt.vtb_id, punt.zitting_id)
        .join(punt, punt.id == row.agendapunt_id)
        .where(row.id.in_(ids))
    )
    return {r[0]: Erbij(casus_id=r[1], vtb_id=r[2], zitting_id=r[3]) for r in connection.execute(query)}


def _toestemming(connection: Connection, ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    giver = t.ToestemmingGeverRow
    query = select(giver.toestemming_id, giver.reden).where(giver.toestemming_id.in_(ids)).order_by(giver.id)
    return {i: Erbij(woorden=[row[1] for row in rows]) for i, rows in _grouped(connection, query).items()}


def _bijlage(connection: Connection, ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    row = t.BijlageRow
    query = select(row.id, row.soort, func.substr(row.inhoud, 1, MAX_BIJLAGE))
    found = {}
    for number, soort, content in connection.execute(query.where(row.id.in_(ids), row.soort.like("text/%"))):
        words = bytes(content).decode("utf-8", "replace")
        found[number] = Erbij(woorden=[_TAG.sub(" ", words) if "html" in soort else words])
    return found


def _gebeurtenis(connection: Connection, ids: Sequence[int], labels: Labels) -> Mapping[int, Erbij]:
    row = t.GebeurtenisRow
    found = {}
    for number, soort, data in connection.execute(select(row.id, row.soort, row.gegevens).where(row.id.in_(ids))):
        title = TITELS[Soort(soort)] if soort in set(Soort) else soort
        title = f"Stap {data['stap']} begonnen" if soort == Soort.STAP_BEGONNEN else title
        outcomes = labels.get("uitkomsten", {})
        found[number] = Erbij(title, woorden=[outcomes.get(text, text) for text in event_texts(data)])
    return found


def _leefdomeinen(connection: Connection, ids: Sequence[int], labels: Labels) -> Mapping[int, Erbij]:
    row, names = t.ToekomstplanRow, labels.get("leefdomeinen", {})
    query = select(row.id, row.leefdomeinen).where(row.id.in_(ids))
    return {
        i: Erbij(woorden=[names.get(word, str(word)) for word in words or ()]) for i, words in connection.execute(query)
    }


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
        erbij=_casus,
    ),
    Bron("gezin", t.GezinRow, "{naam}", ("toelichting",), altijd=False),
    Bron(
        "gezinslid",
        t.GezinslidRow,
        "{voornaam} {tussenvoegsel} {achternaam}",
        ("instelling", "toelichting"),
        datum="geboortedatum",
    ),
    Bron("gebeurtenis", t.GebeurtenisRow, "", datum="datum", erbij=_gebeurtenis, altijd=False),
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
        ("oplossing",),
        MappingProxyType({"zorgvorm": "zorgvormen", "aard": "aard_hiaat"}),
        "vastgesteld_op",
    ),
    Bron("oorzaak", t.OorzaakRow, "{code}", ("perspectief",), MappingProxyType({"code": "oorzaken"})),
    Bron("actie", t.ActieRow, "", ("omschrijving", "eigenaar"), datum="datum", erbij=_actie),
    Bron("uitspraak", t.UitspraakRow, "{soort}", ("tekst", "bron"), datum="datum"),
    Bron(
        "toestemming",
        t.ToestemmingRow,
        "{ontvanger}",
        ("doel", "afweging"),
        MappingProxyType({"grond": "grondslagen"}),
        "vanaf",
        _toestemming,
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
    Bron("bijlage", t.BijlageRow, "{naam}", ("toelichting",), datum="toegevoegd_op", erbij=_bijlage),
    Bron(
        "toekomstplan",
        t.ToekomstplanRow,
        "Toekomstplan",
        ("eigenaar",),
        datum="datum",
        erbij=_leefdomeinen,
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
        erbij=_vtb,
    ),
    Bron("zitting", t.ZittingRow, "", ("soort", "plaats"), datum="datum", erbij=_zitting),
    Bron(
        "agendapunt",
        t.AgendapuntRow,
        "Besproken aan tafel",
        (*PUNT_TEKSTEN, "onderwerp", "teruggegeven_reden", "terugkoppeling_door"),
        erbij=_punt,
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
            "raad_status",
            "raad_resultaat",
        ),
        erbij=_besluit,
    ),
    Bron("tafelregel", t.TafelregelRow, "Gezegd aan tafel", ("tekst", "wie", "eigenaar"), erbij=_regel),
    Bron(
        "opvolging",
        t.OpvolgingRow,
        "Opvolging na {moment}",
        ("toelichting",),
        datum="verwacht_op",
        erbij=_opvolging,
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
            name: {"*": "staat in het document van de casus, VTB, zitting, besluit of toestemming"}
            for name in (
                "aanwezigheid",
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
        "uitstel": {"*": "een signaal van Vandaag, dat daar staat"},
        "samenvoeging": {"*": "de reden staat bij de casus; wat verplaatst is, is zelf te vinden"},
        "gezinsrelatie": {"*": "een rol is een code tussen twee mensen die zelf te vinden zijn"},
        "partnerschap": {"*": "een woord tussen twee mensen die zelf te vinden zijn"},
        "casus": {"uid": "", "nummer": "in de titel", "gemeente": "als label"},
        "gezin": {"uid": "", "naam": "in de titel"},
        "gezinslid": dict.fromkeys(("uid", "voornaam", "tussenvoegsel", "achternaam", "geslacht"), "in de titel"),
        "gebeurtenis": {"soort": "in de titel", "gegevens": "woord voor woord"},
        "zoekregel": {"uid": "", "lijst_versie": "", "aanbieder": "in de titel"},
        "hiaat": {"uid": "", "lijst_versie": ""},
        "casus_oorzaak": {"lijst_versie": ""},
        "actie": {"uid": ""},
        "uitspraak": {"uid": "", "soort": "in de titel"},
        "toestemming": {"uid": "", "ontvanger": "in de titel"},
        "uithuisplaatsing": {"uid": "", "zorgproducten": "codes van producten"},
        "bijlage": dict.fromkeys(("uid", "naam", "soort", "sha256", "toegevoegd_door"), ""),
        "toekomstplan": {"uid": "", "leefdomeinen": "woord voor woord"},
        "vtb": {"uid": "", "nummer": "in de titel", "gemeente": "als label", "twijfel": "", "vorm": ""},
        "zitting": dict.fromkeys(("uid", "nummer", "begintijd", "status"), "in de titel"),
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
    return " ".join(bron.titel.format(**fields).split()).strip(" ·:")[:_TITEL]


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
    return found
