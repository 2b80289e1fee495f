"""Full text search in the encrypted file: FTS5, kept in step by triggers with casus_overzicht and zoekdocument.

What belongs to SQLite alone is in this module. Which rows become a zoekdocument stands in `queries.zoekbronnen`; here
a session notes which documents its writes may change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Integer, Select, column, select, text
from sqlalchemy.orm import Session

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.zoektekst import query_words

CREATE = (
    """CREATE VIRTUAL TABLE casus_zoek USING fts5(
        zoektekst, content='casus_overzicht', content_rowid='casus_id',
        tokenize="unicode61 remove_diacritics 2", prefix='1 2 3')""",
    """CREATE TRIGGER casus_zoek_nieuw AFTER INSERT ON casus_overzicht BEGIN
        INSERT INTO casus_zoek(rowid, zoektekst) VALUES (new.casus_id, new.zoektekst); END""",
    """CREATE TRIGGER casus_zoek_weg AFTER DELETE ON casus_overzicht BEGIN
        INSERT INTO casus_zoek(casus_zoek, rowid, zoektekst) VALUES ('delete', old.casus_id, old.zoektekst); END""",
    """CREATE TRIGGER casus_zoek_anders AFTER UPDATE OF zoektekst ON casus_overzicht BEGIN
        INSERT INTO casus_zoek(casus_zoek, rowid, zoektekst) VALUES ('delete', old.casus_id, old.zoektekst);
        INSERT INTO casus_zoek(rowid, zoektekst) VALUES (new.casus_id, new.zoektekst); END""",
)
"""The DDL for the first migration."""

CREATE_ALL = (
    """CREATE VIRTUAL TABLE zoek USING fts5(
        titel, tekst, content='zoekdocument', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2", prefix='1 2 3')""",
    """CREATE TRIGGER zoek_nieuw AFTER INSERT ON zoekdocument BEGIN
        INSERT INTO zoek(rowid, titel, tekst) VALUES (new.id, new.titel, new.tekst); END""",
    """CREATE TRIGGER zoek_weg AFTER DELETE ON zoekdocument BEGIN
        INSERT INTO zoek(zoek, rowid, titel, tekst) VALUES ('delete', old.id, old.titel, old.tekst); END""",
    """CREATE TRIGGER zoek_anders AFTER UPDATE OF titel, tekst ON zoekdocument BEGIN
        INSERT INTO zoek(zoek, rowid, titel, tekst) VALUES ('delete', old.id, old.titel, old.tekst);
        INSERT INTO zoek(rowid, titel, tekst) VALUES (new.id, new.titel, new.tekst); END""",
)
"""The DDL of the search over everything, for migration 0002."""

REBUILD = (
    "INSERT INTO casus_zoek(casus_zoek) VALUES ('rebuild')",
    "INSERT INTO zoek(zoek) VALUES ('rebuild')",
)
"""Makes both indexes anew from their rows: until then words of rows that are gone stay in older pieces of the index."""

TO_INDEX: Final = "zoekregister"
"""Where a session notes which documents its writes may have changed: (kind or ``*table``, row)."""

_OWN: Final = MappingProxyType(
    {
        "casus": "casus",
        "gezin": "gezin",
        "gezinslid": "gezinslid",
        "gebeurtenis": "gebeurtenis",
        "zoekregel": "zoekregel",
        "hiaat": "hiaat",
        "casus_oorzaak": "oorzaak",
        "actie": "actie",
        "uitspraak": "uitspraak",
        "toestemming": "toestemming",
        "uithuisplaatsing": "uithuisplaatsing",
        "bijlage": "bijlage",
        "toekomstplan": "toekomstplan",
        "vtb": "vtb",
        "zitting": "zitting",
        "agendapunt": "agendapunt",
        "besluit": "besluit",
        "tafelregel": "tafelregel",
        "opvolging": "opvolging",
        "reactie": "reactie",
        "boeg_inbreng": "boeg_inbreng",
    }
)
"""Table to the kind of document its rows become."""
_PART_OF: Final = MappingProxyType(
    {
        "toestemming_gever": ("toestemming_id", "toestemming"),
        "terugmelding": ("besluit_id", "besluit"),
        "afspraak": ("besluit_id", "besluit"),
        "hoorgesprek": ("vtb_id", "vtb"),
        "vtb_kind": ("vtb_id", "vtb"),
        "aanwezigheid": ("zitting_id", "zitting"),
    }
)
"""Tables whose words stand in the document of another row: the column that names it, and its kind."""
SPREADING: Final = frozenset({"jeugdige", "gezin", "persoon", "agendapunt"})
"""Tables whose words or place also stand in documents that only a query can find."""

_NO_WORDS: Final = frozenset({"code", "verwacht_tot", "ingang", "soort"})
"""Keys of an event under which no words of people stand: codes, a date, conditions of the ladder."""


def event_texts(data: Mapping[str, object]) -> list[str]:
    """The words in what belongs to an event: its reason, its note, its outcome, what was tried."""
    found: list[str] = []
    for key, value in data.items():
        if key not in _NO_WORDS:
            texts = [value] if isinstance(value, str) else value if isinstance(value, list | tuple) else ()
            found += [text for each in texts if isinstance(each, str) and (text := each.strip())]
    return found


def note_for_search(
    info: dict[Any, Any], table: str, key: int, soort: str, changes: Mapping[str, Sequence[Any]]
) -> None:
    """Note the documents that a written row may change; what they become is computed before the commit."""
    notes: set[tuple[str, int]] = info.setdefault(TO_INDEX, set())
    if table == "gebeurtenis" and soort == "nieuw":
        data = changes.get("gegevens", (None, None))[1]
        if isinstance(data, Mapping) and not event_texts(data):
            return
    if table in _OWN:
        notes.add((_OWN[table], key))
    if table in _PART_OF:
        column, kind = _PART_OF[table]
        notes.update((kind, owner) for owner in changes.get(column, ()) if owner is not None)
    if soort == "gewijzigd" and (table in SPREADING or table in _PART_OF):
        notes.add((f"*{table}", key))


def match_expression(typed: str) -> str:
    """What people type as an FTS5 query: every word must occur as the beginning of a word; empty when none is left."""
    return " ".join(f'"{word}"*' for word in fold(typed).replace("+", " ").split())


def matching_ids(session: Session, typed: str, limit: int = 200_000) -> list[int]:
    """Ids of the casussen that hold every typed word, at most `limit`."""
    query = match_expression(typed)
    if not query:
        return []
    found = session.execute(
        text("SELECT rowid FROM casus_zoek WHERE casus_zoek MATCH :query LIMIT :limit"),
        {"query": query, "limit": limit},
    )
    return list(found.scalars())


def everything_expression(typed: str, *, in_title: bool = False) -> str:
    """What people type as a query on `zoek`; empty when no word is left. `in_title`: only titles count."""
    groups = ["(" + " OR ".join(f'"{form}"*' for form in group) + ")" for group in query_words(typed)]
    whole = " AND ".join(groups)
    return f"titel : ({whole})" if whole and in_title else whole


def index_version(session: Session) -> int:
    """Which build of the documents the file holds whole; 0: none."""
    return int(session.execute(text("PRAGMA user_version")).scalar_one())


def set_index_version(session: Session, version: int) -> None:
    """Note that the documents are whole, in the running transaction."""
    session.execute(text(f"PRAGMA user_version={int(version)}"))


def documents_with_phrase(words: Sequence[str]) -> Select[int]:
    """The documents in which folded words stand after each other, for use inside another query."""
    quoted = '"' + " ".join(word.replace('"', "") for word in words) + '"'
    return (
        select(column("rowid", Integer)).select_from(text("zoek")).where(text("zoek MATCH :rij").bindparams(rij=quoted))
    )
