"""Two kluizen that make, lose, double, receive and take back pakketten in any order, against a simple model."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from expertteam_app.db.tables import CasusRow, OntvangenPakketRow
from expertteam_app.domain.errors import UserError
from expertteam_app.services.sessie import Sessie
from tests.services import teams


@cache
def sources() -> tuple[teams.Closed, teams.Closed]:
    """The two kluizen, made once."""
    place = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return (
        teams.closed(place / "RET.kluis", "RET", "Vera"),
        teams.closed(place / "Epe.kluis", "Toegang Epe", "Tess"),
    )


class Verkeer(RuleBasedStateMachine):
    """The model: which pakketten the RET holds, and which of them the toegang knows to have come."""

    files: Bundle[tuple[str, int, bytes]] = Bundle("files")
    receipts: Bundle[tuple[str, bytes]] = Bundle("receipts")

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.open: list[Iterator[Sessie]] = []
        ret, epe = sources()
        self.ret = self._copy(ret, "RET.kluis")
        self.epe = self._copy(epe, "Epe.kluis")
        teams.knows(self.ret, self.epe)
        self.vera = teams.knows(self.epe, self.ret)
        self.held: list[str] = []
        self.about: dict[str, int] = {}
        self.proved: set[str] = set()
        self.undoable = False

    def _copy(self, source: teams.Closed, name: str) -> Sessie:
        made = teams.copied(source, Path(self.place.name) / name)
        self.open.append(made)
        return next(made)

    @initialize()
    def two_casussen(self) -> None:
        self.casussen = [teams.casus(self.epe), teams.casus(self.epe)]

    @rule(target=files, which=st.sampled_from([0, 1]))
    def make(self, which: int) -> tuple[str, int, bytes]:
        made = self.epe.pakketten.maak_inbreng(self.casussen[which], [self.vera])
        (data,) = made.bestanden.values()
        self.about[made.id] = which
        return made.id, which, data

    @rule(file=files, als_nieuw=st.booleans())
    def receive(self, file: tuple[str, int, bytes], als_nieuw: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
        pakket, _which, data = file
        if pakket not in self.held and self.held and not als_nieuw:
            with pytest.raises(UserError):  # the two casussen are about one jeugdige, so each is like the other
                self.ret.ontvangsten.ontvang(data)
            return
        found = self.ret.ontvangsten.ontvang(data, als_nieuw=als_nieuw)
        assert found.nieuw is (pakket not in self.held)
        if found.nieuw:
            self.held.append(pakket)
            self.undoable = True

    @rule(file=files)
    def look(self, file: tuple[str, int, bytes]) -> None:
        assert self.ret.ontvangsten.lees(file[2]).eerder is (file[0] in self.held)

    @rule(file=files, place=st.floats(0, 1, exclude_max=True))
    def spoil(self, file: tuple[str, int, bytes], place: float) -> None:
        data = bytearray(file[2])
        data[int(place * len(data))] ^= 1
        with pytest.raises(UserError):
            self.ret.ontvangsten.ontvang(bytes(data))

    @rule()
    def take_back(self) -> None:
        if self.undoable:
            self.ret.ongedaan.maak_ongedaan()
            self.held.pop()
            self.undoable = False

    @rule(target=receipts, file=files)
    def prove(self, file: tuple[str, int, bytes]) -> tuple[str, bytes]:
        pakket = file[0]
        if pakket not in self.held:
            with pytest.raises(UserError):
                self.ret.pakketten.bewijs(pakket)
            return pakket, b""
        (data,) = self.ret.pakketten.bewijs(pakket).bestanden.values()
        self.undoable = False
        return pakket, data

    @rule(receipt=receipts)
    def hear(self, receipt: tuple[str, bytes]) -> None:
        pakket, data = receipt
        if data:
            self.epe.ontvangsten.ontvang(data)
            self.proved.add(pakket)

    @invariant()
    def both_sides_hold_what_the_model_says(self) -> None:
        with self.ret.context.read() as session:
            stored = list(session.scalars(select(OntvangenPakketRow.pakket_id).order_by(OntvangenPakketRow.id)))
            assert stored == self.held
            assert len(list(session.scalars(select(CasusRow.id)))) == len(self.held)
        logged = {
            line.pakket_id: line.bewijs_op is not None
            for casus in getattr(self, "casussen", ())
            for line in self.epe.pakketten.verstuurd(casus)
        }
        assert logged == {pakket: pakket in self.proved for pakket in self.about}

    def teardown(self) -> None:
        assert not self.ret.beheer.controle()
        assert not self.epe.beheer.controle()
        for each in self.open:
            next(each, None)
        self.place.cleanup()


Verkeer.TestCase.settings = settings(
    max_examples=6, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
TestVerkeer = Verkeer.TestCase
