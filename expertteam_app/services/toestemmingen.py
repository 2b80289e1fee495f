"""Use cases on sharing: who must agree, what they answered, and whether something may be shared on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from expertteam_app.db.queries import gedeeld
from expertteam_app.db.queries import toestemmingen as q
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import CasusRow, ToestemmingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.radar_vragen import Verlopend
from expertteam_app.domain.toestemming import (
    GROND_TOESTEMMING,
    Antwoord,
    Gever,
    Oordeel,
    Situatie,
    Toestemming,
    Vereist,
    near_borders,
    same_party,
    vereist,
)
from expertteam_app.domain.toestemmingoordeel import kompas, oordeel
from expertteam_app.domain.toestemmingregels import (
    NieuweToestemming,
    answered,
    check_day,
    checked_onbekwaam,
    checked_toestemming,
    withdrawn,
)
from expertteam_app.services.casussen import casus_gone
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import VOORSIGNAAL_SETTING, setting_value

LIJST = "grondslagen"


@dataclass(frozen=True, slots=True)
class GeverInfo:
    """Someone beside a toestemming: whether an answer is needed on this day, and what was answered.

    Attributes:
        antwoord: the last answer.
        eerder: those before it, the latest first.
    """

    gever: Gever
    nodig: bool
    antwoord: Antwoord | None
    eerder: tuple[Antwoord, ...] = ()


@dataclass(frozen=True, slots=True)
class ToestemmingInfo:
    """A stored toestemming with how it stands."""

    id: int
    toestemming: Toestemming
    gevers: tuple[GeverInfo, ...]
    oordeel: Oordeel


@dataclass(frozen=True, slots=True)
class Delen:
    """All that is recorded about sharing for a casus, judged on one day."""

    dag: date
    situatie: Situatie
    vereist: Vereist
    toestemmingen: tuple[ToestemmingInfo, ...]


def judged(
    values: Iterable[tuple[int, Toestemming]], situatie: Situatie, names: Mapping[int, str], dag: date, voorsignaal: int
) -> Delen:
    """How toestemmingen (with their ids) stand on a day.

    Args:
        values: what is recorded.
        situatie: whom it is about.
        names: of gezinsleden, also of those without gezag on that day.
        dag: the day to judge.
        voorsignaal: as `oordeel`.
    """
    need = vereist(situatie, dag)
    infos = (
        ToestemmingInfo(i, value, _givers(value, situatie, need, names), oordeel(value, situatie, dag, voorsignaal))
        for i, value in values
    )
    return Delen(dag, situatie, need, tuple(infos))


class Toestemmingen:
    """Toestemming per ontvanger and doel. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def van_casus(self, casus_id: int, dag: date | None = None) -> Delen:
        """What is recorded about sharing for a casus, as it stands on a day (today when not given).

        Raises:
            UserError: the casus is gone.
        """
        self._context.actor.require(Right.CASUS_READ)
        day = dag or self._context.vandaag()
        with self._context.read() as session:
            situatie = q.situation_of(session, self._casus(session, casus_id))
            voorsignaal = self._warning_days(session)
            rows = q.toestemmingen_of(session, casus_id)
            names = q.names_of_gevers(
                session, {g.gezinslid_id for row in rows for g in row.gevers if g.gezinslid_id is not None}
            )
            return judged(((row.id, self._value(row)) for row in rows), situatie, names, day, voorsignaal)

    def mag_delen(self, casus_id: int, ontvanger: str, doel: str, datum: date) -> Oordeel:
        """Whether this may be shared with this ontvanger for this doel on a day, and why (the Grondslagkompas).

        Raises:
            UserError: the casus is gone.
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            situatie = q.situation_of(session, self._casus(session, casus_id))
            values = [self._value(row) for row in q.toestemmingen_of(session, casus_id)]
            return kompas(values, situatie, ontvanger, doel, datum, self._warning_days(session))

    def verlopend(self, vandaag: date) -> tuple[Verlopend, ...]:
        """Toestemmingen of open casussen that stop soon: their term ends, or the jeugdige becomes 12 or 16.

        "Soon" is the setting "toestemming.voorsignaal-dagen", in kalenderdagen. The one that stops first comes first.
        """
        self._context.actor.require(Right.CASUS_READ)
        found = []
        with self._context.read() as session:
            days = self._warning_days(session)
            stretch = (vandaag, vandaag + timedelta(days))
            rows = q.of_open_casussen(session, stretch, near_borders(vandaag, days))
            known = q.situations_of(session, [casus for _row, casus in rows])
            for row, casus in rows:
                verdict = oordeel(self._value(row), known[casus.id], vandaag, days)
                last = verdict.laatste_dag
                if verdict.mag and last is not None and (last - vandaag).days <= days:
                    found.append(Verlopend(row.id, casus.id, casus.nummer, row.ontvanger, last, verdict.reden))
        return tuple(sorted(found, key=lambda v: (v.laatste_dag, v.nummer)))

    def casus_of(self, toestemming_id: int) -> int:
        """The id of the casus a toestemming belongs to.

        Raises:
            UserError: it is gone.
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return self._get(session, toestemming_id).casus_id

    def eerder_gebruikt(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ontvangers and doelen that were typed before, to choose from while typing."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return q.used_before(session, ToestemmingRow.ontvanger), q.used_before(session, ToestemmingRow.doel)

    # -- acts ----------------------------------------------------------------------------------------------------

    def add(self, casus_id: int, nieuw: NieuweToestemming) -> int:
        """Record with whom something is to be shared, for what and on what ground; returns the id.

        Raises:
            FieldError: what `checked_toestemming` refuses, a ground outside the list, or a toestemming for the same
                ontvanger and doel that runs at the same time.
            UserError: the casus is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        checked_code(self._context.lists, LIJST, nieuw.grond, "grond")
        act = "toestemming gevraagd" if nieuw.grond == GROND_TOESTEMMING else "grond om te delen vastgelegd"
        with self._context.write(act) as session:
            casus = self._casus(session, casus_id)
            checked = checked_toestemming(nieuw, casus.kader)
            self._check_single(session, casus_id, checked, None)
            row = ToestemmingRow(casus_id=casus_id)
            _fill(row, checked)
            session.add(row)
            session.flush()
            return row.id

    def change(self, toestemming_id: int, nieuw: NieuweToestemming) -> None:
        """Change a toestemming as a whole.

        Raises:
            FieldError: as `add`; or another ontvanger, doel or ground while people have answered for the one it is.
            UserError: it is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        checked_code(self._context.lists, LIJST, nieuw.grond, "grond")
        with self._context.write("toestemming gewijzigd") as session:
            row = self._get(session, toestemming_id)
            checked = checked_toestemming(nieuw, self._casus(session, row.casus_id).kader)
            for field in ("ontvanger", "doel", "grond"):
                if row.gevers and getattr(row, field) != getattr(checked, field):
                    raise FieldError(
                        field, "Wie al antwoordde, antwoordde voor wat hier stond.", "Leg een nieuwe toestemming vast."
                    )
            self._check_single(session, row.casus_id, checked, row.id)
            _fill(row, checked)

    def remove(self, toestemming_id: int) -> None:
        """Take away a toestemming on which nobody answered; with answers it stays, as proof.

        Raises:
            UserError: people answered, or it is gone already.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("toestemming weggehaald") as session:
            row = self._get(session, toestemming_id)
            if row.gevers:
                raise UserError(
                    "Op deze toestemming is al geantwoord; zij blijft staan als bewijs.",
                    "Trek haar in, of haal eerst een antwoord weg dat niet klopt.",
                )
            session.delete(row)

    def antwoord(self, toestemming_id: int, gever_id: int | None, antwoord: str, datum: date | None) -> None:
        """Record what one person answered: ``ja``, ``nee``, or empty to take away an answer that is wrong.

        Raises:
            FieldError: someone who cannot answer here, an impossible day, or an answer that is older than what is
                known.
            UserError: the toestemming is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("antwoord over toestemming vastgelegd") as session:
            row = self._get(session, toestemming_id)
            known = self._known(session, row, gever_id)
            if not antwoord:
                q.keep_answer(row, gever_id, None)
                return
            day = check_day(datum, self._context.vandaag(), self._born(session, row))
            q.keep_answer(row, gever_id, answered(known, gever_id, antwoord, day))

    def intrekken(self, toestemming_id: int, gever_id: int | None, datum: date | None, reden: str = "") -> None:
        """Record that someone takes a ja back; from that day on nothing may be shared, and nothing is erased.

        Raises:
            FieldError: there is no ja to take back, or an impossible day.
            UserError: the toestemming is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("toestemming ingetrokken") as session:
            row = self._get(session, toestemming_id)
            day = check_day(datum, self._context.vandaag(), self._born(session, row))
            q.keep_answer(row, gever_id, withdrawn(self._known(session, row, gever_id), day, reden))

    def raakt(self, toestemming_id: int) -> tuple[str, ...]:
        """What it touches when this toestemming is withdrawn, as Dutch sentences; empty when nothing is known.

        What was sent stays sent: someone has to ask for it back. What is still to come must be changed by hand.

        Raises:
            UserError: the toestemming is gone.
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            row = self._get(session, toestemming_id)
            return tuple(_touched(session, row.casus_id, row.ontvanger, self._context.vandaag()))

    def zelf_oordelen(self, casus_id: int, op: date | None, door: str = "", tot: date | None = None) -> None:
        """Record that the jeugdige of a casus cannot judge the own interests; no day at all takes it back.

        Args:
            casus_id: the casus.
            op: the day on which it was established.
            door: who established it.
            tot: the last day on which it holds; None while it lasts.

        Raises:
            FieldError: what `checked_onbekwaam` refuses.
            UserError: the casus is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("zelf kunnen oordelen vastgelegd") as session:
            child = self._casus(session, casus_id).jeugdige
            found = checked_onbekwaam(op, door, tot, self._context.vandaag())
            child.wilsonbekwaam_op = found.op if found is not None else None
            child.wilsonbekwaam_door = found.door if found is not None else ""
            child.wilsonbekwaam_tot = found.tot if found is not None else None

    # -- shared steps --------------------------------------------------------------------------------------------

    def _casus(self, session: DbSession, casus_id: int) -> CasusRow:
        casus = session.get(CasusRow, casus_id)
        if casus is None:
            raise casus_gone()
        return casus

    def _get(self, session: DbSession, toestemming_id: int) -> ToestemmingRow:
        row = session.get(ToestemmingRow, toestemming_id)
        if row is None:
            raise UserError("Deze toestemming bestaat niet meer.", "Open de casus opnieuw om te zien wat er nu staat.")
        return row

    def _born(self, session: DbSession, row: ToestemmingRow) -> date | None:
        return self._casus(session, row.casus_id).jeugdige.geboortedatum

    def _known(self, session: DbSession, row: ToestemmingRow, gever_id: int | None) -> Antwoord | None:
        """What this person answered so far.

        Raises:
            FieldError: the record asks no answers, or this person neither has gezag nor answered before.
        """
        if row.grond != GROND_TOESTEMMING:
            raise FieldError("gever", "Hier is op een andere grond gedeeld; er is geen antwoord nodig.")
        found = q.last_answer(row, gever_id)
        people = q.situation_of(session, self._casus(session, row.casus_id)).mensen
        if found is None and gever_id not in {g.id for g in people}:
            raise FieldError("gever", "Deze persoon heeft geen gezag over de jeugdige.", "Leg gezag vast bij Gezin.")
        return q.to_antwoord(found) if found is not None else None

    def _value(self, row: ToestemmingRow) -> Toestemming:
        return q.to_toestemming(row, self._context.lists[LIJST].label(row.grond))

    def _warning_days(self, session: DbSession) -> int:
        return int(str(setting_value(session, VOORSIGNAAL_SETTING)))

    def _check_single(self, session: DbSession, casus_id: int, nieuw: NieuweToestemming, own_id: int | None) -> None:
        """Refuse a second question to the same people at the same time: a nee there could hide behind a ja here."""
        if nieuw.grond != GROND_TOESTEMMING:
            return
        for row in q.toestemmingen_of(session, casus_id):
            same = (fold(row.ontvanger), fold(row.doel)) == (fold(nieuw.ontvanger), fold(nieuw.doel))
            together = row.vanaf <= (nieuw.tot or date.max) and nieuw.vanaf <= (row.tot or date.max)
            if row.id != own_id and row.grond == GROND_TOESTEMMING and same and together:
                raise FieldError(
                    "ontvanger",
                    "Voor deze ontvanger en dit doel is er in deze tijd al een toestemming.",
                    "Leg het antwoord daar vast, of laat die eerst aflopen.",
                )


def _fill(row: ToestemmingRow, nieuw: NieuweToestemming) -> None:
    row.ontvanger, row.doel, row.grond = nieuw.ontvanger, nieuw.doel, nieuw.grond
    row.afweging, row.vanaf, row.tot = nieuw.afweging, nieuw.vanaf, nieuw.tot


def _givers(value: Toestemming, situatie: Situatie, need: Vereist, names: Mapping[int, str]) -> tuple[GeverInfo, ...]:
    """Who must answer first, then the others who could or did."""
    if value.grond != GROND_TOESTEMMING:
        return ()
    said: dict[int | None, list[Antwoord]] = {}
    for each in value.antwoorden:
        said.setdefault(each.gever_id, []).insert(0, each)
    people = [*need.gevers, *(g for g in situatie.mensen if g not in need.gevers and g.id in said)]
    known = {g.id for g in people}
    people += [Gever(i, names.get(i, "")) for i in said if i is not None and i not in known]
    return tuple(
        GeverInfo(g, g in need.gevers, next(iter(said.get(g.id, ())), None), tuple(said.get(g.id, ())[1:]))
        for g in people
    )


def _touched(session: DbSession, casus_id: int, ontvanger: str, vandaag: date) -> Iterator[str]:
    for day, soort, naam in gedeeld.sent_about(session, casus_id):
        if same_party(ontvanger, naam):
            yield f"Op {day:%d-%m-%Y} is een {soort} gestuurd aan {naam}. Vraag om het te wissen of terug te sturen."
    for nummer, day, who in gedeeld.expected_with(session, casus_id, vandaag):
        if same_party(ontvanger, who):
            yield f"{who} wordt verwacht bij {nummer} op {day:%d-%m-%Y}, waar deze casus op de agenda staat."
    for who, what in gedeeld.open_with(session, casus_id):
        if same_party(ontvanger, who):
            yield f"Bij {who} ligt nog een actie: {what}"
    if same_party(ontvanger, "BOEG"):
        for day in gedeeld.brought_to_boeg(session, casus_id):
            yield f"De casus is op {day:%d-%m-%Y} ingebracht bij BOEG."
