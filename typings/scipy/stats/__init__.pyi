"""What the tests use as an oracle, typed as they use it."""

from collections.abc import Sequence

import numpy as np

class _Result:
    pvalue: float

class _Discrete:
    def sf(self, k: float, *args: float) -> float: ...
    def cdf(self, k: float, *args: float) -> float: ...
    def pmf(self, k: float, *args: float) -> float: ...

hypergeom: _Discrete
poisson: _Discrete
binom: _Discrete

def fisher_exact(table: Sequence[Sequence[int]], alternative: str = ...) -> _Result: ...
def binomtest(k: int, n: int, p: float = ...) -> _Result: ...
def false_discovery_control(ps: Sequence[float]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]: ...
