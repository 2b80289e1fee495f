"""What the tests use as an oracle, typed as they use it."""

from collections.abc import Sequence

class _Result:
    p_value: float

def logrank_test(
    durations_A: Sequence[int],
    durations_B: Sequence[int],
    event_observed_A: Sequence[bool],
    event_observed_B: Sequence[bool],
) -> _Result: ...
