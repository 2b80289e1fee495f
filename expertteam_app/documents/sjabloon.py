"""Letters and lists from plain text with fields: one engine, the same parts for PDF and DOCX.

In a template: ``# `` and ``## `` begin a heading, ``- `` a line with a dot, ``{veld}`` puts in a field, and what stands
between ``{als veld}`` and ``{eind}`` is there only when the field has a value. A field on a line of its own may be a
list or a table. What comes in is text and never template: a brace in a name stays a brace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeGuard

from expertteam_app.documents.bouwstenen import Gat
from expertteam_app.documents.delen import Alinea, Bijeen, Deel, Kop, Lijst, Tabel, Wit, shown
from expertteam_app.documents.tekst import clean
from expertteam_app.domain.errors import UserError

Inhoud = str | tuple[str, ...] | Tabel
_TEKEN = re.compile(r"\{([^{}\n]*)\}|[{}]")


class SjabloonFout(UserError):
    """A template that cannot be used: the text says the line, the place in it, and what to do.

    Attributes:
        regel: number of the line, from 1.
        kolom: place in the line, from 1.
    """

    def __init__(self, regel: int, kolom: int, text: str, remedy: str) -> None:
        super().__init__(f"Regel {regel}, teken {kolom}: {text}", remedy)
        self.regel = regel
        self.kolom = kolom


@dataclass(frozen=True, slots=True)
class Veld:
    """A field that a template may use, with what it means and an invented value."""

    code: str
    uitleg: str
    voorbeeld: Inhoud


@dataclass(frozen=True, slots=True)
class _Stuk:
    """One piece of a template: literal text, or a field or condition with where it stands."""

    soort: str
    tekst: str
    regel: int
    kolom: int


def check(tekst: str, velden: Sequence[str]) -> None:
    """Refuse a template that cannot be used.

    Args:
        tekst: the template.
        velden: codes of the fields there are.

    Raises:
        SjabloonFout: a brace without its pair, an unknown field, or a condition that is not closed.
    """
    opened: list[_Stuk] = []
    for stuk in _pieces(tekst):
        if stuk.soort == "haak":
            raise SjabloonFout(
                stuk.regel, stuk.kolom, f"de accolade {stuk.tekst} staat alleen.", "Zet een veld tussen { en }."
            )
        if stuk.soort in {"veld", "als"}:
            _check_field(stuk, velden)
        if stuk.soort == "als":
            opened.append(stuk)
        elif stuk.soort == "eind":
            if not opened:
                raise SjabloonFout(
                    stuk.regel, stuk.kolom, "{eind} zonder {als}.", "Haal {eind} weg of zet er {als veld} voor."
                )
            opened.pop()
    if opened:
        last = opened[-1]
        raise SjabloonFout(
            last.regel, last.kolom, f"{{als {last.tekst}}} wordt niet gesloten.", "Zet {eind} waar dit deel ophoudt."
        )
    if not clean(tekst):
        raise SjabloonFout(1, 1, "het sjabloon is leeg.", "Typ een tekst of zet de meegeleverde tekst terug.")


def _check_field(stuk: _Stuk, velden: Sequence[str]) -> None:
    if stuk.tekst in velden:
        return
    if not stuk.tekst:
        raise SjabloonFout(stuk.regel, stuk.kolom, "hier staat geen veld.", "Typ de naam van een veld uit de lijst.")
    near = get_close_matches(stuk.tekst, velden, 1)
    remedy = f"Bedoelt u {{{near[0]}}}?" if near else "Kies een veld uit de lijst."
    raise SjabloonFout(stuk.regel, stuk.kolom, f"het veld “{stuk.tekst}” bestaat niet.", remedy)


def _pieces(tekst: str) -> Iterator[_Stuk]:
    place, regel, start = 0, 1, 0
    for found in _TEKEN.finditer(tekst):
        if found.start() > place:
            yield _Stuk("tekst", tekst[place : found.start()], regel, 1)
        regel += tekst.count("\n", place, found.start())
        start = tekst.rfind("\n", 0, found.start()) + 1
        kolom = found.start() - start + 1
        place = found.end()
        name = found.group(1)
        if name is None:
            yield _Stuk("haak", found.group(), regel, kolom)
            continue
        words = name.split()
        if words[:1] == ["als"]:
            yield _Stuk("als", " ".join(words[1:]), regel, kolom)
        elif words == ["eind"]:
            yield _Stuk("eind", "", regel, kolom)
        else:
            yield _Stuk("veld", name.strip(), regel, kolom)
    yield _Stuk("tekst", tekst[place:], regel, 1)


def vul_in(tekst: str, velden: Sequence[Veld], waarden: Mapping[str, Inhoud]) -> list[Deel]:
    """The parts of a document from a template.

    Args:
        tekst: the template.
        velden: the fields there are.
        waarden: the value of each field; one without a value prints as a gap, so that it is seen before it is sent.

    Raises:
        SjabloonFout: as `check`.
    """
    check(tekst, [v.code for v in velden])
    return _joined(_blocks(tekst, {v.code: v.uitleg for v in velden}, waarden))


def _blocks(tekst: str, uitleg: Mapping[str, str], waarden: Mapping[str, Inhoud]) -> list[list[_Deeltje] | None]:
    """The template line by line with its fields filled in; None for a line that is hidden by a condition."""
    lines: list[list[_Deeltje]] = [[]]
    hidden: set[int] = set()
    open_now: list[bool] = []
    for stuk in _pieces(tekst):
        value = waarden.get(stuk.tekst, "")
        if stuk.soort == "als":
            open_now.append(not _empty(value))
        elif stuk.soort == "eind":
            open_now.pop()
        elif not all(open_now):
            hidden.add(len(lines) - 1)
        elif stuk.soort == "veld":
            lines[-1].append(Gat(uitleg[stuk.tekst]) if _empty(value) else value)
        else:
            first, *rest = stuk.tekst.split("\n")
            lines[-1].append(_Vast(first))
            lines += [[_Vast(part)] for part in rest]
    return [None if at in hidden and not _said(line) else line for at, line in enumerate(lines)]


def _said(line: Sequence[_Deeltje]) -> bool:
    return any(not isinstance(piece, str) or clean(piece) for piece in line)


def _joined(lines: Sequence[list[_Deeltje] | None]) -> list[Deel]:
    """Lines under each other become one block; one empty line ends it, each more is white to sign in."""
    found: list[Deel] = []
    empty, after_hidden = 1, False
    for line in lines:
        if line is None or not _said(line):
            empty += line is not None and not (after_hidden and empty)
            after_hidden = line is None
            continue
        parts = list(_part(line))
        if parts and empty > 1 and found:
            found.append(Wit(empty - 1))
        for deel in parts:
            last = found[-1] if found else None
            if isinstance(deel, Lijst) and isinstance(last, Lijst):
                found[-1] = Lijst(last.regels + deel.regels)
            elif not empty and _is_text(deel) and _is_text(last):
                found[-1] = Alinea(f"{shown(last.waarde)}\n{shown(deel.waarde)}", "brief")
            else:
                found.append(deel)
        empty, after_hidden = 0, False
    return list(_closed(found))


def _is_text(deel: Deel | None) -> TypeGuard[Alinea]:
    return isinstance(deel, Alinea) and isinstance(deel.waarde, str)


def _closed(delen: Sequence[Deel]) -> Iterator[Deel]:
    """White to sign in stands on one page with the greeting above it and the name under it."""
    at = 0
    while at < len(delen):
        if at + 2 < len(delen) and isinstance(delen[at + 1], Wit):
            yield Bijeen(tuple(delen[at : at + 3]))
            at += 3
        else:
            yield delen[at]
            at += 1


class _Vast(str):
    """Text of the template itself, which may say what kind of line it is."""

    __slots__ = ()


_Deeltje = _Vast | str | tuple[str, ...] | Tabel | Gat


def _empty(value: Inhoud) -> bool:
    if isinstance(value, Tabel):
        return not value.rijen
    return not clean(value) if isinstance(value, str) else not value


def _part(line: Sequence[_Deeltje]) -> Iterator[Deel]:
    """What one line of a template becomes."""
    kept = [piece for piece in line if not (isinstance(piece, _Vast) and not piece.strip())]
    if len(kept) == 1 and not isinstance(kept[0], str):
        whole = kept[0]
        yield Alinea(whole, "brief") if isinstance(whole, Gat) else Lijst(whole) if isinstance(whole, tuple) else whole
        return
    head = line[0].lstrip() if line and isinstance(line[0], _Vast) else ""
    mark = next((m for m in ("## ", "# ", "- ") if head.startswith(m)), "")
    text = clean("".join(_inline(piece) for piece in line))
    text = clean(text[len(mark) :]) if mark else text
    if not text:
        return
    if mark == "- ":
        yield Lijst((text,))
    elif mark:
        yield Kop(text, 0 if mark == "# " else 1)
    else:
        yield Alinea(text, "brief")


def _inline(piece: _Deeltje) -> str:
    """A value inside a line; a table there becomes its first column."""
    if isinstance(piece, Gat):
        return piece.tekst
    if isinstance(piece, Tabel):
        return ", ".join(str(rij[0]) for rij in piece.rijen)
    if isinstance(piece, tuple):
        return ", ".join(piece[:-1]) + (" en " if len(piece) > 1 else "") + piece[-1]
    return piece if isinstance(piece, _Vast) else " ".join(clean(piece).split("\n"))
