"""Invented registers for the attacks: nobody in them exists."""

from __future__ import annotations

import random

from expertteam_app.analysis.disclosure.spec import RapportSpec, Regels, TabelSpec
from expertteam_app.analysis.disclosure.tabulate import Eenheid

DIMS = {
    "stap": tuple(f"stap {i}" for i in range(1, 7)),
    "zorgvorm": tuple(f"vorm {i}" for i in range(9)),
    "oorzaak": tuple(f"oorzaak {i}" for i in range(8)),
    "uitkomst": tuple(f"uitkomst {i}" for i in range(5)),
    "leeftijd": ("0-5", "6-11", "12-15", "16-17"),
}
GROEPEN = {"zorgvorm": {"licht": DIMS["zorgvorm"][:4], "zwaar": DIMS["zorgvorm"][4:]}}
KRUISEN = (("zorgvorm", "oorzaak"), ("stap", "uitkomst"), ("oorzaak", "uitkomst"), ("leeftijd", "zorgvorm"))


def rapport(k: int = 8, base: int = 5, **rest: object) -> RapportSpec:
    """One-way tables of all dimensions and four crosses."""
    tables = [TabelSpec(d, d, (d,), "alle verzonnen jeugdigen") for d in DIMS]
    tables += [TabelSpec("-".join(pair), "kruis", pair, "alle verzonnen jeugdigen") for pair in KRUISEN]
    regels = Regels(k, base, tabel=100, intern=base == 0 or k < 5)
    return RapportSpec("2026-H1", tuple(tables), DIMS, regels, hierarchie=GROEPEN, **rest)  # type: ignore[arg-type]  # only named fields are passed


def mensen(n: int, seed: int = 1) -> list[Eenheid]:
    """Skewed, in families, over eight gemeenten of which one is large."""
    dice = random.Random(seed)  # noqa: S311 - invented people, no secret
    weights = {d: [1 / (i + 1) for i in range(len(c))] for d, c in DIMS.items()}
    return [
        Eenheid(
            {d: dice.choices(c, weights[d])[0] for d, c in DIMS.items()},
            gezin=dice.randrange(max(1, int(n * 0.8))),
            gemeente=dice.choices(range(8), (6, 4, 3, 2, 2, 1, 1, 1))[0],
        )
        for _ in range(n)
    ]
