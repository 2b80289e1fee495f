"""How answers look: JSON for programs, plain aligned text for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from expertteam_app.domain.dossier import CasusRegel
from expertteam_app.domain.errors import EnvironmentProblem
from expertteam_app.domain.inzicht import HiaatTelling

if TYPE_CHECKING:  # a command without a kluis must not wait for the database to load
    from expertteam_app.services.codelijsten import Codelijsten
    from expertteam_app.services.hiaatregister import Hiaatregister
    from expertteam_app.services.werkstroom import Routes, Stroom

Json = dict[str, object]


def say(text: str) -> None:
    """One line for the user.

    Raises:
        EnvironmentProblem: the disk or program behind stdout takes no more.
        BrokenPipeError: nobody reads any more.
    """
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise EnvironmentProblem(
            "De uitvoer kan niet worden geschreven.", "Kijk of de schijf vol is, of schrijf naar een andere plek."
        ) from problem


def print_json(value: Json) -> None:
    """Exactly one JSON object on stdout; letters that stdout does not know are escaped as JSON does."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2)
    say(text)


def print_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Rows in aligned columns; empty places for None."""
    cells = [[("" if v is None else str(v)) for v in row] for row in rows]
    widths = [max(len(h), *(len(r[i]) for r in cells)) if cells else len(h) for i, h in enumerate(headings)]
    for line in (list(headings), ["-" * w for w in widths], *cells):
        say("  ".join(text.ljust(w) for text, w in zip(line, widths, strict=True)).rstrip())


def casus_json(row: CasusRegel, lists: Codelijsten, *, names: bool) -> Json:
    """A casus as JSON: labels instead of codes, dates ISO, no name unless asked."""
    value: Json = {
        "nummer": row.nummer,
        "gemeente": lists["gemeenten"].label(row.gemeente),
        "geboortedatum": _iso(row.geboortedatum),
        "status": row.status,
        "stap": row.stap,
        "stap_sinds": _iso(row.stap_sinds),
        "aanmelding": _iso(row.aangemeld),
        "zorgvorm": lists["zorgvormen"].label(row.zorgvorm) if row.zorgvorm else None,
        "uitkomst": lists["uitkomsten"].label(row.uitkomst) if row.uitkomst else None,
        "afgesloten": _iso(row.afgesloten_op),
    }
    return {**value, "naam": row.naam} if names else value


def _iso(day: object) -> str | None:
    return None if day is None else str(day)


def hiaat_json(row: HiaatTelling, lists: Codelijsten, numbers: dict[int, str]) -> Json:
    """One count of hiaten by label, with the numbers of the casussen behind it."""
    return {
        "zorgvorm": lists["zorgvormen"].label(row.zorgvorm),
        "aard": lists["aard_hiaat"].label(row.aard) if row.aard else None,
        "oorzaak": row.oorzaak or None,
        "aantal": row.aantal,
        "casussen": [numbers[i] for i in row.casus_ids if i in numbers],
    }


def register_json(register: Hiaatregister, lists: Codelijsten) -> Json:
    """The register of hiaten: what was sought, at whom, where it was brought in, and each hiaat."""
    from expertteam_app.services.hiaatregister import refusal

    zorgvorm = lists["zorgvormen"].label

    def reasons(found: Sequence[tuple[str, int]]) -> Json:
        return {refusal(lists, code): n for code, n in found}

    return {
        "gezocht": [
            {
                "zorgvorm": zorgvorm(g.zorgvorm),
                "jeugdigen": g.jeugdigen,
                "niet_gevonden": g.niet_gevonden,
                "vorige_periode": g.vorige,
                "dagen_p50": g.duur.p50,
                "dagen_p50_meer_dan": g.duur.p50_meer_dan,
                "aanbieders": g.gevraagd,
                "redenen": reasons(g.redenen),
            }
            for g in register.gezocht
        ],
        "aanbieders": [
            {
                "aanbieder": a.aanbieder,
                "gevraagd": a.keren,
                "geen_plek": a.nee,
                "redenen": reasons(a.redenen),
                "zorgvormen": [zorgvorm(z) for z in a.zorgvormen],
            }
            for a in register.gevraagd
        ],
        "agendering": [
            {
                "bij": lists["agendering"].label(a.agendering) if a.agendering else None,
                "stand": lists["agendering_status"].label(a.status) if a.status else None,
                "hiaten": a.hiaten,
            }
            for a in register.geagendeerd
        ],
        "register": [
            {
                "casus": r.nummer,
                "zorgvorm": zorgvorm(r.zorgvorm),
                "aard": lists["aard_hiaat"].label(r.aard),
                "leeftijdsband": r.band or None,
                "gemeente": lists["gemeenten"].label(r.gemeente),
                "vastgesteld_op": r.vastgesteld_op.isoformat(),
                "dagen": r.dagen,
                "open": r.open,
                "aanbieders": r.gevraagd,
                "redenen": reasons(r.redenen),
                "overbrugging": r.overbrugging,
                "oplossing": r.oplossing,
                "opgelost_op": r.opgelost_op.isoformat() if r.opgelost_op else None,
                "agendering": lists["agendering"].label(r.agendering) if r.agendering else None,
                "agendering_status": (
                    lists["agendering_status"].label(r.agendering_status) if r.agendering_status else None
                ),
            }
            for r in register.regels
        ],
    }


def stroom_json(routes: Routes, stroom: Sequence[Stroom]) -> Json:
    """The routes of casussen, what is done again, and what came and went, as JSON."""
    return {
        "routes": [{"stappen": list(v.stappen), "casussen": v.n} for v in routes.cijfers.varianten],
        "overgangen": [
            {"van": o.van, "naar": o.naar, "n": o.n, "mediaan_dagen": o.mediaan, "p80_dagen": o.p80}
            for o in routes.cijfers.overgangen
        ],
        "herhaald": [{"stap": h.stap, "casussen": h.zaken} for h in routes.cijfers.herhaald],
        "terug_op_de_agenda": len(routes.terug),
        "stroom": [
            {"periode": s.periode, "erbij": s.erbij, "eruit": s.eruit, "open_aan_het_eind": s.open_aan_het_eind}
            for s in stroom
        ],
    }
