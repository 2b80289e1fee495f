from typing import Any

class OptimizeResult:
    success: bool
    message: str
    fun: float
    x: Any

class Bounds:
    def __init__(self, lb: Any, ub: Any) -> None: ...

class LinearConstraint:
    def __init__(self, A: Any, lb: Any, ub: Any) -> None: ...

def linprog(
    c: Any, *, A_ub: Any = ..., b_ub: Any = ..., A_eq: Any = ..., b_eq: Any = ..., bounds: Any = ...
) -> OptimizeResult: ...
def milp(c: Any, *, constraints: Any = ..., bounds: Bounds | None = ..., integrality: Any = ...) -> OptimizeResult: ...
