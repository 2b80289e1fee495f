"""The list of casussen: all ids in each order, pages of rows, scrolling through the window's table, opening one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial

from benchmarks.meetkluis import kluis_of, opened
from benchmarks.meting import PEILDATUM, Doel, Meting, Opdracht, forget_peak, peak_mib, run, timed, times
from expertteam_app.domain.dossier import SORT_COLUMNS, CasusFilter, CasusRegel
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import PAGE_ROWS, PagedModel
from expertteam_app.ui.pages.casus_filter import make_columns

GROEP = "lijst"
OPEN_DOEL = Doel(seconden=0.150)
PAGINAS = 40
"""Pages and dossiers read one after the other: more pages than the table keeps in memory."""


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """Every order of the list, then the table over it."""
    omvang, keer = opdracht.omvang, opdracht.keer
    with opened(kluis_of(opdracht)) as sessie:
        forget_peak()
        for order in SORT_COLUMNS:
            wanted = CasusFilter(status="alle", sorteer=order)
            taken = times(partial(_ids_and_page, sessie, wanted), keer)
            yield Meting(GROEP, f"all ids by {order} + first {PAGE_ROWS} rows", omvang, taken, peak_mib(), OPEN_DOEL)
        taken = times(lambda: sessie.casussen.find(CasusFilter(status="open", gemeente="0200", stap=5)), keer)
        yield Meting(GROEP, "ids of one gemeente, one step, open only", omvang, taken, peak_mib(), OPEN_DOEL)
        yield from _scroll(sessie, omvang)
        yield _dossiers(sessie, omvang)


def _ids_and_page(sessie: Sessie, wanted: CasusFilter) -> list[CasusRegel]:
    return sessie.casussen.rows(sessie.casussen.find(wanted)[:PAGE_ROWS])


def _scroll(sessie: Sessie, omvang: int) -> Iterator[Meting]:
    """The model of the table as the window uses it: page after page, then jumps to anywhere."""
    columns = make_columns(sessie.lists, {}, lambda: PEILDATUM, lambda: False)
    model = PagedModel(columns, sessie.casussen.rows, lambda row: row.id)
    ids = sessie.casussen.find(CasusFilter(status="alle"))
    model.set_ids(ids)
    forget_peak()
    pages = range(0, min(len(ids), PAGINAS * PAGE_ROWS), PAGE_ROWS)
    taken = tuple(_show(model, first) for first in pages)
    yield Meting(GROEP, f"scroll: next page of {PAGE_ROWS} rows, all its cells", omvang, taken, peak_mib())
    dice = random.Random(1)  # noqa: S311 - places in a list, no secrets
    jumps = tuple(_show(model, dice.randrange(len(ids)) // PAGE_ROWS * PAGE_ROWS) for _ in range(PAGINAS))
    yield Meting(GROEP, "scroll: jump to anywhere, all cells of its page", omvang, jumps, peak_mib())


def _dossiers(sessie: Sessie, omvang: int) -> Meting:
    """Opening casussen one after the other, from all over the list."""
    ids = sessie.casussen.find(CasusFilter(status="alle"))
    forget_peak()
    dice = random.Random(2)  # noqa: S311 - places in a list, no secrets
    taken = tuple(timed(partial(sessie.casussen.dossier, i))[0] for i in dice.choices(ids, k=PAGINAS))
    return Meting(GROEP, "open a dossier: ladder, tijdlijn, gezin, codes", omvang, taken, peak_mib())


def _show(model: PagedModel[CasusRegel], first: int) -> float:
    last = min(model.rowCount(), first + PAGE_ROWS)

    def cells() -> None:
        for row in range(first, last):
            for column in range(model.columnCount()):
                model.data(model.index(row, column))

    return timed(cells)[0]


if __name__ == "__main__":
    run(measure)
