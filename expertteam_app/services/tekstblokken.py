"""Use cases on text blocks: those that ship, and those of the region over them."""

from __future__ import annotations

from functools import cache

from expertteam_app.db.queries import verslagen as v
from expertteam_app.db.tables import TekstblokRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.sjabloon import Tekstblok
from expertteam_app.domain.tekstblok import checked_block_code, parse_blocks
from expertteam_app.resources import resource_path
from expertteam_app.services.context import Context

LANGSTE = 4_000
"""Characters of a text block."""


@cache
def shipped_blocks() -> tuple[tuple[str, str, str], ...]:
    """The blocks that ship: code, name, text."""
    return parse_blocks(resource_path("tekstblokken.toml").read_text(encoding="utf-8"))


class Tekstblokken:
    """Text blocks. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def alle(self) -> tuple[Tekstblok, ...]:
        """Every text block by code; one of the region stands in place of a shipped one with the same code (id 0)."""
        self._context.actor.require(Right.ZITTING_READ)
        found = {code: Tekstblok(0, code, naam, tekst) for code, naam, tekst in shipped_blocks()}
        with self._context.read() as session:
            found |= {row.code: Tekstblok(row.id, row.code, row.naam, row.tekst) for row in v.text_blocks(session)}
        return tuple(found[code] for code in sorted(found))

    def bewaar(self, code: str, naam: str, tekst: str) -> None:
        """Keep a text block of the region; one with the same code is replaced.

        Raises:
            FieldError: a code that does not fit, no text, or a text that is too long.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        key = checked_block_code(code)
        if not tekst.strip():
            raise FieldError("tekst", "Typ de tekst die er moet komen te staan.")
        if len(tekst) > LANGSTE:
            raise FieldError("tekst", f"Deze tekst is langer dan {LANGSTE} tekens.", "Kort de tekst in.")
        with self._context.write("tekstblok bewaard") as session:
            row = next((r for r in v.text_blocks(session) if r.code == key), None)
            if row is None:
                row = TekstblokRow(code=key)
                session.add(row)
            row.naam, row.tekst = naam.strip(), tekst.strip()

    def weghalen(self, code: str) -> None:
        """Take a text block of the region away; a shipped one with the same code comes back.

        Raises:
            FieldError: the region has no such block.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        with self._context.write("tekstblok weggehaald") as session:
            row = next((r for r in v.text_blocks(session) if r.code == code), None)
            if row is None:
                raise FieldError(
                    "code", "Dit tekstblok hoort bij het programma.", "Maak een eigen tekst met dezelfde code."
                )
            session.delete(row)
