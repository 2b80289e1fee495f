"""Names of places that may not stand in a text that leaves."""

from __future__ import annotations

import tomllib
from functools import cache

from expertteam_app.domain.codelijst import fold
from expertteam_app.resources import resource_path


@cache
def place_names() -> frozenset[str]:
    """The places of the region and around it, folded."""
    stored = tomllib.loads(resource_path("plaatsen.toml").read_text(encoding="utf-8"))
    return frozenset(fold(name) for name in (*stored["regio"], *stored["omgeving"]))
