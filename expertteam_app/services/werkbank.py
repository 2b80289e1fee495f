"""Use case of the anonimiseer-werkbank: typecasussen for the report to BOEG (PRIVACY 3.8). Off until it is chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.db.queries import boeg as bq
from expertteam_app.db.queries import metingen as mq
from expertteam_app.db.queries import typecasussen as q
from expertteam_app.db.queries.modellen import all_models
from expertteam_app.db.queries.namen import all_names
from expertteam_app.db.queries.uitgaven import rapport_row
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import CasusRow, TypecasusBronRow, TypecasusRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import fold
from expertteam_app.domain.errors import Cancelled, UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.tekstcontrole import name_words
from expertteam_app.domain.tekstgetallen import Bronvermelding
from expertteam_app.domain.tekstsporen import Spoor
from expertteam_app.domain.typecasus import Kenmerk, Toets, Typecasus, words_of
from expertteam_app.domain.uitgave import Stand
from expertteam_app.services import rapport_bouw as bouw
from expertteam_app.services.boeg_opzet import report_spec
from expertteam_app.services.boeg_telling import Gecodeerd, records
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import TYPECASUS_SETTING, setting_value
from expertteam_app.services.tekstscan import Scanner
from expertteam_app.services.werkbank_toets import Bron, Bronnen, Tekstfeiten, judge, unusual_words
from expertteam_app.services.woorden_lijst import common_word

MAX_VERHAAL = 5_000
"""More is not kept; a story that leaves is much shorter."""

Stop = Callable[[], bool]


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True, repr=False)
class Wijziging:
    """What changes of a typecasus; None leaves it as it is."""

    kenmerken: Mapping[Kenmerk, str] | None = None
    verhaal: str | None = None
    bronnen: Collection[int] | None = None


class Werkbank:
    """Typecasussen. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def aan(self) -> bool:
        """Whether this kluis works with typecasussen."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            return is_on(session)

    def all(self, periode: Periode) -> tuple[Typecasus, ...]:
        """The typecasussen of a report."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return tuple(q.to_typecasus(row) for row in q.rows(session, periode.code))

    def bronnen(self, periode: Periode, rapport: ProtectedReport, stop: Stop = _never) -> Bronnen:
        """Every casus to choose from and to count, beside the tables of a report.

        Raises:
            Cancelled: `stop` said so.
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return sources(self._context, session, periode, rapport, stop)

    def nieuw(self, periode: Periode) -> int:
        """Begin a typecasus; returns its id.

        Raises:
            UserError: the werkbank is off, or the report of the period is fixed.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        with self._context.write("typecasus begonnen") as session:
            _open(session, periode.code)
            row = TypecasusRow(
                periode=periode.code, kenmerken={}, verhaal="", gemaakt_door=self._context.actor.naam, bevestigd_door=""
            )
            session.add(row)
            session.flush()
            return row.id

    def wijzig(self, typecasus_id: int, wijziging: Wijziging) -> None:
        """Change a typecasus; whoever confirmed it must look again.

        Only its maker may: whoever changed it could not be its second reader.

        Raises:
            UserError: it is fixed, it is gone, somebody else made it, or the story is far too long.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        if len(wijziging.verhaal or "") > MAX_VERHAAL:
            raise UserError(f"Dit verhaal is langer dan {MAX_VERHAAL} tekens.", "Kort het in.")
        with self._context.write("typecasus gewijzigd") as session:
            row = _row(session, typecasus_id)
            _open(session, row.periode)
            if row.uitgegeven:
                raise UserError(
                    "Deze typecasus ging al naar buiten en ligt vast.", "Verwijder hem en begin een nieuwe."
                )
            if row.gemaakt_door != self._context.actor.naam:
                raise UserError(
                    f"Deze typecasus is gemaakt door {row.gemaakt_door}; alleen die kan hem wijzigen.",
                    "Vraag het die persoon, of begin een nieuwe.",
                )
            row.bevestigd_door, row.bevestigd_op = "", None
            if wijziging.kenmerken is not None:
                row.kenmerken = {k.value: v for k, v in wijziging.kenmerken.items() if v}
            if wijziging.verhaal is not None:
                row.verhaal = wijziging.verhaal
            if wijziging.bronnen is not None:
                _set_sources(session, row, wijziging.bronnen)

    def verwijder(self, typecasus_id: int) -> None:
        """Take a typecasus out of the report. What left once keeps its sources used up.

        Raises:
            UserError: the report is fixed, or it is gone.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        with self._context.write("typecasus verwijderd") as session:
            row = _row(session, typecasus_id)
            _open(session, row.periode)
            if row.uitgegeven:
                row.weg = True
            else:
                session.delete(row)

    def bevestig(self, typecasus_id: int) -> None:
        """The second reader recognises nobody in it: no software can say that (PRIVACY 3.8).

        Raises:
            UserError: this user made it, or it does not lie with the second reader.
        """
        self._context.actor.require(Right.REPORT_RELEASE)
        self._context.actor.require(Right.CASUS_READ)
        with self._context.write("typecasus bevestigd") as session:
            row = _row(session, typecasus_id)
            report = rapport_row(session, row.periode)
            if report is None or report.stand != Stand.AANGEBODEN:
                raise UserError("Dit rapport ligt niet bij de tweede lezer.", "Leg het eerst voor bij Vrijgeven.")
            if self._context.actor.naam in (row.gemaakt_door, report.bevroren_door, report.aangeboden_door):
                raise UserError(
                    "Wie een typecasus maakt, kan hem niet zelf bevestigen.",
                    "Vraag iemand anders met een eigen account.",
                )
            row.bevestigd_door, row.bevestigd_op = self._context.actor.naam, self._context.vandaag()

    def toets(self, typecasus: Typecasus, bronnen: Bronnen) -> tuple[Toets, ...]:
        """Everything that must hold, point by point, also of what was not stored yet."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return tested(self._context, session, typecasus, bronnen)


def is_on(session: DbSession) -> bool:
    """Whether this kluis works with typecasussen."""
    return setting_value(session, TYPECASUS_SETTING) is True


def _row(session: DbSession, typecasus_id: int) -> TypecasusRow:
    row = session.get(TypecasusRow, typecasus_id)
    if row is None or row.weg:
        raise UserError("Deze typecasus is er niet meer.", "Kies er een uit de lijst.")
    return row


def _open(session: DbSession, periode: str) -> None:
    if not is_on(session):
        raise UserError("Deze kluis werkt niet met typecasussen.", "De beheerder kan ze aanzetten bij Beheer.")
    report = rapport_row(session, periode)
    if report is not None and report.stand in (Stand.AANGEBODEN, Stand.VRIJGEGEVEN):
        raise UserError(
            f"De typecasussen liggen vast: dit rapport is {Stand(report.stand).woorden}.",
            "Laat het teruggeven of trek het in.",
        )


def _set_sources(session: DbSession, row: TypecasusRow, wanted: Collection[int]) -> None:
    now = {bron.casus_id: bron for bron in row.bronnen}
    for casus_id in wanted:
        if casus_id not in now and session.get(CasusRow, casus_id) is not None:
            row.bronnen.append(TypecasusBronRow(casus_id=casus_id))
    for casus_id, bron in now.items():
        if casus_id not in set(wanted):
            row.bronnen.remove(bron)


def sources(
    context: Context, session: DbSession, periode: Periode, rapport: ProtectedReport, stop: Stop = _never
) -> Bronnen:
    """See `Werkbank.bronnen`."""
    model = all_models(session)[0]
    logs = [(replace(c, jeugdige_id=c.casus_id), c.jeugdige_id, fold(c.log)) for c in mq.casus_logs(session)]
    if stop():
        raise Cancelled
    everyone = bq.all_casussen()
    coded = Gecodeerd(
        {},
        {},
        mq.sought_by_casus(session, everyone),
        {},
        bq.families_by_casus(session, everyone),
        bq.main_causes_by_casus(session, everyone),
    )
    who = {log.casus_id: (log.nummer, jeugdige) for log, jeugdige, _stand in logs}
    found = records(((log, stand) for log, _who, stand in logs), coded, None, context.lists, model)
    casussen = tuple(
        Bron(
            casus_id,
            who[casus_id][0],
            who[casus_id][1],
            units[0].gezin,
            str(units[0].gemeente),
            {k: str(units[0].record[k.value]) for k in Kenmerk},
        )
        for casus_id, units in found.items()
    )
    return Bronnen(report_spec(periode, context.lists, model, bouw.rules(session)), casussen, rapport)


def tested(context: Context, session: DbSession, typecasus: Typecasus, bronnen: Bronnen) -> tuple[Toets, ...]:
    """See `Werkbank.toets`."""
    text, own = typecasus.verhaal, typecasus.bronnen
    scanner = Scanner(context.lists, name_words(all_names(session)), Bronvermelding())
    found = scanner.scan(text)
    traces = [v.tekst for v in found.personen] + [v.tekst for v in found.sporen if v.soort is not Spoor.OPVALLEND]
    unusual = unusual_words(
        words_of(text),
        lambda word: common_word(word, context.lists),
        lambda word: q.casussen_with_word(session, word, own),
        bronnen.spec.regels.drempel,
    )
    facts = Tekstfeiten(tuple(traces), tuple(unusual), q.texts_of(session, own), q.taken_over(session, text))
    return judge(typecasus, bronnen, facts, q.used_people(session, typecasus.id))


def offer_typecasussen(
    context: Context, session: DbSession, periode: Periode, rapport: ProtectedReport
) -> list[dict[str, object]]:
    """The typecasussen of a report as they go with it, each of them tested now: kenmerken and story, nothing else.

    Whoever confirmed one at an earlier offer must look again.

    Raises:
        UserError: a point does not hold; names the typecasus by its place, and the point.
    """
    if not is_on(session):
        return []
    rows = q.rows(session, periode.code)
    every = [q.to_typecasus(row) for row in rows]
    known = sources(context, session, periode, rapport) if every else None
    for place, typecasus in enumerate(every, start=1):
        wrong = [t for t in tested(context, session, typecasus, known) if not t.goed] if known else []
        if wrong:
            raise UserError(f"Typecasus {place}: {wrong[0].punt.value.lower()} klopt nog niet.", wrong[0].zin)
    for row in rows:
        row.bevestigd_door, row.bevestigd_op = "", None
    return [{"kenmerken": [[k.value, v] for k, v in t.kenmerken.items()], "verhaal": t.verhaal.strip()} for t in every]


def all_confirmed(session: DbSession, periode: Periode, aantal: int) -> None:
    """See that the second reader confirmed every typecasus that goes with a report.

    Args:
        session: the kluis.
        periode: of the report.
        aantal: typecasussen in what was offered, whatever the setting says by now.

    Raises:
        UserError: one was not confirmed; names it by its place.
    """
    rows = q.rows(session, periode.code) if aantal else []
    if len(rows) != aantal:
        raise UserError(
            "De typecasussen in dit rapport zijn niet meer die van de werkbank.",
            "Geef het rapport terug en laat het opnieuw voorleggen.",
        )
    for place, row in enumerate(rows, start=1):
        if not row.bevestigd_door:
            raise UserError(
                f"Typecasus {place} is nog niet bevestigd door de tweede lezer.",
                "Lees hem bij Typecasussen en bevestig hem, of geef het rapport terug.",
            )


def mark_released(session: DbSession, periode: Periode, aantal: int) -> None:
    """From now on the typecasussen that went with a report are fixed and their sources used up."""
    for row in q.rows(session, periode.code) if aantal else ():
        row.uitgegeven = True
