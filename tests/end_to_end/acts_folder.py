"""Acts on the files of a kluis as a whole, for the kill tests: migrating, a new key, back-ups, new kluizen, users."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from expertteam_app.db.backup import copied_to
from expertteam_app.db.engine import check_pages, connect
from expertteam_app.db.folder import KluisFolder, open_folder
from expertteam_app.db.herstel import backups_in, contents, drop
from expertteam_app.db.migrate import HEAD
from expertteam_app.domain.access import Rol
from expertteam_app.security.header import SlotType
from expertteam_app.security.headerfile import read_header
from expertteam_app.security.kdf import KdfParams, Purpose, subkey
from expertteam_app.security.keyslots import Unlocked, WrongPassphrase, follow, unlock
from expertteam_app.services.backups import backup_at
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.kluis import NOODCODE, OEFENAAR, OEFENZIN, create_kluis, open_kluis
from expertteam_app.services.plaatsen import known_kluizen
from expertteam_app.services.redding import red
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG, open_sessie
from tests.end_to_end.acts_rows import ALL, one_more
from tests.end_to_end.killing import Act, Tell

FAST = KdfParams.floor()
SAMPLES = sorted(path for path in (Path(__file__).parents[1] / "migrations").glob("*.kluis") if path.stem != HEAD)
LITTER = (".deels", ".nieuw", ".tmp", "-journal", ".volgend")


def key_of(unlocked: Unlocked) -> bytes:
    return subkey(unlocked.master_key, Purpose.SQLCIPHER)


def with_passphrase(path: Path, naam: str = OEFENAAR, zin: str = OEFENZIN) -> Sessie:
    """The kluis, opened as a person does it."""
    return Sessie(*open_kluis(path, naam, zin, vandaag=lambda: VANDAAG))


def litter(folder: Path) -> list[str]:
    """What half work left behind."""
    return [path.name for path in folder.rglob("*") if any(mark in path.name for mark in LITTER)]


def value_in(data: Path, key: bytes) -> int:
    """The number that stands in the field of the first casus, in a closed database."""
    with contextlib.closing(connect(data, key)) as connection:
        assert check_pages(connection) == []
        return int(connection.execute("SELECT vraag FROM casus ORDER BY id LIMIT 1").fetchone()[0])


class Bijwerken(Act):
    """A kluis of an older program that becomes one of now; killed up to three times before it gets the time."""

    seconds = 0.18

    def __init__(self, place: Path, source: Path) -> None:
        super().__init__(place, source)
        self.every_key = {
            sample: unlock(read_header(sample / "sleutels.json"), OEFENAAR, OEFENZIN) for sample in SAMPLES
        }
        self.sample = SAMPLES[0]

    def make_ready(self) -> None:
        if self.number % 3 and self.path.exists():  # once more on what the last kill left
            return
        shutil.rmtree(self.path, ignore_errors=True)
        self.sample = SAMPLES[self.number // 3 % len(SAMPLES)]
        self.keys = self.every_key[self.sample]
        shutil.copytree(self.sample, self.path)

    def version(self, data: Path) -> str:
        with contextlib.closing(connect(data, key_of(self.keys))) as connection:
            assert check_pages(connection) == []
            return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])

    def work(self, tell: Tell) -> None:
        tell("begint")
        s = self.opened()
        tell("nieuw")
        s.kluis.close()

    def look(self, told: list[str]) -> None:
        folder = KluisFolder(self.path)
        found = self.version(folder.data)
        assert found == HEAD if told else found in (self.sample.stem, HEAD)
        for kopie in backups_in(folder.backups):
            assert self.version(kopie.folder.data) == self.sample.stem
            assert contents(kopie.folder.data, key_of(self.keys)).casussen == 12
        if found != HEAD and self.number % 3 < 2:
            return
        s = self.opened()
        assert len(s.casussen.find(ALL)) == 12
        self.whole(s)
        s.kluis.close()
        assert backups_in(folder.backups), "the old kluis is kept"
        assert not litter(self.path)
        shutil.rmtree(self.path)


class Sleutel(Act):
    """A new key of the kluis, asked for and given at closing."""

    seconds = 0.5
    people = ((OEFENAAR, OEFENZIN), ("Bea Blijft", "nog vele jaren hier"), ("Gijs Gaat", "tot ziens en bedankt"))

    def __init__(self, place: Path, source: Path) -> None:
        super().__init__(place, source)
        s = self.opened()
        for naam, zin in self.people[1:]:
            s.gebruikers.add(naam, Gebruikerplek(Rol.SECRETARIS), zin, kdf=FAST)
        self.casussen = len(s.casussen.find(ALL))
        s.kluis.close()

    def work(self, tell: Tell) -> None:
        tell("begint")
        while True:
            now = follow(read_header(open_folder(self.path).header), self.keys)
            assert now is not None
            s = open_sessie(self.path, now)
            before = key_of(s.kluis.unlocked)
            s.gebruikers.nieuwe_sleutel()
            s.kluis.close()
            tell(before)

    def look(self, told: list[bytes]) -> None:
        folder = KluisFolder(self.path)
        s = with_passphrase(self.path, *self.people[self.number % 3])
        assert not s.kluis.new_key_waits
        assert len(s.casussen.find(ALL)) == self.casussen
        self.whole(s)
        now = key_of(s.kluis.unlocked)
        s.kluis.close()
        assert now not in told, "a key that was given up opens it again"
        for backup in folder.backups.iterdir():
            shutil.rmtree(backup)


class Reservekopie(Act):
    """Back-ups, their copies on a second place, and old ones that go."""

    seconds = 0.3

    @property
    def second(self) -> Path:
        return self.place / "tweede plaats é"

    def make_ready(self) -> None:
        self.second.mkdir(exist_ok=True)
        for backups in (KluisFolder(self.path).backups, self.second):
            for kopie in backups.iterdir():
                shutil.rmtree(kopie)
        s = self.opened()
        s.casussen.change(min(s.casussen.find(ALL)), "vraag", "0")
        s.kluis.close()

    def work(self, tell: Tell) -> None:
        s = self.opened()
        casus = min(s.casussen.find(ALL))
        tell("begint")
        for n in range(1, 10**6):
            s.casussen.change(casus, "vraag", str(n))
            made = s.backups.maak()
            tell(("gemaakt", made.name, n))
            tell(("tweede", copied_to(made, self.second).name, n))
            for kopie in s.backups.all()[2:]:
                tell(("gaat weg", kopie.folder.path.name, n))
                drop(kopie)

    def look(self, told: list[tuple[str, str, int]]) -> None:
        key = key_of(self.keys)
        folder = KluisFolder(self.path)
        there = {k.folder.path.name: value_in(k.folder.data, key) for k in backups_in(folder.backups)}
        beside = {k.folder.path.name: value_in(k.folder.data, key) for k in backups_in(self.second)}
        for place in (folder.backups, self.second):
            for kopie in backups_in(place):
                assert follow(read_header(kopie.folder.header), self.keys) is not None
        going = {name for what, name, _ in told if what == "gaat weg"}
        assert {name: n for what, name, n in told if what == "gemaakt" and name not in going}.items() <= there.items()
        assert {name: n for what, name, n in told if what == "tweede"}.items() <= beside.items()
        s = self.opened()
        self.whole(s)
        made = s.backups.maak()
        s.kluis.close()
        copied_to(made, self.second)
        assert not litter(folder.backups)
        assert not litter(self.second)


class Terugzetten(Act):
    """A back-up that becomes a kluis beside the open one, and a rescue that does."""

    seconds = 0.5
    kopie = Path()

    def __init__(self, place: Path, source: Path) -> None:
        super().__init__(place, source)
        s = self.opened()
        self.casussen = len(s.casussen.find(ALL))
        self.kopie = s.backups.maak()
        s.kluis.close()

    def target(self, n: int) -> Path:
        return self.place / f"terug {self.number} {n}.kluis"

    def put_back(self, s: Sessie, n: int) -> None:
        if n % 2:
            red(self.kopie, OEFENAAR, OEFENZIN, self.target(n))
        else:
            s.backups.zet_terug(backup_at(self.kopie), self.target(n))

    def work(self, tell: Tell) -> None:
        s = self.opened()
        tell("begint")
        for n in range(self.number % 2, 10**6):
            self.put_back(s, n)
            tell(n)

    def look(self, told: list[int]) -> None:
        first = self.number % 2
        found = sorted(path for path in known_kluizen(self.place) if path.name.startswith("terug"))
        assert one_more(len(told), len(found))
        for path in found:
            s = open_sessie(path, self.keys)
            assert len(s.casussen.find(ALL)) == self.casussen
            self.whole(s)
            s.kluis.close()
            shutil.rmtree(path)
        s = self.opened()
        self.put_back(s, first + len(found))
        self.whole(s)
        s.kluis.close()
        shutil.rmtree(self.target(first + len(found)))
        assert not litter(self.place), "what was broken off is gone once it was done again"


class Maken(Act):
    """A new kluis."""

    seconds = 0.6
    rounds = 3

    def target(self, n: int) -> Path:
        return self.place / f"nieuw {self.number} {n}.kluis"

    def make(self, n: int) -> str:
        return create_kluis(self.target(n), "Nieuw", OEFENAAR, OEFENZIN, kdf=FAST)

    def work(self, tell: Tell) -> None:
        tell("begint")
        for n in range(10**6):
            tell(self.make(n))

    def look(self, told: list[str]) -> None:
        found = sorted(path for path in known_kluizen(self.place) if path.name.startswith("nieuw"))
        assert one_more(len(told), len(found))
        for n, path in enumerate(found):
            s = with_passphrase(path)
            self.whole(s)
            s.kluis.close()
            if n < len(told):
                with_passphrase(path, NOODCODE, told[n]).kluis.close()
            shutil.rmtree(path)
        self.make(len(found))
        shutil.rmtree(self.target(len(found)))
        assert not litter(self.place)


class Gebruikers(Act):
    """Users who come, get another wachtzin, and go; what was not told can be done again."""

    seconds = 0.7
    rounds = 3
    zinnen = ("een zin om te beginnen", "een andere zin daarna")

    def naam(self, n: int) -> str:
        return f"Nieuwe Naam {self.number} {n}"

    def work(self, tell: Tell) -> None:
        s = self.opened()
        tell("begint")
        for n in range(10**6):
            s.gebruikers.add(self.naam(n), Gebruikerplek(Rol.SECRETARIS), self.zinnen[0], kdf=FAST)
            tell("erbij")
            s.gebruikers.new_passphrase(self.naam(n), self.zinnen[1], kdf=FAST)
            tell("wachtzin")
            s.gebruikers.remove(self.naam(n))
            tell("weg")

    def look(self, told: list[str]) -> None:
        now = follow(read_header(open_folder(self.path).header), self.keys)
        assert now is not None
        self.keys = now
        n, step = divmod(len(told), 3)
        if step == 2:  # told: another wachtzin; perhaps gone already
            assert self.opens(n, self.zinnen[1]) or self.naam(n) not in self.labels()
        elif step == 1:
            assert self.opens(n, self.zinnen[0]) or self.opens(n, self.zinnen[1])
        s = self.opened()
        if step == 0 and self.naam(n) not in {u.naam for u in s.gebruikers.all()}:
            s.gebruikers.add(self.naam(n), Gebruikerplek(Rol.SECRETARIS), self.zinnen[0], kdf=FAST)
        active = {u.naam for u in s.gebruikers.all() if u.actief}
        if self.naam(n) in active:
            s.gebruikers.remove(self.naam(n))
        self.whole(s)
        active = {u.naam for u in s.gebruikers.all() if u.actief}
        s.kluis.close()
        assert active == self.labels() == {OEFENAAR}, "who is listed has a slot, and the other way about"
        again = follow(read_header(open_folder(self.path).header), self.keys)
        assert again is not None
        self.keys = again
        for backup in KluisFolder(self.path).backups.iterdir():
            shutil.rmtree(backup)

    def labels(self) -> set[str]:
        return {s.label for s in read_header(open_folder(self.path).header).slots if s.type is SlotType.GEBRUIKER}

    def opens(self, n: int, zin: str) -> bool:
        with contextlib.suppress(WrongPassphrase):
            return bool(unlock(read_header(open_folder(self.path).header), self.naam(n), zin))
        return False
