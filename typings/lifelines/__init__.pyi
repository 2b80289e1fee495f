"""What the tests use as an oracle, typed as they use it."""

from collections.abc import Iterable, Sequence

class _Loc:
    def __getitem__(self, key: object) -> Sequence[float]: ...

class _Table:
    loc: _Loc
    def __getitem__(self, key: str) -> _Column: ...

class _Column:
    def items(self) -> Iterable[tuple[float, float]]: ...

class KaplanMeierFitter:
    median_survival_time_: float
    confidence_interval_survival_function_: _Table
    def fit(
        self, durations: Sequence[int], event_observed: Sequence[bool], entry: Sequence[int] | None = ...
    ) -> KaplanMeierFitter: ...
    def predict(self, times: float) -> float: ...

class AalenJohansenFitter:
    cumulative_density_: _Table
    def __init__(self, *, calculate_variance: bool = ...) -> None: ...
    def fit(
        self, durations: Sequence[int], event_observed: Sequence[int], event_of_interest: int
    ) -> AalenJohansenFitter: ...
