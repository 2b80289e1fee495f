"""Use case of the reflection report for BOEG: frozen, written, offered, released by a second person, and kept.

Figures are frozen first, so that what is read is what leaves. Who froze or offered a report cannot release it. What is
released goes into the register of uitgaven; without that register, or with a broken one, nothing leaves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from expertteam_app.analysis.disclosure.audit import Bereik, audit
from expertteam_app.analysis.disclosure.cellen import Sleutel, key_of
from expertteam_app.analysis.disclosure.protect import Bescherming
from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.analysis.disclosure.uitleg import Opbrengst, Uitleg, explain, what_if
from expertteam_app.analysis.disclosure.veilig import as_read
from expertteam_app.db.queries import uitgaven as uq
from expertteam_app.db.queries.instellingen import get_setting, set_setting
from expertteam_app.db.queries.namen import all_names
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import RapportRow, UitgaveRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.cel import neutral
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.tekstcontrole import name_words
from expertteam_app.domain.uitgave import CONTROLE, Handeling, Soort, Stand
from expertteam_app.exchange.datapakket import datapakket
from expertteam_app.services import rapport_bouw as bouw
from expertteam_app.services.context import Context
from expertteam_app.services.doorlooptijd_klassen import median_classes
from expertteam_app.services.doorlooptijden import Doorlooptijden
from expertteam_app.services.monitoren import Monitoren
from expertteam_app.services.rapport_bestanden import report_files
from expertteam_app.services.tekstscan import Scanner, printed_numbers
from expertteam_app.services.werkbank import all_confirmed, mark_released, offer_typecasussen

VELDEN = ("duiding", "werkte", "lessen", "vragen")
KORT = 3
"""Fewest characters of who gets a report and why."""

Stop = Callable[[], bool]


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class BoegVelden:
    """What the chair writes; the rest of the report follows from the kluis."""

    duiding: str = ""
    lessen: str = ""
    vragen: str = ""
    werkte: str = ""


@dataclass(frozen=True)
class BoegRapport:
    """The report as it leaves: file name to bytes, and the protected tables for the screen.

    Attributes:
        concept: it was not released; every page says so.
    """

    periode: Periode
    bestanden: dict[str, bytes]
    tabellen: ProtectedReport
    concept: bool = True


@dataclass(frozen=True, slots=True)
class RapportStand:
    """How far the report of a period is, and who did what.

    Attributes:
        bevroren: (day, who) of the figures; None when they are not frozen.
        aangeboden: (day, who) of the offer.
        herhaald: the figures are those of an earlier release of this period.
    """

    stand: Stand
    bevroren: tuple[date, str] | None = None
    aangeboden: tuple[date, str] | None = None
    ontvangers: str = ""
    doel: str = ""
    opmerking: str = ""
    meetmoment_id: int | None = None
    herhaald: bool = False
    uitgave_id: int | None = None


class Rapporten:
    """Reports that leave the kluis. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- texts -----------------------------------------------------------------------------------------------------

    def texts(self, periode: Periode) -> BoegVelden:
        """What the chair wrote for a period so far."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            stored = get_setting(session, f"boeg.tekst.{periode.code}") or {}
        return BoegVelden(**{k: str(stored.get(k, "")) for k in VELDEN})

    def set_texts(self, periode: Periode, velden: BoegVelden) -> None:
        """Keep what the chair wrote for a period.

        Raises:
            UserError: the report lies with the second reader, or has left.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        if velden == self.texts(periode):
            return
        stand = self.stand(periode).stand
        if stand in (Stand.AANGEBODEN, Stand.VRIJGEGEVEN):
            raise UserError(
                f"De teksten liggen vast: dit rapport is {stand.woorden}.",
                "Laat de tweede lezer het teruggeven." if stand is Stand.AANGEBODEN else "Trek het rapport eerst in.",
            )
        values = {name: getattr(velden, name) for name in VELDEN}
        with self._context.write("tekst voor BOEG gewijzigd") as session:
            set_setting(session, f"boeg.tekst.{periode.code}", values)

    def scanner(self, periode: Periode, report: ProtectedReport | None) -> Scanner:
        """What the texts of a report are held against: names, common words, and the numbers that it prints.

        Who may not read casussen gets no names.
        """
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            reads = self._context.actor.can(Right.CASUS_READ)
            names = name_words(all_names(session)) if reads else frozenset()
            row = uq.rapport_row(session, periode.code)
            kept = None if row is None else bouw.unpack(row.inhoud)
        if report is None:
            return Scanner(self._context.lists, names)
        times = self._times(periode) if kept is None else kept["doorlooptijden"]
        return Scanner(self._context.lists, names, printed_numbers(report, times))

    # -- figures ---------------------------------------------------------------------------------------------------

    def stand(self, periode: Periode) -> RapportStand:
        """How far the report of a period is."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            row = uq.rapport_row(session, periode.code)
            earlier = bool(uq.releases(session, Soort.BOEG, (periode.code,)))
        if row is None:
            return RapportStand(Stand.OPEN, herhaald=earlier)
        offered = None if row.aangeboden_op is None else (row.aangeboden_op, row.aangeboden_door)
        return RapportStand(
            Stand(row.stand),
            (row.bevroren_op, row.bevroren_door),
            offered,
            row.ontvangers,
            row.doel,
            row.opmerking,
            row.meetmoment_id,
            earlier,
            row.uitgave_id,
        )

    def preview(self, periode: Periode, stop: Stop = _never) -> ProtectedReport:
        """The protected tables of a period: exactly what would be printed, nothing more.

        Raises:
            UserError: nothing safe can be printed.
            Cancelled: `stop` said so.
        """
        self._context.actor.require(Right.FIGURES_READ)
        return self._bescherming(periode, stop).report

    def uitleg(self, periode: Periode, tabel: str, dims: tuple[str, ...], stop: Stop = _never) -> tuple[Uitleg, Bereik]:
        """Why a cell is hidden, and from what to what a reader can work it out.

        Raises:
            UserError: the cell is not hidden.
        """
        self._context.actor.require(Right.REPORT_RELEASE)
        made = self._bescherming(periode, stop)
        asked = next((t for t in made.spec.tabellen if t.naam == tabel), None)
        key: Sleutel = ("", frozenset()) if asked is None else key_of(asked, dims)
        if key not in made.redenen:
            raise UserError("Dit aantal is niet verborgen.", "Kies een aantal met een punt.")
        plek = as_read(key, neutral)
        found = audit(datapakket(made.report), stop, alleen=frozenset({plek}))
        return explain(made, key), found.per_cel[plek]

    def opbrengst(self, periode: Periode, stop: Stop = _never) -> tuple[Opbrengst, ...]:
        """What printing a dimension in groups would show, for every dimension that has groups; solved anew."""
        self._context.actor.require(Right.REPORT_RELEASE)
        with self._context.read() as session:
            made, found = bouw.safe_or_refused(lambda: bouw.protected(self._context, session, periode, stop))
        spec = made.bescherming.spec
        dims = [
            d
            for d in spec.dimensies
            if spec.groups(d) and any(d in t.dimensies and len(t.dimensies) > 1 for t in spec.tabellen)
        ]
        return tuple(what_if(made.bescherming, found.personen, d) for d in dims)

    def bevries(self, periode: Periode, stop: Stop = _never) -> None:
        """Freeze the figures of a period, with the meetmoment of the monitor beside them.

        A period that was released before keeps the figures it was released with (PRIVACY 3.7 a).

        Raises:
            UserError: the period is not over, the register is broken, or the report lies with the second reader.
            Cancelled: `stop` said so.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        today = self._context.vandaag()
        if periode.tot >= today:
            raise UserError(
                f"Deze periode loopt nog tot en met {periode.tot:%d-%m-%Y}.",
                "Het rapport kan worden gemaakt als zij voorbij is.",
            )
        if self.stand(periode).stand in (Stand.AANGEBODEN, Stand.VRIJGEGEVEN):
            raise UserError("De cijfers van dit rapport liggen al vast.", "Laat het teruggeven of trek het in.")
        with self._context.read() as session:
            uq.check_register(session)
            before = uq.releases(session, Soort.BOEG, (periode.code,))
            if before:
                kept = before[-1].inhoud, before[-1].leden, before[-1].getuigen
            else:
                made, found = bouw.safe_or_refused(lambda: bouw.protected(self._context, session, periode, stop))
                beside = bouw.beside(self._context, session, periode, made.bescherming.report)
                kept = bouw.frozen(made, found, {"doorlooptijden": self._times(periode), **beside})
        moment = Monitoren(self._context).bevries(periode)
        with self._context.write("rapport voor BOEG bevroren") as session:
            row = uq.rapport_row(session, periode.code) or RapportRow(periode=periode.code)
            row.stand, row.bevroren_op, row.bevroren_door = Stand.BEVROREN.value, today, self._context.actor.naam
            row.inhoud, row.leden, row.getuigen = kept
            row.meetmoment_id = moment
            session.add(row)

    # -- four eyes -------------------------------------------------------------------------------------------------

    def bied_aan(self, periode: Periode, ontvangers: str, doel: str) -> None:
        """Lay the report before the second reader.

        Raises:
            UserError: the figures are not frozen, it is not said who gets it and why, or a typecasus does not hold.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        if min(len(ontvangers.strip()), len(doel.strip())) < KORT:
            raise UserError("Er staat nog niet wie dit rapport krijgt en waarvoor.", "Vul beide velden in.")
        with self._context.write("rapport voor BOEG aangeboden") as session:
            row = self._row(session, periode, Stand.BEVROREN, Stand.TERUGGEGEVEN)
            row.stand, row.opmerking = Stand.AANGEBODEN.value, ""
            row.aangeboden_op, row.aangeboden_door = self._context.vandaag(), self._context.actor.naam
            row.ontvangers, row.doel = ontvangers.strip(), doel.strip()
            stories = offer_typecasussen(self._context, session, periode, bouw.thawed(row.inhoud).report)
            more = {**self._written(session, periode), "typecasussen": stories}
            row.inhoud = bouw.pack({**bouw.unpack(row.inhoud), **more})

    def geef_terug(self, periode: Periode, opmerking: str) -> None:
        """Give the report back to its maker with what must change.

        Raises:
            UserError: it does not lie with the second reader, or it is not said why.
        """
        self._context.actor.require(Right.REPORT_RELEASE)
        if not opmerking.strip():
            raise UserError("Er staat nog niet wat er anders moet.", "Schrijf het in één zin op.")
        with self._context.write("rapport voor BOEG teruggegeven") as session:
            row = self._row(session, periode, Stand.AANGEBODEN)
            row.stand, row.opmerking = Stand.TERUGGEGEVEN.value, opmerking.strip()

    def geef_vrij(self, periode: Periode, controle: Mapping[str, bool]) -> int:
        """Release the report: it goes into the register, and its files can be made. Returns the line of the register.

        Raises:
            UserError: this user made or offered it, a point or a typecasus is not confirmed, the register is broken,
                or the attack on the files found something.
        """
        self._context.actor.require(Right.REPORT_RELEASE)
        missing = [zin for naam, zin in CONTROLE.items() if controle.get(naam) is not True]
        if missing:
            raise UserError(f"Nog niet bevestigd: {missing[0]}", "Loop alle punten na.")
        who = self._context.actor.naam
        with self._context.read() as session:
            row = self._row(session, periode, Stand.AANGEBODEN)
            if who in (row.bevroren_door, row.aangeboden_door):
                raise UserError(
                    "Wie het rapport maakt, kan het niet zelf vrijgeven.", "Vraag iemand anders met een eigen account."
                )
            stories = len(bouw.unpack(row.inhoud).get("typecasussen", ()))
            all_confirmed(session, periode, stories)
            files = self._files(session, periode, row, concept=False)
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        with self._context.write("rapport voor BOEG vrijgegeven") as session:
            row = self._row(session, periode, Stand.AANGEBODEN)
            line = UitgaveRow(
                soort=Soort.BOEG.value,
                handeling=Handeling.UITGAVE.value,
                periode=periode.code,
                gedaan_op=self._context.vandaag(),
                gemaakt_door=row.aangeboden_door,
                vrijgegeven_door=who,
                ontvangers=row.ontvangers,
                doel=row.doel,
                reden="",
                inhoud=row.inhoud,
                leden=row.leden,
                getuigen=row.getuigen,
                bestanden=digests,
            )
            row.uitgave_id = uq.append(session, line)
            uq.keep_questions(session, periode.code, self.texts(periode).vragen)
            mark_released(session, periode, stories)
            row.stand = Stand.VRIJGEGEVEN.value
            row.controle = dict.fromkeys(CONTROLE, True)
            return row.uitgave_id

    # -- files -----------------------------------------------------------------------------------------------------

    def boeg(self, periode: Periode) -> BoegRapport:
        """The files of the report: a PDF and the tables as a Frictionless data package.

        What was released gives the same bytes again. What was not is a concept, and says so on every page. The making
        is recorded in the audit log with the SHA-256 of every file.

        Raises:
            UserError: nothing safe can be printed, or the files are not those that were released.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        with self._context.read() as session:
            row = uq.rapport_row(session, periode.code)
            concept = row is None or row.stand != Stand.VRIJGEGEVEN
            files = self._files(session, periode, row, concept=concept)
            line = None if row is None or row.uitgave_id is None else session.get(UitgaveRow, row.uitgave_id)
            digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
            if not concept and line is not None and line.bestanden != digests:
                raise UserError(
                    "Dit rapport is niet meer precies wat is vrijgegeven: het programma of een instelling is anders.",
                    "Gebruik de bestanden van toen, of trek het in en maak het opnieuw.",
                )
        with self._context.write("rapport voor BOEG gemaakt") as session:
            times = (get_setting(session, f"boeg.export.{periode.code}") or {}).get("keer", 0)
            kept = {"keer": int(times) + 1, "concept": concept, "bestanden": digests}
            set_setting(session, f"boeg.export.{periode.code}", kept)
        report = self._bescherming(periode).report
        return BoegRapport(periode, files, report, concept)

    def _files(
        self, session: DbSession, periode: Periode, row: RapportRow | None, *, concept: bool
    ) -> dict[str, bytes]:
        """The files, attacked once more as they are written."""
        if row is None:
            made, _found = bouw.safe_or_refused(lambda: bouw.protected(self._context, session, periode))
            report = made.bescherming.report
            content = {**bouw.beside(self._context, session, periode, report), "doorlooptijden": self._times(periode)}
        else:
            content, report = bouw.unpack(row.inhoud), bouw.thawed(row.inhoud).report
        if row is None or row.stand not in (Stand.AANGEBODEN, Stand.VRIJGEGEVEN):
            content = {**content, **self._written(session, periode), "typecasussen": []}
        return report_files(self._context, session, periode, report, content, concept=concept)

    def _written(self, session: DbSession, periode: Periode) -> dict[str, object]:
        """What people wrote so far, as it is kept with the report."""
        velden = self.texts(periode)
        return {
            "teksten": {name: getattr(velden, name) for name in VELDEN},
            "eerdere_vragen": [[v.periode, v.vraag, v.afloop] for v in uq.earlier_questions(session, periode)],
        }

    def _times(self, periode: Periode) -> list[list[str | None]]:
        """The classes of the doorlooptijden as they are kept: what, median, norm."""
        return [
            [t.omschrijving, t.mediaan, t.norm] for t in median_classes(Doorlooptijden(self._context).table(periode))
        ]

    def _bescherming(self, periode: Periode, stop: Stop = _never) -> Bescherming:
        with self._context.read() as session:
            row = uq.rapport_row(session, periode.code)
            if row is not None:
                return bouw.thawed(row.inhoud)
            return bouw.safe_or_refused(lambda: bouw.protected(self._context, session, periode, stop))[0].bescherming

    def _row(self, session: DbSession, periode: Periode, *standen: Stand) -> RapportRow:
        row = uq.rapport_row(session, periode.code)
        now = Stand.OPEN if row is None else Stand(row.stand)
        if row is None or now not in standen:
            raise UserError(f"Dat kan nu niet: het rapport is {now.woorden}.", "Kijk welke stap aan de beurt is.")
        return row
