"""Which back-ups stay, over random and over regular histories."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.backupschema import to_drop

NU = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
momenten = st.lists(st.integers(0, 800 * 24 * 60).map(lambda m: NU - timedelta(minutes=m)), max_size=60)


@given(momenten)
def test_the_newest_and_all_of_two_days_stay_and_what_is_over_a_year_goes(made: list[datetime]) -> None:
    gone = set(to_drop(made, NU))
    assert gone <= set(made)
    if made:
        assert max(made) not in gone
    assert not any(NU - m <= timedelta(days=2) for m in gone)
    assert all(m in gone or m == max(made) for m in made if NU - m > timedelta(days=365))


@given(momenten)
def test_every_day_week_and_month_that_counts_keeps_one(made: list[datetime]) -> None:
    kept = set(made) - set(to_drop(made, NU))
    for moment in made:
        old = NU - moment
        if timedelta(days=2) < old <= timedelta(days=14):
            assert any(k.date() == moment.date() for k in kept)
        elif timedelta(days=14) < old <= timedelta(days=60):
            assert any(k.isocalendar()[:2] == moment.isocalendar()[:2] for k in kept)
        elif timedelta(days=60) < old <= timedelta(days=365):
            assert any((k.year, k.month) == (moment.year, moment.month) for k in kept)


@given(momenten, st.integers(0, 100))
def test_dropping_in_between_leaves_nothing_that_would_have_gone(made: list[datetime], days: int) -> None:
    later = NU + timedelta(days=days)
    kept = set(made) - set(to_drop(made, NU))
    assert not set(to_drop(made, NU)) & (kept - set(to_drop(kept, later)))
    assert len(kept - set(to_drop(kept, later))) >= bool(made)


def test_a_year_of_three_a_day_leaves_some_thirty() -> None:
    made: list[datetime] = []
    for hour in range(0, 400 * 24, 8):
        now = NU - timedelta(days=400) + timedelta(hours=hour)
        made = [m for m in [*made, now] if m not in set(to_drop([*made, now], now))]
    ages = sorted((made[-1] - m).days for m in made)
    assert 25 <= len(made) <= 45
    assert ages[-1] > 300, "something of nearly a year ago is left"
