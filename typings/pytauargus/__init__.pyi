"""What the tests use of pytauargus, which has no types of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

class TableResult:
    rows: list[dict[str, Any]]

class ProtectResult:
    tables: list[TableResult]

def protect(
    microdata: Sequence[Mapping[str, object]],
    tables: Sequence[str],
    response: str,
    safety_rules: str | None = ...,
    suppress: str = ...,
    *,
    workdir: str | None = ...,
) -> ProtectResult: ...
