"""Disclosure control against k and N: seconds, cells that are lost, and whether it is proven. Prints markdown.

The report is that of PRIVACY 3.3 made larger: seven tables of one dimension and ten crosses, three hierarchies.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from expertteam_app.analysis.disclosure.audit import audit
from expertteam_app.analysis.disclosure.primary import Reden
from expertteam_app.analysis.disclosure.protect import protect
from expertteam_app.analysis.disclosure.spec import RapportSpec, Regels, TabelSpec
from expertteam_app.analysis.disclosure.tabulate import Eenheid
from expertteam_app.exchange.datapakket import datapakket

DIMS = {
    "halfjaar": tuple(f"h{i}" for i in range(1, 7)),
    "stap": tuple(f"s{i}" for i in range(1, 7)),
    "zorgvorm": tuple(f"z{i}" for i in range(9)),
    "oorzaak": tuple(f"o{i}" for i in range(12)),
    "uitkomst": tuple(f"u{i}" for i in range(7)),
    "leeftijd": ("0-5", "6-11", "12-15", "16-17"),
    "gemeente": tuple(f"g{i}" for i in range(8)),
}
GROEPEN = {
    "gemeente": {"noord": DIMS["gemeente"][:4], "zuid": DIMS["gemeente"][4:]},
    "zorgvorm": {"ambulant": DIMS["zorgvorm"][:3], "verblijf": DIMS["zorgvorm"][3:7], "crisis": DIMS["zorgvorm"][7:]},
    "halfjaar": {"j1": DIMS["halfjaar"][:2], "j2": DIMS["halfjaar"][2:4], "j3": DIMS["halfjaar"][4:]},
}
KRUISEN = (
    ("halfjaar", "stap"),
    ("halfjaar", "zorgvorm"),
    ("halfjaar", "oorzaak"),
    ("halfjaar", "uitkomst"),
    ("zorgvorm", "oorzaak"),
    ("stap", "uitkomst"),
    ("oorzaak", "uitkomst"),
    ("leeftijd", "zorgvorm"),
    ("gemeente", "halfjaar"),
    ("gemeente", "stap"),
)
SIZES = (5, 50, 150, 300, 600, 1_000, 5_000)
LARGE = (20_000, 100_000)
THRESHOLDS = (5, 8, 10)


def rapport(k: int) -> RapportSpec:
    """The tables."""
    names = [(d,) for d in DIMS] + [*KRUISEN]
    tables = tuple(TabelSpec("-".join(t), "meting", t, "verzonnen jeugdigen") for t in names)
    return RapportSpec("2026-H1", tables, DIMS, Regels(k, tabel=100), hierarchie=GROEPEN)


def mensen(n: int) -> list[Eenheid]:
    """Skewed, in families, over eight gemeenten; nobody exists."""
    dice = random.Random(1)  # noqa: S311 - invented people, no secret
    weights = {d: [1.0 if d == "halfjaar" else (i + 1) ** -0.8 for i in range(len(c))] for d, c in DIMS.items()}
    made = []
    for _ in range(n):
        record = {d: dice.choices(c, weights[d])[0] for d, c in DIMS.items()}
        made.append(Eenheid(record, gezin=dice.randrange(int(n * 0.85) + 1), gemeente=record["gemeente"]))
    return made


def row(n: int, k: int) -> str:
    """One line of the table."""
    people = mensen(n)
    begin = time.perf_counter()
    made = protect(rapport(k), people)
    chosen = time.perf_counter()
    files = datapakket(made.report)
    found = audit(files)
    done = time.perf_counter()
    beside = sum(reden is Reden.BESCHERMT for reden in made.redenen.values())
    shown = len(made.tellingen) - len(made.redenen)
    gap = made.oplossing.kosten - made.oplossing.ondergrens
    return (
        f"| {n} | {k} | {chosen - begin:.1f} | {done - chosen:.1f} | {len(made.redenen) - beside} | {beside} | "
        f"{shown} of {len(made.tellingen)} | {'yes' if made.oplossing.bewezen else f'no, gap {gap:.1f}'} | "
        f"{found.vragen} |"
    )


def main() -> None:
    """Print the table."""
    print("| N | k | choose (s) | full audit (s) | primary | beside them | shown | proven | programs of the audit |")
    print("|---|---|---|---|---|---|---|---|---|")
    for n in SIZES:
        for k in THRESHOLDS:
            print(row(n, k), flush=True)
    for n in LARGE:
        print(row(n, 8), flush=True)


if __name__ == "__main__":
    main()
