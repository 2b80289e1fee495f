"""Use cases of an inzageverzoek: find the jeugdige, make the copy, look it through, and give it as PDF and JSON."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from expertteam_app.db.audit import append, canonical
from expertteam_app.db.queries import inzageverzoek as q
from expertteam_app.db.tables import GezinslidRow, JeugdigeRow
from expertteam_app.documents.inzage import inzage_pdf
from expertteam_app.domain.access import Right
from expertteam_app.domain.bewaren import SOORTNAMEN
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.gebeurtenis import TITELS
from expertteam_app.domain.inzage_velden import RUBRIEKEN, Rubriek, Veld
from expertteam_app.domain.inzageverzoek import EEN_ANDER, Gevonden, Inzageregel, Inzagestuk, masked
from expertteam_app.domain.tekstcontrole import name_words
from expertteam_app.services.bewaren import TERMIJNEN
from expertteam_app.services.codelijsten import Codelijsten
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import setting_value

FORMAAT = "expertteam-inzage-1"
"""Names the form of the JSON, so that a reader knows what to expect."""
EVENTS = {soort.value: titel for soort, titel in TITELS.items()}


@dataclass(frozen=True, slots=True)
class Vrager:
    """Someone who may ask: the jeugdige (id None), or someone of the gezin or network."""

    id: int | None
    naam: str


class Inzageverzoeken:
    """Copies for those they are about. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def zoek(self, tekst: str) -> list[Gevonden]:
        """Jeugdigen by name, that have a dossier; nothing for an empty text."""
        self._context.actor.require(Right.DOSSIER_COPY)
        if not tekst.strip():
            return []
        with self._context.read() as session:
            return q.find_jeugdigen(session, tekst)

    def vragers(self, jeugdige_id: int) -> tuple[Vrager, ...]:
        """Who can ask for a copy about a jeugdige: the jeugdige first."""
        self._context.actor.require(Right.DOSSIER_COPY)
        with self._context.read() as session:
            child = session.get_one(JeugdigeRow, jeugdige_id)
            around = [Vrager(lid.id, lid.naam) for lid in q.people_around(session, jeugdige_id)]
            return (Vrager(None, child.naam), *around)

    def stuk(self, jeugdige_id: int, vrager_id: int | None, ook: Collection[str] = ()) -> Inzagestuk:
        """The copy to look through: names of others are left out already, and so are the words in `ook`.

        Raises:
            UserError: nothing is held of this jeugdige any more.
        """
        self._context.actor.require(Right.DOSSIER_COPY)
        with self._context.read() as session:
            child = session.get(JeugdigeRow, jeugdige_id)
            if child is None or not child.achternaam:
                raise UserError("Van deze jeugdige staat niets meer in de kluis.", "Zoek opnieuw.")
            asker = None if vrager_id is None else session.get(GezinslidRow, vrager_id)
            own = name_words(q.names_of([child, *([asker] if asker else [])]))
            others = name_words(q.names_of_others(session, jeugdige_id, vrager_id)) - own
            rows = q.rows_about(session, jeugdige_id)
            lines = tuple(_lines(rows, self._context.lists, vrager_id))
            terms = tuple(
                f"{SOORTNAMEN[soort]}: {setting_value(session, sleutel)} jaar na het einde."
                for soort, sleutel in TERMIJNEN.items()
            )
            naam, asked = child.naam, child.naam if asker is None else asker.naam
        return Inzagestuk(
            naam, asked, self._context.vandaag(), tuple(_masked(line, others, ook) for line in lines), terms
        )

    def bestanden(
        self, jeugdige_id: int, vrager_id: int | None, stuk: Inzagestuk, weg: Collection[str]
    ) -> dict[str, bytes]:
        """The copy as it is given, as PDF and as JSON, and a line in the log that it was.

        Args:
            jeugdige_id: whose dossier it is.
            vrager_id: who asked; None is the jeugdige.
            stuk: the copy as it was looked through.
            weg: keys of the lines that are left out as a whole.
        """
        self._context.actor.require(Right.DOSSIER_COPY)
        given = replace(stuk, regels=tuple(r for r in stuk.regels if r.sleutel not in weg))
        with self._context.read() as session:
            organisatie = str(setting_value(session, "organisatie"))
        pdf = inzage_pdf(given, organisatie, len(stuk.regels) - len(given.regels), oefening=self._context.oefening)
        made = {"inzage.pdf": pdf, "inzage.json": as_json(given, len(stuk.regels) - len(given.regels))}
        with self._context.write("afschrift gegeven na inzageverzoek") as session:
            told = {"vrager": [None, vrager_id or "jeugdige"], "regels": [None, len(given.regels)]}
            append(session, [("jeugdige", jeugdige_id, "gelezen", canonical(told))])
        return made


def as_json(stuk: Inzagestuk, weggelaten: int) -> bytes:
    """The copy for another program: what is under which heading, days in ISO."""
    data = {
        "formaat": FORMAAT,
        "over": stuk.jeugdige,
        "gevraagd_door": stuk.vrager,
        "gemaakt_op": stuk.gemaakt_op.isoformat(),
        "weggelaten_regels": weggelaten,
        "regels": [
            {
                "kop": r.kop,
                "naam": r.naam,
                "dag": r.dag.isoformat() if r.dag else None,
                "velden": [{"label": label, "tekst": text} for label, text in r.velden],
            }
            for r in stuk.regels
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _masked(line: Inzageregel, others: Collection[str], ook: Collection[str]) -> Inzageregel:
    found, count = [], line.gemaskeerd
    for label, text in line.velden:
        left, gone = masked(text, others, ook)
        found.append((label, left))
        count += gone
    return replace(line, velden=tuple(found), gemaskeerd=count)


def _lines(rows: q.Rijen, lists: Codelijsten, vrager_id: int | None) -> Iterable[Inzageregel]:
    for tabel, rubriek in RUBRIEKEN.items():
        for number, row in sorted(rows.get(tabel, {}).items()):
            other = tabel == "gezinslid" and number != vrager_id
            fields = tuple(_fields(rubriek, row, lists, hidden=other))
            if fields:
                day = row.get(rubriek.dag) if rubriek.dag else None
                yield Inzageregel(f"{tabel}-{number}", rubriek.kop, rubriek.naam, day, fields, int(other))


def _fields(rubriek: Rubriek, row: Mapping[str, Any], lists: Codelijsten, *, hidden: bool) -> Iterable[tuple[str, str]]:
    """Label and text of what is filled in; of another person only that there is one."""
    if hidden:
        yield "Naam", EEN_ANDER
        return
    for veld in rubriek.velden:
        text = _text(veld, row, lists)
        if text:
            yield veld.label, text


def _text(veld: Veld, row: Mapping[str, Any], lists: Codelijsten) -> str:
    """What stands in a column, in words; empty when it says nothing."""
    value = row.get(veld.kolom)
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, dict):
        parts = ((key, each) for key, each in value.items() if each is not None and each not in ("", []))
        return "; ".join(f"{key.replace('_', ' ')}: {_plain(each)}" for key, each in parts)
    if isinstance(value, list):
        return ", ".join(_label(veld.lijst, str(each), lists) for each in value)
    return _label(veld.lijst, _plain(value), lists)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _label(lijst: str, code: str, lists: Codelijsten) -> str:
    if not lijst and code in EVENTS:
        return EVENTS[code]
    return lists[lijst].label(code) if lijst and lists[lijst].get(code) is not None else code
