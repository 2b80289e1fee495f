"""The report for BOEG over a period: who counts, what left before, and what is kept of it inside the kluis."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from expertteam_app.analysis.disclosure.bewaren import as_earlier, bring_back, keep
from expertteam_app.analysis.disclosure.cellen import Sleutel
from expertteam_app.analysis.disclosure.eerder import Leden, Voorkennis, covered, inside, who_is_where
from expertteam_app.analysis.disclosure.oplossen import AfgebrokenError, NietTeBeschermenError
from expertteam_app.analysis.disclosure.protect import Bescherming, Wensen
from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.analysis.disclosure.spec import RapportSpec, Regels
from expertteam_app.analysis.disclosure.tabulate import Eenheid
from expertteam_app.analysis.disclosure.veilig import NietVeiligError, VeiligRapport, safe_report
from expertteam_app.db.queries import boeg as bq
from expertteam_app.db.queries import metingen as q
from expertteam_app.db.queries import uitgaven as uq
from expertteam_app.db.queries.modellen import all_models
from expertteam_app.db.queries.signalen import signalen
from expertteam_app.db.session import DbSession
from expertteam_app.domain.casus import fold
from expertteam_app.domain.cel import neutral
from expertteam_app.domain.errors import Cancelled, UserError
from expertteam_app.domain.gebeurtenis import Soort as Gebeurtenissoort
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.uitgave import Soort
from expertteam_app.exchange.bestandscontrole import controleer
from expertteam_app.exchange.datapakket import datapakket
from expertteam_app.services.boeg_opzet import report_spec
from expertteam_app.services.boeg_patronen import pattern_lines
from expertteam_app.services.boeg_telling import Gecodeerd, records
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import (
    AFRONDING_SETTING,
    DREMPEL_SETTING,
    GEMEENTEN_SETTING,
    GEZINNEN_SETTING,
    GROEP_SETTING,
    REST_SETTING,
    setting_value,
)

EEN_GEMEENTE = (
    "Alle jeugdigen komen uit één gemeente. Elk aantal gaat dan over haar eigen kinderen; daarom zijn alle aantallen "
    "verborgen."
)
Gemaakt = TypeVar("Gemaakt")


def pack(value: Mapping[str, Any]) -> bytes:
    """JSON values as bytes: the same values give the same bytes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return zlib.compress(text.encode(), 9)


def unpack(content: bytes) -> dict[str, Any]:
    """What `pack` packed.

    Raises:
        ValueError: it is something else.
    """
    try:
        value = json.loads(zlib.decompress(content))
    except zlib.error as problem:
        raise ValueError("onleesbaar") from problem
    if not isinstance(value, dict):
        raise TypeError("onleesbaar")
    return value


def packed_members(leden: Leden) -> bytes:
    """Who is in which cell, by the numbers of the jeugdigen."""
    return pack({"cellen": [[key[0], sorted(map(list, key[1])), sorted(who, key=str)] for key, who in leden.items()]})


def unpacked_members(content: bytes) -> Leden:
    """What `packed_members` packed."""
    found: dict[Sleutel, frozenset[str | int]] = {}
    for universum, pairs, who in unpack(content)["cellen"]:
        found[str(universum), frozenset((d, c) for d, c in pairs)] = frozenset(who)
    return found


def packed_witnesses(made: VeiligRapport) -> bytes:
    """The fewest worlds that show of every small cell that it can be 0 and can be as large as the threshold."""
    place = {plek: i for i, plek in enumerate(made.controle.plekken)}
    asked = [(place[k], e.laag, e.hoog) for e in made.bescherming.eisen if (k := as_kept(e.cel)) in place]
    open_ends = {(i, up) for i, _low, _high in asked for up in (True, False)}
    kept: list[list[int]] = []
    for world in made.controle.werelden:
        shows = {(i, True) for i, _low, high in asked if world[i] >= high}
        shows |= {(i, False) for i, low, _high in asked if world[i] <= low}
        if shows & open_ends:
            open_ends -= shows
            kept.append(list(world))
    cells = [[plek[0], sorted(map(list, plek[1]))] for plek in made.controle.plekken]
    return pack({"cellen": cells, "werelden": kept})


def as_kept(key: Sleutel) -> Sleutel:
    """A cell as it stands in the files and in the kept worlds."""
    return key[0], frozenset((neutral(d), neutral(c)) for d, c in key[1])


def rules(session: DbSession) -> Regels:
    """When a count may be printed, as the beheerder set it within the floors."""

    def number(name: str) -> int:
        return int(str(setting_value(session, name)))

    return Regels(
        drempel=number(DREMPEL_SETTING),
        afronding=number(AFRONDING_SETTING),
        gezinnen=number(GEZINNEN_SETTING),
        gemeenten=number(GEMEENTEN_SETTING),
        rest=number(REST_SETTING),
        groep=number(GROEP_SETTING),
    )


@dataclass(frozen=True, slots=True, repr=False)
class Grondslag:
    """What a report is made of: its tables and the persons they count."""

    spec: RapportSpec
    personen: tuple[Eenheid, ...]


def basis(context: Context, session: DbSession, periode: Periode) -> Grondslag:
    """The tables and the jeugdigen with an aanmelding in a period."""
    model = all_models(session)[0]
    reported = q.casussen_with_event(periode.van, periode.tot, Gebeurtenissoort.AANMELDING)
    coded = Gecodeerd(
        q.questions_by_casus(session, reported),
        q.causes_by_casus(session, reported),
        q.sought_by_casus(session, reported),
        q.hiaten_by_casus(session, reported),
        bq.families_by_casus(session, reported),
        bq.main_causes_by_casus(session, reported),
        bq.placements_by_casus(session, reported),
        bq.look_backs_by_casus(session, reported),
    )
    logs = ((c, fold(c.log)) for c in q.casus_logs(session, reported))
    people = records(logs, coded, periode, context.lists, model)
    spec = report_spec(periode, context.lists, model, rules(session))
    if len({unit.gemeente for units in people.values() for unit in units}) == 1:
        spec = replace(spec, opmerkingen=(EEN_GEMEENTE,))
    return Grondslag(spec, tuple(unit for units in people.values() for unit in units))


def overlapping(periode: Periode) -> tuple[str, ...]:
    """The codes of other periods that share days with this one: its halves, or its year."""
    year = periode.van.year
    codes = (f"{year}-H1", f"{year}-H2") if periode.code == str(year) else (str(year),)
    return tuple(code for code in codes if code != periode.code)


def foreknowledge(session: DbSession, periode: Periode, leden: Leden, codes: Sequence[str] | None = None) -> Voorkennis:
    """What readers have of earlier reports over days of this period.

    Args:
        session: reads the kluis.
        periode: the period of the new report.
        leden: who is in which of its cells.
        codes: the periods of the earlier reports; None: all that share days with this one.
    """
    found = uq.releases(session, Soort.BOEG, overlapping(periode) if codes is None else tuple(codes))
    last = {row.periode: row for row in found}
    then = {code: unpacked_members(row.leden) for code, row in last.items()}
    made = {code: thawed(row.inhoud) for code, row in last.items()}
    earlier = tuple(as_earlier(m, code, datapakket(m.report), inside(then[code], leden)) for code, m in made.items())
    return Voorkennis(earlier, covered(list(then.values()), leden) if then else frozenset())


def protected(
    context: Context,
    session: DbSession,
    periode: Periode,
    stop: Callable[[], bool] = lambda: False,
    zichtbaar: frozenset[Sleutel] = frozenset(),
) -> tuple[VeiligRapport, Grondslag]:
    """The report of a period, protected beside everything that left before, and attacked.

    Raises:
        NietVeiligError, NietTeBeschermenError, AfgebrokenError: see `safe_report`.
    """
    found = basis(context, session, periode)
    known = foreknowledge(session, periode, who_is_where(found.spec, found.personen))
    wensen = Wensen(zichtbaar=zichtbaar, stop=stop, voorkennis=known)
    return safe_report(found.spec, found.personen, datapakket, neutral, wensen), found


def frozen(made: VeiligRapport, found: Grondslag, more: Mapping[str, Any]) -> tuple[bytes, bytes, bytes]:
    """A report as it is kept: content, members and witnesses."""
    content = {"bescherming": keep(made.bescherming), **more}
    leden = who_is_where(made.bescherming.spec, found.personen)
    return pack(content), packed_members(leden), packed_witnesses(made)


def beside(context: Context, session: DbSession, periode: Periode, report: ProtectedReport) -> dict[str, Any]:
    """What stands beside the tables: the report of the period before as it left, and the patterns that were judged."""
    earlier = uq.releases(session, Soort.BOEG, (periode.previous().code,))
    lines = pattern_lines(signalen(session), report, context.lists)
    return {
        "vorige": unpack(earlier[-1].inhoud)["bescherming"]["report"] if earlier else None,
        "patronen": [[line.wat, line.aantal, line.oordeel] for line in lines],
    }


def thawed(content: bytes) -> Bescherming:
    """The report in what was kept."""
    return bring_back(unpack(content)["bescherming"])


def check_files(session: DbSession, bestanden: Mapping[str, bytes]) -> None:
    """Attack the files before they are given out (PRIVACY 4 A11 to A14).

    Raises:
        UserError: something stands in them that must not leave; names the file, never what it is.
    """
    found = controleer(bestanden, bq.known_to_the_kluis(session))
    if found:
        raise UserError(
            f"In {found[0].bestand} staat {found[0].wat}; er is niets gemaakt.",
            "Kijk de teksten na op namen en nummers. Blijft dit staan, meld het dan aan de beheerder.",
        )


def safe_or_refused(make: Callable[[], Gemaakt]) -> Gemaakt:
    """Make something safe, or say in Dutch why there is nothing.

    Raises:
        UserError: nothing safe can be printed.
        Cancelled: it was stopped.
    """
    try:
        return make()
    except (AfgebrokenError, InterruptedError) as stopped:
        raise Cancelled from stopped
    except (NietVeiligError, NietTeBeschermenError) as problem:
        raise UserError(
            "Hiervan is geen veilig rapport te maken; er is niets gemaakt.",
            "Kies een langere periode, of een lagere drempel binnen de grenzen (Beheer).",
        ) from problem
