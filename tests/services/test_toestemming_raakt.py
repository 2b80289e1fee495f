"""What withdrawing a toestemming touches: what was sent, who is still expected, which actie lies there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.db.tables import AanwezigheidRow, ActieRow, VerzendingRow
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.toestemming import same_party
from expertteam_app.domain.toestemmingregels import NieuweToestemming
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG

SCHOOL = "School De Linde"


def test_what_is_touched_is_named_and_what_is_of_others_is_not(sessie: Sessie) -> None:
    casus = sessie.casussen.find(CasusFilter())[0]
    asked = sessie.toestemmingen.add(casus, NieuweToestemming(SCHOOL, "plan maken", "toestemming", date(2026, 1, 5)))
    assert sessie.toestemmingen.raakt(asked) == ()
    soon = VANDAAG + timedelta(days=14)
    zitting = sessie.zittingen.plan(ZittingSoort.RET, soon)
    punt = sessie.zittingen.add_punt(zitting, casus_id=casus)
    with sessie.context.write("proef") as session:
        session.add_all(
            [
                VerzendingRow(
                    zitting_id=zitting,
                    agendapunt_id=punt,
                    ontvanger="x",
                    naam="De Linde, mw. Fictief",
                    verzonden_op=VANDAAG,
                ),
                VerzendingRow(
                    zitting_id=zitting, agendapunt_id=punt, ontvanger="x", naam="wijkteam", verzonden_op=VANDAAG
                ),
                AanwezigheidRow(zitting_id=zitting, agendapunt_id=punt, rol="school", naam="Juf van De Linde"),
                ActieRow(casus_id=casus, omschrijving="Rooster aanpassen", eigenaar="school De Linde"),
                ActieRow(casus_id=casus, omschrijving="Bellen", eigenaar="wijkteam"),
            ]
        )
    told = sessie.toestemmingen.raakt(asked)
    assert len(told) == 3
    assert "is een verslag gestuurd aan De Linde, mw. Fictief" in told[0]
    assert "Juf van De Linde wordt verwacht bij Z-RET" in told[1]
    assert told[2] == "Bij school De Linde ligt nog een actie: Rooster aanpassen"
    with pytest.raises(UserError):
        sessie.toestemmingen.raakt(10**6)


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_more_words_take_no_likeness_away(one: str, other: str, more: str) -> None:
    assert not same_party(one, other) or same_party(one, f"{other} {more}")
    assert not same_party(one, other) or same_party(f"{more} {one}", other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SCHOOL, "De Linde (fictief)", True),
        ("Veilig Thuis", "medewerker veilig thuis", True),
        ("Veilig Thuis", "wijkteam", False),
        ("GI De Brug", "GI", False),
        ("", "wijkteam", False),
        ("wijkteam Épe", "Wijkteam Epe", True),
    ],
)
def test_the_same_party_by_a_word_that_tells(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a table
    assert same_party(one, other) is same
