"""The page with every klok of one casus and one VTB is what the program says, and each is counted by hand."""

from __future__ import annotations

import re

from expertteam_app.services.sessie import Sessie
from tests.docs.klokken_nageteld import NAGETELD
from tests.docs.klokken_voorbeeld import TARGET, document


def test_the_page_is_what_the_program_says(lege_sessie: Sessie) -> None:
    made = document(lege_sessie)
    assert made == TARGET.read_text("utf-8"), "maak de pagina opnieuw en tel na: python -m tests.docs.klokken_voorbeeld"
    codes = re.findall(r"^### (\S+) ", made, re.MULTILINE)
    assert sorted(codes) == sorted(NAGETELD)
    shipped = {info.klok.code for info in lege_sessie.klokken.alle()}
    assert {code.split("-")[0] for code in codes} == shipped


def test_the_count_by_hand_names_the_day_that_the_program_found(lege_sessie: Sessie) -> None:
    """The last day of each count stands in the line that was written by hand."""
    held = 0
    for part in document(lege_sessie).split("\n### ")[1:]:
        found = re.search(r"^Uiterlijk: (\w+) (\d+) (\w+) (\d{4})\.$", part, re.MULTILINE)
        if found is None:
            continue
        by_hand = part.partition("Met de hand nageteld: ")[2]
        assert re.search(rf"\b{found[2]} {found[3]}\b", by_hand), part
        held += 1
    assert held == 23
