"""What was destroyed comes back with an older back-up, is told before, and is proposed for vernietiging at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from expertteam_app.db.folder import KluisFolder
from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.bewaren import Dossiersoort, Grond, Stand
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import ExpertteamError, UserError
from expertteam_app.services.backups import backup_at
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.toegang import Toegang
from tests.conftest import VANDAAG, open_sessie
from tests.services.test_vernietiging import as_other, closed, destroyed

CASUS = Dossiersoort.CASUS


def gone_after_a_back_up(s: Sessie) -> tuple[Path, int, str]:
    """A back-up, and a casus that was destroyed after it."""
    casus = closed(s, CASUS)[0]
    nummer = s.casussen.dossier(casus).nummer
    made = s.backups.maak()
    destroyed(s, CASUS, casus)
    return made, casus, nummer


def test_it_is_told_before_and_proposed_after_and_goes_again_by_two(sessie: Sessie) -> None:
    made, casus, nummer = gone_after_a_back_up(sessie)
    assert sessie.backups.bekijk(backup_at(made)).vernietigd == (nummer,)
    target = sessie.backups.zet_terug(backup_at(made))
    back = open_sessie(target)
    [rule] = [r for r in back.bewaren.all() if r.dossier.id == casus and r.dossier.soort is CASUS]
    assert (rule.stand, rule.wie, rule.dossier.nummer) == (Stand.VOORGESTELD, OEFENAAR, nummer)
    assert back.casussen.dossier(casus).nummer == nummer
    with pytest.raises(UserError, match="zelf voorgesteld"):
        back.bewaren.destroy(CASUS, casus)
    as_other(back).bewaren.destroy(CASUS, casus)
    assert casus not in back.casussen.find(CasusFilter(status="alle"))
    assert back.beheer.controle() == ()
    back.kluis.close()


def test_vandaag_tells_who_can_carry_it_out_and_when_terms_are_over(sessie: Sessie) -> None:
    def told(s: Sessie) -> list[str]:
        return [line.tekst for line in s.vandaag.lines() if line.soort == "bewaren"]

    assert told(sessie) == []
    casus = closed(sessie, CASUS)[0]
    sessie.bewaren.propose(CASUS, casus, Grond.VERZOEK)
    assert told(sessie) == [], "someone else carries it out"
    assert told(as_other(sessie)) == ["Een voorstel tot vernietiging wacht op u"]
    as_other(sessie).bewaren.destroy(CASUS, casus)
    assert told(as_other(sessie)) == []
    later = replace(sessie.context, vandaag=lambda: VANDAAG.replace(year=VANDAAG.year + 25))
    due = sum(r.stand is Stand.TE_VERNIETIGEN for r in Sessie(sessie.kluis, later).bewaren.all())
    assert due > 1
    assert told(Sessie(sessie.kluis, later)) == [f"Van {due} dossiers is de bewaartermijn voorbij"]
    reader = replace(later, actor=Actor("Tess", Rol.TOEGANGSMEDEWERKER))
    assert told(Sessie(sessie.kluis, reader)) == []
    [line] = [x for x in Sessie(sessie.kluis, later).vandaag.lines() if x.soort == "bewaren"]
    assert line.waarom is not None
    assert "20 jaar" in sessie.waarom.uitleg(line.waarom).uitleg.als_tekst()


def test_a_back_up_of_after_it_brings_nothing_back(sessie: Sessie) -> None:
    gone_after_a_back_up(sessie)
    after = sessie.backups.maak()
    assert sessie.backups.bekijk(backup_at(after)).vernietigd == ()
    back = open_sessie(sessie.backups.zet_terug(backup_at(after)))
    assert [r for r in back.bewaren.all() if r.stand is Stand.VOORGESTELD] == []
    back.kluis.close()


def damage(data: Path, start: int, size: int) -> bytes:
    content = bytearray(data.read_bytes())
    content[start : start + size] = b"x" * size
    data.write_bytes(bytes(content))
    return bytes(content)


def test_a_damaged_kluis_that_still_tells_it_has_it_proposed_in_the_new_one(sessie: Sessie, tmp_path: Path) -> None:
    _made, casus, nummer = gone_after_a_back_up(sessie)
    path = sessie.kluis.folder.path
    sessie.kluis.close()
    data = KluisFolder(path).data
    size = data.stat().st_size
    door = Toegang(tmp_path / "deur", lambda: VANDAAG)
    for start in range(4096 * 8, size, 4096 * 5):  # until a page is hit that opening looks at
        whole = data.read_bytes()
        damage(data, start, 4096)
        try:
            door.unlock(path, OEFENAAR, OEFENZIN)
            door.lock()
        except ExpertteamError as error:
            told = door.backup_offer(path, OEFENAAR, OEFENZIN, error)
            if nummer in told:
                break
            assert "niet te zien" in told
        data.write_bytes(whole)
    else:
        pytest.fail("no damage left the list of vernietigingen readable")
    before = data.read_bytes()
    assert "staat het voorstel al klaar" in told
    door.restore_backup(path, OEFENAAR, OEFENZIN)
    assert door.sessie is not None
    stands = {r.dossier.id: r.stand for r in door.sessie.bewaren.all() if r.dossier.soort is CASUS}
    assert stands[casus] is Stand.VOORGESTELD
    door.lock()
    assert data.read_bytes() == before
