"""Use cases of searching: a quick look while one types, everything that holds the words, and the index behind both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from expertteam_app.db.queries import casussen as casus_q
from expertteam_app.db.queries import zoeken as q
from expertteam_app.db.queries import zoekregister as register
from expertteam_app.db.session import DbSession
from expertteam_app.db.store import Store
from expertteam_app.domain.access import Right
from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.inzicht import ZoekGroep, ZoekResultaat, ZoekTreffer
from expertteam_app.domain.zoektekst import fragment, shown_part
from expertteam_app.services.context import Context

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Soort:
    """A kind of document: its name for people, where it opens, and what one must be allowed to read."""

    naam: str
    deel: str = ""
    right: Right = Right.CASUS_READ


_SOORTEN: Mapping[str, _Soort] = MappingProxyType(
    {
        "casus": _Soort("Casussen"),
        "gezinslid": _Soort("Gezin en netwerk", "Gezin"),
        "gezin": _Soort("Gezinnen", "Gezin"),
        "uitspraak": _Soort("Feiten en meningen", "Stem"),
        "gebeurtenis": _Soort("Tijdlijn", "Tijdlijn"),
        "zoekregel": _Soort("Zoekregels", "Zoekregels"),
        "actie": _Soort("Acties", "Acties"),
        "oorzaak": _Soort("Oorzaken", "Oorzaken"),
        "hiaat": _Soort("Hiaten", "Hiaten"),
        "uithuisplaatsing": _Soort("Uithuisplaatsingen", "Uithuisplaatsing"),
        "toestemming": _Soort("Toestemming en grond", "Delen"),
        "bijlage": _Soort("Bijlagen", "Bijlagen"),
        "toekomstplan": _Soort("Toekomstplannen", "Gezin"),
        "vtb": _Soort("VTB's", right=Right.ZITTING_READ),
        "zitting": _Soort("Zittingen", right=Right.ZITTING_READ),
        "agendapunt": _Soort("Verslagen", right=Right.ZITTING_READ),
        "besluit": _Soort("Besluiten", right=Right.ZITTING_READ),
        "tafelregel": _Soort("Gezegd aan tafel", right=Right.ZITTING_READ),
        "opvolging": _Soort("Terugkijken op een advies", right=Right.ZITTING_READ),
        "reactie": _Soort("Reacties op een verslag", right=Right.ZITTING_READ),
        "boeg_inbreng": _Soort("Ingebracht bij BOEG"),
    }
)
AT_ONCE = 4_000
"""Rows that are made findable while a kluis opens; more than that is done beside the window."""
_VIA_GEZIN = ("gezin", "gezinslid", "toekomstplan")


def make_findable(store: Store, wie: str, progress: Progress | None = None) -> None:
    """Make the documents of everything in the kluis, a few hundred rows per transaction.

    Raises:
        Cancelled: `progress` stopped it.
    """
    with store.read() as session:
        total, done = register.row_count(session), 0
    for kind in register.kinds():
        after: int | None = 0
        while after is not None:
            with store.write(wie, "zoekregister opgebouwd") as session:
                after = register.rebuild_piece(session, store.labels, kind, after)
            done += register.PIECE
            if progress is not None:
                progress(min(done, total), total)
    with store.write(wie, "zoekregister opgebouwd") as session:
        register.finish_rebuild(session, store.labels)


def make_small_findable(store: Store, wie: str) -> None:
    """After an update of the program: make everything findable at once where that takes no more than about a second.

    A larger kluis is done beside the window (`Zoeken.rebuild`).
    """
    with store.read() as session:
        todo = not register.is_whole(session, store.labels) and register.row_count(session) <= AT_ONCE
    if todo:
        make_findable(store, wie)


class Zoeken:
    """Searching over everything. Nobody finds what he may not read."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def search(self, tekst: str, limit: int = 12) -> list[ZoekTreffer]:
        """Casussen, VTB's and zittingen in which every typed word begins a word; at most `limit` of each."""
        self._context.actor.require(Right.CASUS_READ)
        if not fold(tekst).split():
            return []
        hits: list[ZoekTreffer] = []
        with self._context.read() as session:
            hits += self._casussen(session, tekst, limit)
            if self._context.actor.can(Right.ZITTING_READ):
                found = q.find_titles(session, tekst, ("vtb", "zitting"), limit)
                hits += [hit for _kind, hit in self._hits(session, found, "")]
        return hits

    def alles(self, tekst: str, per_soort: int = 5) -> ZoekResultaat:
        """Everything that holds every typed word, by kind with counts; of each kind the best `per_soort` hits."""
        self._context.actor.require(Right.CASUS_READ)
        kinds = [name for name, soort in _SOORTEN.items() if self._context.actor.can(soort.right)]
        with self._context.read() as session:
            found = q.find_documents(session, tekst, kinds, per_soort)
            hits: dict[str, list[ZoekTreffer]] = {}
            for kind, hit in self._hits(session, found, tekst):
                hits.setdefault(kind, []).append(hit)
            whole = register.is_whole(session, self._context.store.labels)
        groups = tuple(
            ZoekGroep(kind, soort.naam, found.aantallen[kind], tuple(hits[kind]))
            for kind, soort in _SOORTEN.items()
            if kind in hits
        )
        return ZoekResultaat(groups, found.meer, whole)

    # -- the index ------------------------------------------------------------------------------------------------

    def is_whole(self) -> bool:
        """Whether everything in the kluis can be found; not so after an update of the program, until `rebuild`."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return register.is_whole(session, self._context.store.labels)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make everything findable again, a few hundred rows per transaction, so that other work goes on in between.

        Raises:
            Cancelled: `progress` stopped it; what was done stays, and it can be begun again.
        """
        self._context.actor.require(Right.CASUS_READ)
        make_findable(self._context.store, self._context.actor.naam, progress)

    # -- shared steps ---------------------------------------------------------------------------------------------

    def _casussen(self, session: DbSession, tekst: str, limit: int) -> Iterable[ZoekTreffer]:
        labels = self._context.labels
        ids = casus_q.find_ids(session, CasusFilter(tekst=tekst, status="alle"), limit)
        return [
            ZoekTreffer("casus", r.id, f"{r.nummer} · {r.naam}", f"{labels.get(r.gemeente, '')} · {r.status}")
            for r in casus_q.rows_for(session, ids)
        ]

    def _hits(self, session: DbSession, found: q.Gevonden, typed: str) -> Iterable[tuple[str, ZoekTreffer]]:
        """Where each document leads; what leads nowhere (the last casus of a gezin is gone) is left out."""
        places = _Places(session, found)
        for kind, rows in found.beste.items():
            for row in rows:
                hit = places.lead(kind, row, self._context.labels)
                if hit is None:
                    continue
                pieces = fragment(row["tekst"], typed).stukken if typed else ()
                yield (
                    kind,
                    ZoekTreffer(hit.soort, hit.id, hit.titel, hit.ondertitel, hit.deel, hit.punt_id, fragment=pieces),
                )


class _Places:
    """What the found documents belong to, read at once."""

    def __init__(self, session: DbSession, found: q.Gevonden) -> None:
        rows = [(kind, row) for kind, kind_rows in found.beste.items() for row in kind_rows]
        self._casus: dict[tuple[str, int], int] = {}
        self._vtb: dict[tuple[str, int], int] = {}
        for kind in _VIA_GEZIN:
            ids = [row["bron_id"] for k, row in rows if k == kind]
            if ids:
                self._casus |= {(kind, i): casus for i, casus in q.casus_of(session, kind, ids).items()}
            if ids and kind != "toekomstplan":
                self._vtb |= {(kind, i): vtb for i, vtb in q.vtb_of(session, kind, ids).items()}
        for kind, row in rows:
            if row["casus_id"] is not None:
                self._casus[kind, row["bron_id"]] = row["casus_id"]
            if row["vtb_id"] is not None:
                self._vtb[kind, row["bron_id"]] = row["vtb_id"]
        stays = q.remaining(session, set(self._casus.values()))
        self._casus = {key: stays[casus] for key, casus in self._casus.items()}
        self._casus_heads = q.casus_heads(session, set(self._casus.values()))
        self._vtb_heads = q.vtb_heads(session, set(self._vtb.values()))
        self._zitting_heads = q.zitting_heads(session, {row["zitting_id"] for _, row in rows if row["zitting_id"]})

    def lead(self, kind: str, row: Mapping[str, Any], labels: Mapping[str, str]) -> ZoekTreffer | None:
        """The place a document leads to, with what it is called there; None when it is gone."""
        key = (kind, row["bron_id"])
        own = shown_part(str(row["titel"]))
        casus = self._casus_heads.get(self._casus.get(key, 0))
        vtb = self._vtb_heads.get(self._vtb.get(key, 0))
        zitting = self._zitting_heads.get(row["zitting_id"] or 0)
        about = f"{casus[0]} · {casus[1]}" if casus else f"{vtb[0]} · {vtb[1]}" if vtb else ""
        if kind == "casus" and casus:
            return ZoekTreffer("casus", self._casus[key], about, f"{labels.get(casus[2], '')} · {casus[3]}")
        if kind == "vtb" and vtb:
            return ZoekTreffer("vtb", self._vtb[key], about, labels.get(vtb[2], ""))
        if kind == "zitting" and zitting:
            return ZoekTreffer("zitting", row["zitting_id"], zitting[0], f"{zitting[1]:%d-%m-%Y} · {zitting[3]}")
        if kind in ("agendapunt", "besluit", "actie", "tafelregel", "opvolging", "reactie") and zitting:
            punt = key[1] if kind == "agendapunt" else None
            title = f"{own} · {about}" if about else own
            place = f"{zitting[0]} · {zitting[1]:%d-%m-%Y}"
            return ZoekTreffer("zitting", row["zitting_id"], title, place, punt_id=punt)
        if casus:
            return ZoekTreffer("casus", self._casus[key], own, about, _SOORTEN[kind].deel)
        return ZoekTreffer("vtb", self._vtb[key], own, about) if vtb else None
