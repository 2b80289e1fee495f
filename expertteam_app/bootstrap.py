"""The one place where objects meet: services behind the door, pages in the window."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from expertteam_app.domain.access import Right
from expertteam_app.domain.beleid import Beleid
from expertteam_app.domain.errors import EnvironmentProblem
from expertteam_app.domain.inzicht import ZoekTreffer
from expertteam_app.services.beleid import geldend
from expertteam_app.services.plaatsen import data_folder, known_kluizen, practice_path, start_problem
from expertteam_app.ui.app import App, QtApplication, run
from expertteam_app.ui.page import PageSpec
from expertteam_app.ui.pages.ontgrendelen_redding import ReddingInfo
from expertteam_app.ui.pages.ontgrendelen_schermen import KluisInfo
from expertteam_app.ui.weigering import show_refusal

if TYPE_CHECKING:
    from expertteam_app.services.sessie import Sessie
    from expertteam_app.services.toegang import Toegang
    from expertteam_app.services.zelftest import Stap, Uitslag

BEHIND_THE_DOOR = (
    "expertteam_app.security.keyslots",
    "expertteam_app.db.tables",
    "expertteam_app.db.store",
    "expertteam_app.services.kluis",
    "expertteam_app.services.sessie",
    "expertteam_app.services.toegang",
    "expertteam_app.ui.navigatie",
)
"""What opening a kluis loads, in steps: after each of them the program can end. Nothing before the door needs any."""
MAX_LOG = 64_000
"""Bytes; the log holds codes and places of faults only, and starts anew when it is full."""


SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""Any of these says where a window can be shown, on Linux."""
OP_NETWERK = (
    "Deze kluis staat op een netwerkschijf. Dat kan, maar het is trager, en valt de verbinding weg, dan wacht het "
    "programma. Op uw eigen computer, met de netwerkschijf als tweede plaats voor back-ups, werkt het prettiger."
)


class Voordeur:
    """`Toegang` as the window asks for it (`ui.app.Deur`).

    The code behind it is loaded beside the window, while the user reads or types (`prepare`); whoever needs it earlier
    waits for that, or loads it.
    """

    def __init__(self, folder: Path, vandaag: Callable[[], date] = date.today) -> None:
        self._folder = folder
        self._vandaag = vandaag
        self._made: Toegang | None = None
        self._loading = threading.Lock()

    @property
    def _toegang(self) -> Toegang:
        made = self._made
        if made is None:
            with self._loading:  # the window and the work beside it may both be the first to ask
                made = self._make()
        return made

    def _make(self) -> Toegang:
        if self._made is None:
            from expertteam_app.services.toegang import Toegang

            self._made = Toegang(self._folder, self._vandaag)
        return self._made

    @property
    def beleid(self) -> Beleid:
        """What the beheerder of this computer fixed."""
        return geldend().beleid

    def use_print_style(self, *, chosen: bool) -> bool:
        """Make documents as was chosen on this computer; returns what holds."""
        from expertteam_app.services.afdrukken import use_print_style

        return use_print_style(chosen=chosen)

    def prepare(self, check: Callable[[], None]) -> None:
        """Load what opening a kluis needs; `check` may stop it between two parts."""
        with self._loading:
            for name in BEHIND_THE_DOOR:
                check()
                import_module(name)
            self._make()

    @property
    def sessie(self) -> Sessie:
        """The open session; the window only asks for it while one is open."""
        sessie = self._toegang.sessie
        if sessie is None:
            raise RuntimeError("locked")
        return sessie

    def known(self) -> Sequence[KluisInfo]:
        """The kluizen of this user; not the Oefenkluis where the beheerder offers none."""
        found = [self._info(path) for path in known_kluizen(self._folder)]
        return [info for info in found if self.beleid.oefenkluis or not info.oefening]

    def create(self, path: Path, naam: str, gebruiker: str, passphrase: str) -> str:
        """Make and open a kluis; returns the noodcode."""
        return self._toegang.create(path, naam, gebruiker, passphrase)

    def create_practice(self) -> None:
        """Open the Oefenkluis, making it first where there is none."""
        self._toegang.practise()

    def unlock(self, path: Path, gebruiker: str, passphrase: str) -> None:
        """Open a kluis."""
        self._toegang.unlock(path, gebruiker, passphrase)

    def backup_offer(self, path: Path, gebruiker: str, passphrase: str, error: Exception) -> str:
        """What the newest whole back-up of a damaged kluis holds, in words; empty when there is none."""
        return self._toegang.backup_offer(path, gebruiker, passphrase, error)

    def restore_backup(self, path: Path, gebruiker: str, passphrase: str) -> None:
        """Make a new kluis of that back-up, and open it."""
        self._toegang.restore_backup(path, gebruiker, passphrase)

    def can_rescue(self, error: Exception) -> bool:
        """Whether what can be read of a kluis may be saved."""
        return self._toegang.can_rescue(error)

    def rescue(self, path: Path, gebruiker: str, passphrase: str) -> ReddingInfo:
        """Save what can be read into a new kluis."""
        from expertteam_app.services.redding import in_words

        found = self._toegang.rescue(path, gebruiker, passphrase)
        return ReddingInfo(found.kluis, *in_words(found))

    def open_rescued(self, path: Path, gebruiker: str, passphrase: str) -> None:
        """Open that kluis."""
        self._toegang.open_rescued(path, gebruiker, passphrase)

    def passphrase_problem(self, text: str, gebruiker: str) -> str | None:
        """Why this wachtzin cannot be used; None when it can."""
        return self._toegang.passphrase_problem(text, gebruiker)

    def passphrase_time(self, text: str, gebruiker: str) -> str:
        """How long guessing this wachtzin takes, as a sentence."""
        return self._toegang.passphrase_time(text, gebruiker)

    def delay_after(self, failures: int) -> float:
        """Seconds to wait after so many failures in a row."""
        return self._toegang.delay_after(failures)

    def open_info(self) -> tuple[str, bool, int]:
        """Name of the open kluis and the own werkgebied, whether it is the Oefenkluis, minutes until it locks."""
        minutes = self.sessie.beheer.settings()["vergrendelen.minuten"]
        gebied = self.sessie.werkgebieden.in_woorden
        naam = f"{self.sessie.naam} · alleen {gebied}" if gebied else self.sessie.naam
        return naam, self.sessie.oefening, minutes if isinstance(minutes, int) else 10

    def remark(self) -> str:
        """What the user must know about this computer and where this kluis stands; empty when nothing."""
        told = (self.beleid.melding, OP_NETWERK if self.sessie.kluis.op_netwerk else "")
        return " ".join(filter(None, told))

    def keeps_off_recordings(self) -> bool:
        """Whether this kluis wants its window left out of screenshots and shared screens."""
        from expertteam_app.services.instellingen import OPNAME_SETTING

        return bool(self.sessie.beheer.settings()[OPNAME_SETTING])

    def pages(self, app: App) -> Sequence[PageSpec]:
        """The pages on the open kluis; their code loads while the user reads the first one."""
        from expertteam_app.ui.navigatie import Navigatie

        return Navigatie(self.sessie, app).specs()

    def search(self, text: str) -> Sequence[ZoekTreffer]:
        """Find in the open kluis; nothing for a role that may not read casussen."""
        sessie = self.sessie
        return sessie.zoeken.search(text) if sessie.actor.can(Right.CASUS_READ) else []

    def on_change(self, listener: Callable[[frozenset[str]], None]) -> None:
        """Call with the touched tables after every commit."""
        self.sessie.context.store.on_commit(listener)

    def lock(self) -> None:
        """Close the kluis."""
        if self._made is not None:
            self._made.lock()

    def last_opened(self) -> KluisInfo | None:
        """The kluis that was opened last."""
        return self._info(self._toegang.path) if self._toegang.path else None

    def _info(self, path: Path) -> KluisInfo:
        return KluisInfo(path, path.stem, oefening=path == practice_path(self._folder))


def fault_log(folder: Path) -> Callable[[str], None]:
    """A writer for the local log: time, code and places of a fault, never a value."""

    def write(line: str) -> None:
        path = folder / "fouten.log"
        mode = "a" if path.exists() and path.stat().st_size < MAX_LOG else "w"
        with path.open(mode, encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M} {line}\n")

    return write


def make_app(qt: QtApplication, folder: Path, vandaag: Callable[[], date] = date.today) -> App:
    """The whole application on a Qt application and a data folder; `vandaag` gives the day on which it lives."""
    return App(qt, Voordeur(folder, vandaag), folder, fault_log(folder))


def self_test(say: Callable[[str], object], *, with_report: bool = False) -> int:
    """Try the whole program on invented data; 0 when every step is well, 1 naming the steps that failed.

    Args:
        say: gets one line per step.
        with_report: say the diagnose report for the helpdesk after them.
    """
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in SCREENS):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from expertteam_app.services.zelftest import diagnose, run_steps
    from expertteam_app.ui import zelftest

    qt = QtApplication.instance()
    outcomes: list[Uitslag] = []
    for outcome in run_steps(test_steps(qt if isinstance(qt, QtApplication) else QtApplication([]))):
        outcomes.append(outcome)
        say(outcome.regel)
    failed = [each.naam for each in outcomes if not each.goed]
    say(f"Niet goed: {', '.join(failed)}." if failed else "Alles werkt.")
    if with_report:
        say(f"\n{diagnose(outcomes, zelftest.facts())}")
    return 1 if failed else 0


def test_steps(qt: QtApplication) -> Sequence[Stap]:
    """Every step of the self-test: those of the kernel, then those of a window of its own."""
    from expertteam_app.services.kluis import OEFENAAR, OEFENZIN
    from expertteam_app.services.zelftest import DAG, Stap, kernel_steps
    from expertteam_app.ui import zelftest

    def with_window(act: Callable[[App, Path], str]) -> Callable[[Path], str]:
        def do(folder: Path) -> str:
            app = make_app(qt, folder / "venster", lambda: DAG)
            try:
                return act(app, folder)
            finally:
                app.close()
                app.frame.deleteLater()

        return do

    window = with_window(lambda app, folder: zelftest.window(app, folder / "Oud.kluis", OEFENAAR, OEFENZIN))
    looks = with_window(lambda app, _folder: zelftest.looks(app))
    return (*kernel_steps(), Stap("Letters, tekens en woorden", looks), Stap("Venster openen en vergrendelen", window))


def open_window(kluis: Path | None = None) -> int:
    """Open the window and run until it is closed; 3 when there is no screen, or no place to keep data.

    Args:
        kluis: the folder of the kluis to ask the wachtzin of; without it the user chooses.
    """
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in SCREENS):
        sys.stderr.write(
            "Er is geen scherm om het venster op te tonen. Start Expertteam op een bureaublad, of gebruik een "
            "opdracht: expertteam --help\n"
        )
        return EnvironmentProblem.exit_code
    try:
        if problem := start_problem():
            raise problem
        folder = data_folder()
    except EnvironmentProblem as problem:
        show_refusal(problem)
        return problem.exit_code

    def make(qt: QtApplication) -> App:
        app = make_app(qt, folder)
        if kluis is not None:
            app.open_at(kluis)
        return app

    return run(sys.argv[:1], make)
