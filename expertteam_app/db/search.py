"""Full text search in the encrypted file: FTS5, kept in step with casus_overzicht by triggers.

Belongs to SQLite alone, so it is all in this module behind two functions.
"""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from expertteam_app.domain.codelijst import fold

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
