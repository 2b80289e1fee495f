"""Any acts on a casus, entered in any order of days: what is accepted always tells one whole story."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from expertteam_app.domain.casus import CasusStand, fold, misfit
from expertteam_app.domain.casusregels import check_event, check_retraction
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort, Waarde, in_force

BEGIN = date(2026, 3, 1)
VANDAAG = date(2026, 5, 1)
GEBOREN = date(2012, 2, 29)
DAGEN = st.integers(-6, 6)
"""How long after (before) the newest event: near it, so that most acts have a chance."""

STAPPEN = st.integers(1, 6)
STATE_SETTINGS = settings(max_examples=25, stateful_step_count=25, suppress_health_check=[HealthCheck.too_slow])


class Tijdlijn(RuleBasedStateMachine):
    """The log of one casus. Its own account of the story is kept the simple way: by looking at the log as it is."""

    log: tuple[Gebeurtenis, ...] = ()

    @initialize(stap=STAPPEN)
    def reported(self, stap: int) -> None:
        self.log = (
            Gebeurtenis(Soort.AANMELDING, BEGIN, 1),
            Gebeurtenis(Soort.STAP_BEGONNEN, BEGIN, 2, {"stap": stap, "reden": ""}),
        )

    def _add(self, soort: Soort, dag: int, **data: Waarde) -> None:
        last = max(e.datum for e in self.log if e.soort is not Soort.INGETROKKEN)
        event = Gebeurtenis(soort, last + timedelta(days=dag), len(self.log) + 1, data)
        before = self.log
        refused: FieldError | None = None
        try:
            check_event(event, self.log, vandaag=VANDAAG, geboortedatum=GEBOREN)
        except FieldError as error:
            refused = error
        if refused is not None:
            assert refused.text.endswith("."), "a refusal is a sentence"
            assert refused.field in ("datum", "soort", "uitkomst", "verwacht_tot")
            assert self.log == before
            return
        assert BEGIN <= event.datum <= VANDAAG
        self.log = (*self.log, event)

    @rule(dag=DAGEN, stap=STAPPEN)
    def step(self, dag: int, stap: int) -> None:
        self._add(Soort.STAP_BEGONNEN, dag, stap=stap, reden="reden", geprobeerd="gesprek")

    @rule(dag=DAGEN, telt=st.booleans(), until=st.integers(-5, 30))
    def pause(self, dag: int, until: int, *, telt: bool) -> None:
        expected = max(e.datum for e in self.log) + timedelta(days=dag + until)
        self._add(Soort.GEPAUZEERD, dag, reden="wacht", telt=telt, verwacht_tot=expected.isoformat())

    @rule(dag=DAGEN)
    def resume(self, dag: int) -> None:
        self._add(Soort.HERVAT, dag)

    @rule(dag=DAGEN)
    def close(self, dag: int) -> None:
        self._add(Soort.AFGESLOTEN, dag, uitkomst="ingetrokken")

    @rule(dag=DAGEN)
    def reopen(self, dag: int) -> None:
        self._add(Soort.HEROPEND, dag, reden="terugval")

    @rule(dag=DAGEN, boeg=st.booleans())
    def milestone(self, dag: int, *, boeg: bool) -> None:
        self._add(Soort.BOEG_TERUGGEKOPPELD if boeg else Soort.BOEG_INGEBRACHT, dag)

    @rule(dag=DAGEN, stap=st.none() | STAPPEN)
    def move_version(self, dag: int, stap: int | None) -> None:
        there: dict[str, Waarde] = {} if stap is None else {"stap": stap}
        self._add(Soort.MODEL_GEWIJZIGD, dag, van="1", naar="2", reden="besluit", **there)

    @rule(number=st.integers(1, 30))
    def retract(self, number: int) -> None:
        try:
            check_retraction(number, self.log)
        except FieldError:
            return
        data: dict[str, Waarde] = {"volgnummer": number, "reden": "vergissing"}
        self.log = (*self.log, Gebeurtenis(Soort.INGETROKKEN, VANDAAG, len(self.log) + 1, data))

    # -- what must always hold ----------------------------------------------------------------------------------

    @property
    def stand(self) -> CasusStand:
        return fold(self.log)

    def _of(self, *soorten: Soort) -> list[Gebeurtenis]:
        """The events of these kinds that hold, oldest first: an own reading of the log, beside `in_force`."""
        gone = {e.gegevens["volgnummer"] for e in self.log if e.soort is Soort.INGETROKKEN}
        held = [e for e in self.log if e.volgnummer not in gone and e.soort in soorten]
        return sorted(held, key=lambda e: (e.datum, e.volgnummer))

    @invariant()
    def the_log_holds_together(self) -> None:
        assert misfit(self.log) is None

    @invariant()
    def a_casus_stands_on_one_step(self) -> None:
        if not self.log:
            return
        numbered = [e for e in self._of(Soort.STAP_BEGONNEN, Soort.MODEL_GEWIJZIGD) if "stap" in e.gegevens]
        assert self.stand.stap == numbered[-1].gegevens["stap"]
        open_stays = [v for v in self.stand.verblijven if v.eind is None]
        assert len(open_stays) == (0 if self.stand.gesloten else 1)
        assert all(v.stap == self.stand.stap for v in open_stays)

    @invariant()
    def stays_follow_on_each_other_without_overlap(self) -> None:
        for before, after in pairwise(self.stand.verblijven):
            assert before.eind is not None
            assert before.begin <= before.eind <= after.begin

    @invariant()
    def pauses_do_not_overlap_and_one_at_most_is_open(self) -> None:
        pauses = self.stand.pauzes
        assert all(p.tot is not None and p.van <= p.tot for p in pauses[:-1])
        assert all(before.tot is not None and before.tot <= after.van for before, after in pairwise(pauses))
        assert all(p.verwacht_tot is None or p.verwacht_tot >= p.van for p in pauses)
        assert not (self.stand.gesloten and self.stand.gepauzeerd)

    @invariant()
    def closing_and_opening_again_take_turns(self) -> None:
        turns = [e.soort for e in self._of(Soort.AFGESLOTEN, Soort.HEROPEND)]
        assert turns == [Soort.HEROPEND if n % 2 else Soort.AFGESLOTEN for n in range(len(turns))]
        assert self.stand.gesloten == bool(len(turns) % 2)
        assert self.stand.cyclus == 1 + turns.count(Soort.HEROPEND)
        rounds = [v.cyclus for v in self.stand.verblijven]
        assert rounds == sorted(rounds)

    @invariant()
    def boeg_answers_after_the_inbreng(self) -> None:
        answers = self._of(Soort.BOEG_TERUGGEKOPPELD)
        asked = self._of(Soort.BOEG_INGEBRACHT)
        assert not answers or asked[0].datum <= answers[0].datum

    @invariant()
    def the_place_in_the_log_does_not_matter_only_day_and_number(self) -> None:
        turned = self.log[::-1]
        by_day = tuple(sorted(self.log, key=lambda e: (e.datum, -e.volgnummer)))
        assert fold(turned) == fold(by_day) == self.stand

    @invariant()
    def what_was_known_on_a_day_is_what_came_before_it(self) -> None:
        day = BEGIN + timedelta(days=30)
        earlier = tuple(e for e in in_force(self.log) if e.datum <= day)
        assert fold(self.log, op=day) == fold(earlier)


TestTijdlijn = Tijdlijn.TestCase
TestTijdlijn.settings = STATE_SETTINGS
