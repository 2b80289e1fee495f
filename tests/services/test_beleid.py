"""Which file is the policy, and what holds when it cannot be trusted or read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from expertteam_app.domain.beleid import MAX_BYTES, STRENGST, Beleid
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.services.beleid import Gevonden, find_policy, geldend, in_woorden, machine_place, places
from expertteam_app.services.instellingen import TWEEDE_PLAATS_SETTING, VERGRENDEL_SETTING
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.toegang import Toegang
from expertteam_app.services.zelftest import diagnose

OWN = os.getuid() if sys.platform != "win32" else 0


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "etc"
    folder.mkdir(mode=0o755)
    return folder / "beleid.toml"


def written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o644)
    return path


def test_without_a_file_there_is_no_policy(place: Path) -> None:
    assert find_policy([place, place.parent / "map" / "beleid.toml"], OWN) == Gevonden(Beleid())


def test_the_place_of_the_computer_counts_alone(place: Path, tmp_path: Path) -> None:
    stick = written(tmp_path / "stick" / "beleid.toml", b"tekstgrootte = 200")
    assert find_policy([place, stick], OWN) == Gevonden(Beleid(tekstgrootte=200), stick)
    written(place, b"\xef\xbb\xbfthema = 'licht'")
    assert find_policy([place, stick], OWN) == Gevonden(Beleid(thema="licht"), place), "nothing of the stick is added"
    written(place, b"stuk")
    found = find_policy([place, stick], OWN)
    assert (found.bestand, found.beleid.tekstgrootte, found.beleid.hoogstens) == (place, None, STRENGST)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00", "niet opgeslagen als UTF-8"),
        (b"#" * (MAX_BYTES + 1), "groter dan 16 kB"),
        (b"thema", "geen geldige TOML"),
    ],
)
def test_a_file_that_cannot_be_read_is_the_strictest_policy(place: Path, content: bytes, words: str) -> None:
    beleid = find_policy([written(place, content)], OWN).beleid
    assert words in beleid.melding
    assert beleid.minuten(240) == STRENGST


def test_what_is_no_file_is_refused_and_holds_nothing_up(place: Path, tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    assert "geen gewoon bestand" in find_policy([tmp_path / "map"], OWN).beleid.melding
    if sys.platform != "win32":
        os.mkfifo(place)
        assert "geen gewoon bestand" in find_policy([place], OWN).beleid.melding
        place.unlink()
    place.symlink_to(place.with_name("weg.toml"))
    assert find_policy([place], OWN).beleid.minuten(240) == STRENGST, "a link to nothing is not: no policy"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bewaakt die map met eigen rechten.")
def test_a_file_that_a_user_can_change_is_not_trusted(place: Path) -> None:
    written(place, b"vergrendelen-na = 200")
    assert find_policy([place], OWN).beleid.vergrendelen == 200
    for path, mode, good in ((place, 0o666, 0o644), (place.parent, 0o777, 0o755)):
        path.chmod(mode)
        found = find_policy([place], OWN).beleid
        assert "kan het bestand of de map ervan wijzigen" in found.melding
        assert (found.vergrendelen, found.minuten(240)) == (None, STRENGST)
        path.chmod(good)
    assert "wijzigen" in find_policy([place], OWN + 1).beleid.melding


def test_a_checkout_looks_only_in_the_place_of_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert places() == (machine_place(),)  # the function itself: tests put another in its place
    assert machine_place().is_absolute()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert places() == (machine_place(), Path(sys.executable).parent / "beleid.toml")


Policy = Callable[[str], Path]


def test_the_policy_holds_over_the_kluis_and_is_never_looser(lege_sessie: Sessie, policy: Policy) -> None:
    beheer = lege_sessie.beheer
    for text, found in (
        ("vergrendelen-na = 4", 4),
        ("vergrendelen-na = 30", 10),
        ("vergrendelen-na-hoogstens = 6", 6),
        ("vergrendelen-na-hoogstens = 60", 10),
        ("vergrendelen-na = 'x'", STRENGST),
        ("", 10),
    ):
        policy(text)
        assert beheer.settings()[VERGRENDEL_SETTING] == found, text


def test_what_is_fixed_cannot_be_changed_and_what_is_bounded_only_within(
    lege_sessie: Sessie, policy: Policy, tmp_path: Path
) -> None:
    beheer = lege_sessie.beheer
    policy(f"vergrendelen-na = 4\nback-up-plaats = '{tmp_path}'")
    for key, value in ((VERGRENDEL_SETTING, 3), (TWEEDE_PLAATS_SETTING, "")):
        with pytest.raises(FieldError, match=r"Vastgezet door uw beheerder\. Vraag"):
            beheer.set_setting(key, value)
    assert beheer.settings()[TWEEDE_PLAATS_SETTING] == str(tmp_path)
    policy("vergrendelen-na-hoogstens = 6")
    with pytest.raises(FieldError, match="hoogstens 6; dat koos uw beheerder"):
        beheer.set_setting(VERGRENDEL_SETTING, 7)
    beheer.set_setting(VERGRENDEL_SETTING, 5)
    assert beheer.settings()[VERGRENDEL_SETTING] == 5
    policy("")
    assert beheer.settings()[TWEEDE_PLAATS_SETTING] == "", "a place of the policy is not stored in the kluis"
    beheer.set_setting(VERGRENDEL_SETTING, 60)


def test_where_no_practice_is_offered_no_oefenkluis_opens(tmp_path: Path, policy: Policy) -> None:
    policy("oefenkluis = false")
    with pytest.raises(UserError, match="geen Oefenkluis"):
        Toegang(tmp_path).practise()
    assert list(tmp_path.glob("*.kluis")) == []


def test_a_policy_is_read_once(policy: Policy) -> None:
    path = policy("thema = 'licht'")
    assert geldend().bestand == path
    path.write_text("thema = 'donker'")
    assert geldend().beleid.thema == "licht"


def test_the_helpdesk_reads_what_is_fixed_and_what_is_wrong_and_no_path(policy: Policy, tmp_path: Path) -> None:
    assert in_woorden(Gevonden(Beleid())) == "Beleid: geen"
    policy(f"thema = 'licht'\nback-up-plaats = '{tmp_path}'\nkleur = 2")
    told = diagnose((), ())
    assert "Beleid: naast het programma; vast: thema, back-up-plaats. Regel 3 (kleur): deze" in told
    assert str(tmp_path) not in told
    assert in_woorden(Gevonden(Beleid(), machine_place())) == "Beleid: van de computer; vast: niets."
