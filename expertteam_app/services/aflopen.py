"""Use cases on how klokken end: which ends that exclude each other zaken come to, and when (cumulative incidence)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from expertteam_app.analysis.doorlooptijd import MIN_AFGEROND, MIN_ZAKEN
from expertteam_app.analysis.overleving import Duur, Kromme, kaplan_meier
from expertteam_app.analysis.uitkomsten import Afloop, Verloop, cumulative_incidence
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import MAX_LEEFTIJD_RET, Richting, direction
from expertteam_app.domain.doorlooptijd import Cohort, Keuze
from expertteam_app.domain.einde import OPEN, Einde, EindeTelling
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.gebeurtenis import Soort, in_force
from expertteam_app.domain.inzicht import ZaakMeting
from expertteam_app.domain.jeugdige import birthday
from expertteam_app.domain.klok import MIJLPALEN
from expertteam_app.services.context import Context
from expertteam_app.services.doorlooptijd_meten import KlokRegel, Meetbron, Progress
from expertteam_app.services.kloklopen import CasusTijd, ZaakLoop

LEEFTIJDEN = (18, MAX_LEEFTIJD_RET)
"""Birthdays that can count as an end; the RET is there until the last of them."""


@dataclass(frozen=True, slots=True)
class Aflopen:
    """How one klok ended for the zaken that began it in a period; netto days.

    Attributes:
        einden: the ends that were seen, in the order of `Einde`, and at the end those that are open.
        verloop: the share that came to each end, over time; None with too few zaken.
        kromme: of any end, for the numbers under observation; None with too few zaken.
    """

    code: str
    naam: str
    eenheid: str
    norm: int | None
    einden: tuple[EindeTelling, ...]
    verloop: Verloop | None
    kromme: Kromme | None

    @property
    def n(self) -> int:
        """How many zaken."""
        return sum(e.n for e in self.einden)


class Einden:
    """How klokken end. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def van(
        self, keuze: Keuze, code: str, leeftijd: int = MAX_LEEFTIJD_RET, progress: Progress | None = None
    ) -> Aflopen:
        """Which ends zaken come to that began a klok in the period, open ones counted.

        A casus that is closed as withdrawn is no longer waiting: taking it for an open one would say that it may still
        get ready. So each way out is an end of its own (Aalen-Johansen).

        Args:
            keuze: which zaken; always by their begin.
            code: of the klok ("D6"), or of one step ("D1-5").
            leeftijd: the birthday of the jeugdige of a casus that counts as an end, 18 or 23.
            progress: called with how far it is; raises `Cancelled` to stop.

        Raises:
            FieldError: there is no such klok, or another birthday was asked.
        """
        self._context.actor.require(Right.FIGURES_READ)
        if leeftijd not in LEEFTIJDEN:
            raise FieldError("leeftijd", "Als einde telt de 18e of de 23e verjaardag.")
        with self._context.read() as session:
            started = replace(keuze, cohort=Cohort.START)
            bron = Meetbron(session, started, self._context.vandaag(), (code,), progress)
        regel = next((r for r in bron.regels() if r.code == code), None)
        if regel is None:
            raise FieldError("klok", f"De klok {code} is er niet, of is niet te meten.")
        found = self._ends(bron, regel, leeftijd)
        aflopen = [
            Afloop(zaak.netto, None if key == OPEN else key, zaak.instap_netto)
            for key, zaken in found.items()
            for zaak in zaken
        ]
        curve = kaplan_meier([Duur(a.dagen, a.einde is not None, a.instap) for a in aflopen])
        seen = [d for d in curve.duren if d.telt]
        many = len(seen) >= MIN_ZAKEN and sum(d.waargenomen for d in seen) >= MIN_AFGEROND
        enough = many and curve.solid and not curve.dun
        names = _names(regel, leeftijd)
        order = [*(e.value for e in Einde), OPEN]
        return Aflopen(
            code=code,
            naam=regel.naam,
            eenheid=bron.eenheid(regel),
            norm=None if regel.norm is None else regel.norm.dagen,
            einden=tuple(EindeTelling(key, names[key], tuple(found[key])) for key in order if found.get(key)),
            verloop=cumulative_incidence(aflopen) if enough else None,
            kromme=curve if enough else None,
        )

    def _ends(self, bron: Meetbron, regel: KlokRegel, leeftijd: int) -> dict[str, list[ZaakMeting]]:
        casussen = {t.casus.casus_id: t for t in bron.tijden}
        lists = self._context.lists["uitkomsten"]
        groups = {code.code: code.extra.get("einde", Einde.ANDERS.value) for code in lists}
        found: defaultdict[str, list[ZaakMeting]] = defaultdict(list)
        for run in regel.runs:
            tijd = casussen.get(run.casus_id or 0)
            grown = None if tijd is None else _grown(tijd, run, leeftijd, self._context.vandaag())
            if grown is not None:
                loop = replace(run.loop, eind=None, gezien_tot=grown)
                found[Einde.LEEFTIJD.value].append(bron.meting(regel, replace(run, loop=loop)))
                continue
            key = _end(regel, run, tijd, groups)
            found[key].append(bron.meting(regel, run))
        return found


def _grown(tijd: CasusTijd, run: ZaakLoop, leeftijd: int, vandaag: date) -> date | None:
    """The birthday, when it came while the klok ran."""
    born = tijd.casus.geboortedatum
    if born is None:
        return None
    day = birthday(born, leeftijd)
    return day if run.loop.begin < day <= run.loop.stop(vandaag) and day != run.loop.eind else None


def _end(regel: KlokRegel, run: ZaakLoop, tijd: CasusTijd | None, groups: Mapping[str, str]) -> str:
    loop = run.loop
    ended = loop.eind or loop.gezien_tot
    if ended is None:
        return OPEN
    if tijd is None:
        return Einde.KLAAR.value if loop.eind is not None else Einde.ANDERS.value
    closed = _closing(tijd, ended, groups)
    if regel.klok.per_stap:
        return closed if closed is not None and _last_stay(tijd, run) else _moved(tijd, run)
    if loop.eind is not None and regel.klok.tot != Soort.AFGESLOTEN.value:
        return Einde.KLAAR.value
    return closed or Einde.ANDERS.value


def _closing(tijd: CasusTijd, day: date, groups: Mapping[str, str]) -> str | None:
    """The group of the uitkomst with which the casus was closed on a day; None when it was not."""
    closings = [e for e in in_force(tijd.casus.log) if e.soort is Soort.AFGESLOTEN and e.datum == day]
    return groups.get(closings[-1].tekst("uitkomst"), Einde.ANDERS.value) if closings else None


def _after(run: ZaakLoop) -> int:
    """The place of the stay after the one of this run (its key ends in its own place)."""
    return int(run.loop.sleutel.rsplit("/", 1)[1]) + 1


def _last_stay(tijd: CasusTijd, run: ZaakLoop) -> bool:
    """Whether no stay of the same round follows: then the closing ended this one."""
    stays, at = tijd.stand.verblijven, _after(run)
    return at >= len(stays) or stays[at].cyclus != run.loop.cyclus


def _moved(tijd: CasusTijd, run: ZaakLoop) -> str:
    stays, at = tijd.stand.verblijven, _after(run)
    if at >= len(stays):
        return Einde.ANDERS.value
    up = direction(run.loop.stap, stays[at].stap)
    return {Richting.OPGESCHAALD: Einde.OPGESCHAALD, Richting.AFGESCHAALD: Einde.AFGESCHAALD}.get(
        up, Einde.ANDERS
    ).value


def _names(regel: KlokRegel, leeftijd: int) -> Mapping[str, str]:
    return {
        Einde.KLAAR.value: MIJLPALEN[regel.klok.tot],
        Einde.OPGELOST.value: "afgesloten: opgelost",
        Einde.OPGESCHAALD.value: "opgeschaald",
        Einde.AFGESCHAALD.value: "afgeschaald",
        Einde.DOORGELEID.value: "afgesloten: doorgeleid",
        Einde.ANDERS.value: "afgesloten: anders",
        Einde.WEG.value: "ingetrokken, verhuisd of niet in behandeling",
        Einde.LEEFTIJD.value: f"{leeftijd} geworden",
        OPEN: "nog open",
    }
