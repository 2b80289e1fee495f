"""Use cases on klokken: their versions, the days an organisation is closed, and every klok of one casus or VTB."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from expertteam_app.db.queries import klokken as q
from expertteam_app.db.queries.metingen import casus_logs, vtb_mijlpalen
from expertteam_app.db.tables import SluitingsdagRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.kalender import Kalender, Profiel
from expertteam_app.domain.klok import MEEGELEVERD, Klok, checked_klok
from expertteam_app.domain.klokloop import KlokStand
from expertteam_app.domain.uurwerk import Sluiting, Uurwerk, checked_closing, office_calendar
from expertteam_app.services.casussen import casus_gone
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.kloklopen import (
    casus_runs,
    casus_time,
    load_uurwerk,
    placement_runs,
    standing,
    standings,
    vtb_runs,
)
from expertteam_app.services.klokmeter import AndersZaak, KlokTelling, Progress, Voorbeeld, all_runs, chunks, klok_meter
from expertteam_app.services.vtbs import vtb_gone

_CODE = re.compile(r"[A-Z][A-Z0-9]{0,9}")


@dataclass(frozen=True, slots=True)
class KlokInfo:
    """A klok as it holds today, and all its versions, newest first."""

    klok: Klok
    versies: tuple[Klok, ...]


class Klokken:
    """What a user does with klokken. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def alle(self) -> tuple[KlokInfo, ...]:
        """Every klok as it holds today, with its versions; also those that are reference only."""
        self._context.actor.require(Right.SETTINGS_READ)
        with self._context.read() as session:
            werk = load_uurwerk(session)
        today = self._context.vandaag()
        return tuple(
            KlokInfo(werk.klok(code, today), tuple(sorted(versies, key=lambda k: k.geldig_vanaf, reverse=True)))
            for code, versies in werk.versies.items()
        )

    def publiceer(self, klok: Klok) -> None:
        """Publish a new version of a klok, or a first version of a new one; what was published stays as it is.

        Intervals that start on `geldig_vanaf` or later keep this version.

        Raises:
            FieldError: a field does not fit, or there is a version from that day already.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        with self._context.write("klok gepubliceerd") as session:
            q.add_klok(session, self._checked(load_uurwerk(session), klok))

    def voorbeeld(self, klok: Klok, progress: Progress | None = None) -> Voorbeeld:
        """What would come out differently if this version were published; writes nothing.

        Works in chunks and may run beside the window; `Store.interrupt` stops it.

        Raises:
            FieldError: the version could not be published.
            Cancelled: the user stopped it.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        today, anders, gemeten, geraakt = self._context.vandaag(), [], 0, 0
        with self._context.read() as session:
            before = load_uurwerk(session)
            new = self._checked(before, klok)
            after = before.with_version(new)
            was, wordt = klok_meter(before, new.code, today), klok_meter(after, new.code, today)
            for run in all_runs(session, new, progress):
                gemeten += 1
                if after.klok(new.code, run.loop.begin) != new:
                    continue
                geraakt += 1
                old, now = was.within(run), wordt.within(run)
                if old != now:
                    anders.append(AndersZaak(run.casus_id, run.vtb_id, run.nummer, run.loop.begin, old, now))
        return Voorbeeld(gemeten, geraakt, tuple(anders))

    def herbereken(self, progress: Progress | None = None) -> tuple[KlokTelling, ...]:
        """Compute every klok of the whole kluis anew and count how they stand, in order of `alle`.

        Works in chunks and may run beside the window; `Store.interrupt` stops it.

        Raises:
            Cancelled: the user stopped it.
        """
        self._context.actor.require(Right.FIGURES_READ)
        today = self._context.vandaag()
        with self._context.read() as session:
            werk = load_uurwerk(session)
            meters = [klok_meter(werk, k.code, today) for k in werk.klokken(today) if k.meetbaar]
            for tijden in chunks(session, progress):
                for meter in meters:
                    if meter.klok.van_casus:
                        meter.count(casus_runs(meter.klok, tijden))
            vtbs, plaatsingen = vtb_mijlpalen(session), q.placements(session)
            for meter in meters:
                if meter.klok.van_vtb:
                    meter.count(vtb_runs(meter.klok, vtbs))
                elif meter.klok.van_plaatsing:
                    meter.count(placement_runs(meter.klok, plaatsingen))
        return tuple(meter.result() for meter in meters)

    def van_casus(self, casus_id: int) -> tuple[KlokStand, ...]:
        """Every klok that runs or ran for a casus, with its explanation; a klok per step once per stay.

        Raises:
            UserError: the casus is gone.
        """
        self._context.actor.require(Right.CASUS_READ)
        today = self._context.vandaag()
        with self._context.read() as session:
            werk = load_uurwerk(session)
            found = list(casus_logs(session, q.casussen_between(casus_id, casus_id)))
            plaatsingen = q.placements(session, casus_id)
        if not found:
            raise casus_gone()
        return standings(werk, casus_time(found[0]), plaatsingen, today)

    def van_vtb(self, vtb_id: int) -> tuple[KlokStand, ...]:
        """Every klok that runs or ran for a VTB, with its explanation; those about a besluit once per kind.

        Raises:
            UserError: the VTB is gone.
        """
        self._context.actor.require(Right.ZITTING_READ)
        today = self._context.vandaag()
        with self._context.read() as session:
            werk = load_uurwerk(session)
            vtbs = vtb_mijlpalen(session, vtb_id)
        if not vtbs:
            raise vtb_gone()
        return tuple(
            standing(werk, klok.code, run, today)
            for klok in werk.klokken(today)
            if klok.van_vtb
            for run in vtb_runs(klok, vtbs)
        )

    def kalender(self, profiel: Profiel = Profiel.KANTOOR) -> Kalender:
        """The calendar of a profile as this kluis knows it, with the closing days of the own office (DOMEIN 5)."""
        self._context.actor.require(Right.SETTINGS_READ)
        with self._context.read() as session:
            return replace(office_calendar(q.closings(session)), profiel=profiel)

    def sluitingsdagen(self) -> tuple[Sluiting, ...]:
        """The closing days of every organisation, by day."""
        self._context.actor.require(Right.SETTINGS_READ)
        with self._context.read() as session:
            return tuple(q.closings(session))

    def add_sluitingsdagen(
        self, organisatie: str, van: date, tot: date, naam: str, *, wettelijk: bool = False, bron: str = ""
    ) -> int:
        """Close an organisation (empty: the own office) for some days, both ends included; returns the id.

        Args:
            organisatie: which one; it says nothing for a free day by law.
            van: first day.
            tot: last day.
            naam: why, as explanations of a date name it.
            wettelijk: free for everyone by koninklijk besluit (Atw 3(3)).
            bron: the besluit; needed for a free day by law.

        Raises:
            FieldError: the end lies before the start, it lasts longer than a year, or it lacks a name or
                (where needed) its bron.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        checked_closing(van, tot, naam, wettelijk=wettelijk, bron=bron)
        with self._context.write("sluitingsdagen toegevoegd") as session:
            row = SluitingsdagRow(
                organisatie="" if wettelijk else organisatie.strip(),
                van=van,
                tot=tot,
                naam=naam.strip(),
                wettelijk=wettelijk,
                bron=bron.strip(),
            )
            session.add(row)
            session.flush()
            return row.id

    def change_sluitingsdagen(
        self,
        sluiting_id: int,
        organisatie: str,
        van: date,
        tot: date,
        naam: str,
        *,
        wettelijk: bool = False,
        bron: str = "",
    ) -> None:
        """Change closing days as a whole; the values are those of `add_sluitingsdagen`.

        Raises:
            FieldError: as `add_sluitingsdagen`.
            UserError: they are gone.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        checked_closing(van, tot, naam, wettelijk=wettelijk, bron=bron)
        with self._context.write("sluitingsdagen gewijzigd") as session:
            row = session.get(SluitingsdagRow, sluiting_id)
            if row is None:
                raise UserError("Deze sluitingsdagen bestaan niet meer.", "Ververs de lijst.")
            row.organisatie = "" if wettelijk else organisatie.strip()
            row.van, row.tot, row.naam = van, tot, naam.strip()
            row.wettelijk, row.bron = wettelijk, bron.strip()

    def remove_sluitingsdag(self, sluiting_id: int) -> None:
        """Take closing days out again.

        Raises:
            UserError: they are gone.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        with self._context.write("sluitingsdagen weggehaald") as session:
            row = session.get(SluitingsdagRow, sluiting_id)
            if row is None:
                raise UserError("Deze sluitingsdagen bestaan niet meer.", "Ververs de lijst.")
            session.delete(row)

    def _checked(self, werk: Uurwerk, klok: Klok) -> Klok:
        """The klok, cleaned, when it can be published beside what is there."""
        clean = replace(
            klok,
            code=klok.code.strip().upper(),
            naam=klok.naam.strip(),
            bron=klok.bron.strip(),
            artikel=klok.artikel.strip(),
            organisatie=klok.organisatie.strip(),
            pauzeredenen=None
            if klok.pauzeredenen is None
            else tuple(r.strip() for r in klok.pauzeredenen if r.strip()),
        )
        checked_klok(clean)
        if clean.geldig_vanaf <= MEEGELEVERD:
            raise FieldError("geldig_vanaf", "Kies de dag vanaf wanneer deze norm geldt.")
        if clean.besluit:
            checked_code(self._context.lists, "jbt_besluiten", clean.besluit, "besluit")
        versies = werk.versies.get(clean.code, ())
        if not versies and not _CODE.fullmatch(clean.code):
            raise FieldError("code", "Een code is een hoofdletter met letters of cijfers.", "Bijvoorbeeld R1.")
        for held in versies:
            if held.geldig_vanaf == clean.geldig_vanaf:
                raise FieldError(
                    "geldig_vanaf",
                    f"Van klok {clean.code} bestaat al een versie vanaf {clean.geldig_vanaf:%d-%m-%Y}.",
                    "Kies een andere dag; wat gepubliceerd is, verandert niet meer.",
                )
            if (held.van, held.tot, held.achteruit, held.besluit) != (
                clean.van,
                clean.tot,
                clean.achteruit,
                clean.besluit,
            ):
                raise FieldError(
                    "van", f"Klok {clean.code} houdt haar begin en einde.", "Maak een nieuwe klok met een eigen code."
                )
        return clean
