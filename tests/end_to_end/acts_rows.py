"""Acts that write rows in an open kluis, for the kill tests."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import func, select

from expertteam_app.db.audit import AuditRow
from expertteam_app.db.tables import CasusRow, GezinRow, JeugdigeRow
from expertteam_app.db.undo import WORDS
from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.bewaren import Dossiersoort, Grond, Stand
from expertteam_app.domain.dossier import CasusFilter, NieuweCasus
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG, open_sessie
from tests.end_to_end.killing import Act, Tell

ALL = CasusFilter(status="alle")
FIRST_STEP = 5
"""Of the ladder, where a casus that is added begins."""


def one_more(told: int, found: int) -> bool:
    """Whether what was told is there; the last one may be committed and not yet told."""
    return found in (told, told + 1)


def chosen(*what: object) -> str:
    """A name that resembles no other, or the rows would be taken for doubles: always the same for the same question."""
    digits = hashlib.sha256(repr(what).encode()).digest()[:9]
    return "".join("bdfghjklmnprstvwz"[d % 17] + "aeiou"[d // 17 % 5] for d in digits).capitalize()


class Veld(Act):
    """A field of a casus, and a draft beside it."""

    def work(self, tell: Tell) -> None:
        s = self.opened()
        casus = s.casussen.find(ALL)[0]
        s.casussen.change(casus, "vraag", "0")
        s.concepten.keep("proef", 0)
        tell("begint")
        for n in range(1, 10**6):
            s.concepten.keep("proef", n)
            tell(n)
            s.casussen.change(casus, "vraag", f"{n} " + "Wat helpt? " * (n % 50))
            tell(n)

    def look(self, told: list[int]) -> None:
        s = self.opened()
        fields, drafts = len(told) // 2, (len(told) + 1) // 2
        assert one_more(fields, int(s.casussen.dossier(s.casussen.find(ALL)[0]).vraag.split()[0]))
        assert one_more(drafts, int(str(s.concepten.all()["proef"][0])))
        self.whole(s)
        s.kluis.close()


class Casus(Act):
    """A casus with its child and its first events."""

    def work(self, tell: Tell) -> None:
        s = self.opened()
        tell("begint")
        for n in range(10**6):
            day = date(2026, 1, 5) + timedelta(days=n % 90)
            tell(s.casussen.add(NieuweCasus(f"Kind{self.number}", f"Fictief{n}", "0200", day)))

    def look(self, told: list[int]) -> None:
        s = self.opened()
        dossiers = [s.casussen.dossier(casus) for casus in s.casussen.find(ALL)]
        mine = [
            d.id for d in dossiers if d.jeugdige.naam.startswith(f"Kind{self.number} ") and d.stand.stap == FIRST_STEP
        ]
        assert sorted(mine)[: len(told)] == told
        assert one_more(len(told), len(mine))
        self.whole(s)
        s.kluis.close()


class Rijen(Act):
    """Several rows of two tables in one transaction."""

    def work(self, tell: Tell) -> None:
        s = self.opened()
        tell("begint")
        for n in range(10**6):
            with s.context.write("gezin gemaakt") as session:
                for _ in range(n % 5 + 1):
                    kind = JeugdigeRow(voornaam="Fictief", achternaam="K", naam_sleutel="k", gemeente="0200")
                    session.add(GezinRow(naam=f"{self.number}-{n}", kinderen=[kind]))
                    session.flush()
            tell(n)

    def look(self, told: list[int]) -> None:
        s = self.opened()
        with s.context.read() as session:
            sizes = Counter(session.scalars(select(GezinRow.naam).where(GezinRow.naam.startswith(f"{self.number}-"))))
            children = session.scalar(
                select(func.count()).select_from(JeugdigeRow).where(JeugdigeRow.achternaam == "K")
            )
            families = session.scalar(select(func.count()).select_from(GezinRow).where(GezinRow.naam.contains("-")))
        assert one_more(len(told), len(sizes))
        assert sizes == {f"{self.number}-{n}": n % 5 + 1 for n in range(len(sizes))}, "no half transaction"
        assert children == families
        self.whole(s)
        s.kluis.close()


class Tafel(Act):
    """Lines at the table, some of which are an actie at once, and the item done and taken up again."""

    zitting = punt = 0

    def make_ready(self) -> None:
        s = self.opened()
        self.zitting = s.zittingen.plan(ZittingSoort.RET, VANDAAG)
        self.punt = s.agendapunten.add_onderwerp(self.zitting, "Stroomuitval (fictief)")
        s.kluis.close()

    def work(self, tell: Tell) -> None:
        s = self.opened()
        tell("begint")
        for n in range(10**6):
            s.tafelregels.add(self.punt, f"{'a' if n % 3 == 0 else 'i'} regel {n}")
            tell("regel")
            (s.agendapunten.heropenen if n % 2 else s.agendapunten.afronden)(self.punt)
            tell("punt")

    def look(self, told: list[str]) -> None:
        s = self.opened()
        lines = s.tafelregels.of_punt(self.punt)
        assert one_more(told.count("regel"), len(lines))
        assert [r.tekst for r in lines] == [f"regel {n}" for n in range(len(lines))]
        (punt,) = s.zittingen.dossier(self.zitting).punten
        assert len(punt.acties) == len(range(0, len(lines), 3)), "a line without the actie it is"
        self.whole(s)
        s.kluis.close()


class Bijlage(Act):
    """A file of 200,000 bytes that is kept in the kluis."""

    def content(self, n: int) -> bytes:
        return (f"Ronde {self.number}, bijlage {n} (fictief). " * 5000).encode()[:200_000]

    def work(self, tell: Tell) -> None:
        s = self.opened()
        casus = s.casussen.find(ALL)[0]
        tell("begint")
        for n in range(10**6):
            tell(s.bijlagen.add(casus, f"brief {self.number} {n}.txt", self.content(n)))

    def look(self, told: list[int]) -> None:
        s = self.opened()
        kept = sorted(
            b.id for b in s.bijlagen.of(s.casussen.find(ALL)[0]) if b.naam.startswith(f"brief {self.number} ")
        )
        assert kept[: len(told)] == told
        assert one_more(len(told), len(kept))
        assert all(s.bijlagen.content(b) == self.content(n) for n, b in enumerate(kept))
        self.whole(s)
        s.kluis.close()


class Inlezen(Act):
    """A list that is read in, and every second one taken out again."""

    seconds = 0.6
    rows = 12

    def __init__(self, place: Path, source: Path) -> None:
        super().__init__(place, source)
        s = self.opened()
        self.before = len(s.casussen.find(ALL))
        s.kluis.close()

    def list_of(self, n: int) -> bytes:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";")
        writer.writerow(("nr", "naam jeugdige", "geb. datum", "gemeente", "datum aanmelding", "stap nu", "opmerkingen"))
        for i in range(self.rows):
            name = f"{chosen('voornaam', self.number, n, i)} {chosen('achternaam', self.number, n)}"
            born = date(2009, 1, 1) + timedelta(days=(self.number * 61 + n * 137 + i * 17) % 5000)
            writer.writerow((i, name, f"{born:%d-%m-%Y}", "Epe", f"{1 + i}-2-2026", "RET", "verzonnen"))
        return out.getvalue().encode()

    def work(self, tell: Tell) -> None:
        s = self.opened()
        tell("begint")
        for n in range(10**6):
            made = s.inlezen.neem_over(s.inlezen.proef("RET", self.list_of(n), "lijst.csv"))
            tell("in")
            if n % 2:
                s.inlezen.ongedaan(made.id)
                tell("uit")

    def look(self, told: list[str]) -> None:
        s = self.opened()
        live = [p for p in s.inlezen.partijen() if not p.ongedaan]
        names = Counter(s.casussen.dossier(c).jeugdige.naam.split()[-1] for c in s.casussen.find(ALL))
        assert sum(p.aantal for p in live) == names.total() - self.before
        states, n = [set[int]()], 0
        while len(states) < len(told) + 2:
            states.append(states[-1] | {n})
            if n % 2:
                states.append(states[-1] - {n})
            n += 1
        found = {i: size for i in range(n) if (size := names[chosen("achternaam", self.number, i)])}
        assert set(found.values()) <= {self.rows}, "a list is in whole or not at all"
        assert set(found) in states[len(told) : len(told) + 2]
        self.whole(s)
        s.kluis.close()


def turned(s: Sessie) -> int:
    """How often an act was undone or done again, as the log has it."""
    with s.context.read() as session:
        acts = select(func.count(func.distinct(AuditRow.groep))).where(AuditRow.handeling.startswith(WORDS[False]))
        again = select(func.count(func.distinct(AuditRow.groep))).where(AuditRow.handeling.startswith(WORDS[True]))
        return (session.scalar(acts) or 0) + (session.scalar(again) or 0)


class Ongedaan(Act):
    """An act that is undone and done again, over and over."""

    before = after = ""
    casus = turns = 0

    def make_ready(self) -> None:
        s = self.opened()
        casussen = s.casussen.find(ALL)
        self.casus = casussen[self.number % len(casussen)]
        self.before, self.after = s.casussen.dossier(self.casus).vraag, f"Ronde {self.number}?"
        self.turns = turned(s)
        s.kluis.close()

    def work(self, tell: Tell) -> None:
        s = self.opened()
        s.casussen.change(self.casus, "vraag", self.after)
        tell("begint")
        while True:
            s.ongedaan.maak_ongedaan()
            tell("terug")
            s.ongedaan.doe_opnieuw()
            tell("opnieuw")

    def look(self, told: list[str]) -> None:
        s = self.opened()
        back, again = s.ongedaan.volgende()
        stands = s.casussen.dossier(self.casus).vraag
        assert stands in (self.before, self.after)
        step = back if stands == self.after else again
        assert step is not None
        assert step.handeling == "vraag gewijzigd"
        done = turned(s) - self.turns
        assert one_more(len(told), done)
        assert stands == (self.before if done % 2 else self.after)
        self.whole(s)
        s.kluis.close()


class Vernietiging(Act):
    """A dossier that is destroyed for good."""

    seconds = 0.25
    casus = 0
    naam = ""

    def __init__(self, place: Path, source: Path) -> None:
        super().__init__(place, source)
        self.source = source

    def make_ready(self) -> None:
        shutil.rmtree(self.path)
        shutil.copytree(self.source, self.path)
        s = self.opened()
        over = [
            r.dossier.id for r in s.bewaren.all() if r.dossier.soort is Dossiersoort.CASUS and r.stand is Stand.BEWAREN
        ]
        self.casus = over[self.number % len(over)]
        self.naam = s.casussen.dossier(self.casus).jeugdige.naam
        s.bewaren.propose(Dossiersoort.CASUS, self.casus, Grond.VERZOEK)
        s.kluis.close()

    def work(self, tell: Tell) -> None:
        s = self.opened()
        other = Sessie(s.kluis, replace(s.context, actor=Actor("Tweede Voorbeeld", Rol.SECRETARIS)))
        tell("begint")
        other.bewaren.destroy(Dossiersoort.CASUS, self.casus)
        tell("weg")

    def look(self, told: list[str]) -> None:
        s = open_sessie(self.path, self.keys)
        self.whole(s)
        if self.casus in s.casussen.find(ALL):
            assert not told
            assert s.casussen.dossier(self.casus).jeugdige.naam == self.naam
            s.bewaren.withdraw(Dossiersoort.CASUS, self.casus)
        else:
            with s.context.read() as session:
                row = session.get_one(CasusRow, self.casus)
                assert (row.vernietigd_op, row.jeugdige.achternaam) == (date(2026, 11, 20), "")
        s.kluis.close()
