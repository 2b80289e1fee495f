"""Flow C of PRODUCT 6.4, key by key: the secretary of the JBT, from the text of a VTB to a signed verslag.

The steps are typed by the test and by ``benchmarks/stromen.py``; what came of them is asserted by the test. Everybody
is invented.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from expertteam_app.domain.access import Rol
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, open_kluis
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.jbt import JbtPage
from tests.end_to_end.toetsenbord import ALT, CTRL, KEY, SHIFT, Toetsenbord

SECRETARIS = ("Secretaris (verzonnen)", "paard batterij nietje correct")
"""Name and wachtzin of the user whose flow this is."""

VTB = """Verzoek tot bespreking

Gezin: Zilver (verzonnen)
Gemeente: Epe
Ingediend door: wijkteam Epe (verzonnen)
Datum verzoek: {verzoek}

Kinderen
Mila Zilver, geboren {oudste}
Tijn Zilver, geboren {jongste}

Consultatie Veilig Thuis
Datum: {vt}
Met wie: Toos Fictief
Advies: bespreken aan de tafel.

Consultatie GI: {gi} en {gi_later}
Met wie: Gijs Fictief
Advies: eerst drang.

MDO: ja, {vt}
Netwerk: oma vangt de kinderen op
Ouders geïnformeerd: {verzoek}
Veiligheidsplan ja / nee

Zorgen
Er is veel ruzie in huis en de kinderen slapen slecht.

Reactie ouders
Moeder: ik wil hulp, maar geen dwang.

Stem kinderen
Mila: ik wil dat het rustig wordt.
"""

REGELS = (
    "s Mila: ik wil dat het rustig wordt thuis",
    "s moeder: ik wil hulp, geen dwang",
    "Er waren vijf meldingen sinds de zomer",
    "b Mila: de hulp thuis begint binnen twee weken",
    "b Tijn: de Raad onderzoekt of een maatregel nodig is",
    "a hulp thuis starten @wijkteam +10wd",
    "a school bellen @secretaris +5wd",
)
"""What is said at the table; each is a line of the verslag."""

VRAAG = "Wat is nodig zodat Mila en Tijn veilig thuis wonen?"
GEPROBEERD = "Hulp thuis sinds mei; die liep vast op de ruzie."
DOOR = "de tafel, met de Raad"
MOTIVERING = ("De ouders willen hulp.", "Hulp stopte steeds.")
KENMERK = "CORV-117"


def text_of(dag: date) -> str:
    """The text of a VTB that came the day before."""
    came = dag - timedelta(days=1)
    return VTB.format(
        verzoek=f"{came:%d-%m-%Y}",
        oudste=f"{came - timedelta(days=13 * 366):%d-%m-%Y}",
        jongste=f"{came - timedelta(days=8 * 366):%d-%m-%Y}",
        vt=f"{came - timedelta(days=9):%d-%m-%Y}",
        gi=f"{came - timedelta(days=6):%d-%m-%Y}",
        gi_later=f"{came - timedelta(days=3):%d-%m-%Y}",
    )


def add_secretary(kluis: Path, sessie: Sessie | None = None) -> None:
    """Give the secretary an own key to a practice kluis; `sessie` when it is open already."""
    opened = None if sessie is not None else open_kluis(kluis, OEFENAAR, OEFENZIN)
    use = sessie if sessie is not None else Sessie(*opened) if opened is not None else None
    if use is None:
        raise RuntimeError("kluis")
    try:
        use.gebruikers.add(SECRETARIS[0], Gebruikerplek(Rol.SECRETARIS), SECRETARIS[1], kdf=KdfParams.floor())
    finally:
        if opened is not None:
            opened[0].close()


def page_of(board: Toetsenbord) -> JbtPage:
    """The page of the JBT, which is on the screen."""
    return board.page(JbtPage)


def take_over(board: Toetsenbord) -> int:
    """Step 1: the text of the mail is pasted, Tab and Enter along what is yellow, and the VTB is there; its id."""
    paste(board)
    dossier = page_of(board).werkbank.detail.dossier
    if dossier is None:
        raise AssertionError("no VTB is open")
    return dossier.id


def paste(board: Toetsenbord) -> None:
    """The keys of step 1."""
    board.press(KEY.Key_5, ALT)
    board.press(KEY.Key_V, ALT)
    board.settle()
    QApplication.clipboard().setText(text_of(board.dag()))  # copied from the mail
    board.press(KEY.Key_V, CTRL)
    board.settle()
    board.picture("overnemen")
    board.press(KEY.Key_Return)  # the first date of two is right
    board.press(KEY.Key_Return)  # so is: the netwerk is there
    board.type("j")  # there is a veiligheidsplan
    board.press(KEY.Key_Return)
    board.settle()
    board.press(KEY.Key_Return, CTRL)
    board.settle()


def plan(board: Toetsenbord) -> int:
    """Step 2: the first moment within the norm, and invitations and letters in the folder; the id of the zitting."""
    invite(board)
    dossier = page_of(board).werkbank.detail.dossier
    if dossier is None or dossier.zitting_id is None:
        raise AssertionError("the VTB was not planned")
    return dossier.zitting_id


def invite(board: Toetsenbord) -> None:
    """The keys of step 2."""
    board.press(KEY.Key_F6)
    board.settle()
    board.picture("plannen")
    board.press(KEY.Key_Return)  # the first moment
    board.settle()
    board.press(KEY.Key_Return)  # uitnodigingen opslaan
    board.press(KEY.Key_Return)  # in the folder that is proposed
    board.settle()
    board.picture("uitgenodigd")


def sit(board: Toetsenbord) -> None:
    """Step 3: from the VTB to its table; everyone is there, lines are typed, one key per besluit, the table closes."""
    board.press(KEY.Key_F4)
    board.settle()
    board.press(KEY.Key_F2)
    board.type("i")
    board.settle()
    board.press(KEY.Key_F2)
    for text in REGELS:
        board.line(text)
    board.picture("regels")
    board.press(KEY.Key_2, CTRL)  # drang, for the eldest
    board.settle()
    board.fill(DOOR, "", MOTIVERING[0])
    board.picture("besluit")
    board.press(KEY.Key_Escape)
    board.press(KEY.Key_3, CTRL)  # raadsonderzoek, for the youngest; the same people decided
    board.settle()
    board.type(MOTIVERING[1])
    board.press(KEY.Key_Escape)
    board.press(KEY.Key_Return, CTRL | SHIFT)
    board.settle()
    board.picture("gesloten")


def check(board: Toetsenbord) -> None:
    """Step 4, first half: F8 names what lacks, Enter goes there."""
    board.press(KEY.Key_F8)
    board.settle()
    board.picture("controle")
    for text in (VRAAG, GEPROBEERD):
        board.press(KEY.Key_Return)
        board.settle()
        board.type(text)
        board.press(KEY.Key_F8)
        board.settle()


def walk(board: Toetsenbord, ontvangers: int = 0) -> None:
    """Step 4, second half: F9 and Enter through the version of each recipient; as many as the list has when 0."""
    board.press(KEY.Key_F9)
    board.settle()
    board.picture("versies")
    versions = ontvangers or page_of(board).zitting.versies.list.count()
    board.press(KEY.Key_Return, times=versions - 1)
    board.settle()


def sign(board: Toetsenbord) -> None:
    """Step 5: vaststellen and tekenen."""
    board.press(KEY.Key_F10)
    board.picture("vaststellen")
    board.press(KEY.Key_Return)
    board.settle()
    board.picture("tekenen")
    board.press(KEY.Key_Return)
    board.settle()
    board.picture("getekend")


def send(board: Toetsenbord) -> None:
    """Every version in the folder, and in the verzendlijst who got what."""
    board.press(KEY.Key_F9)
    board.settle()
    board.press(KEY.Key_A)
    board.press(KEY.Key_Return)  # in the folder that is proposed
    board.settle()
    board.picture("verzonden")


def record_vto(board: Toetsenbord) -> None:
    """Step 6, on a later day: the VTO went through CORV: its day and its kenmerk."""
    board.press(KEY.Key_V, ALT)
    board.press(KEY.Key_F, CTRL)
    board.type("zilver")
    board.press(KEY.Key_Return)  # to the list
    board.press(KEY.Key_Return)  # to the VTB
    board.settle()
    board.press(KEY.Key_F8)
    board.settle()
    board.picture("vto")
    board.fill("vandaag", KENMERK)
    board.press(KEY.Key_Tab)
    board.settle()


def record_day_of_raad(board: Toetsenbord) -> None:
    """Still later: the Raad began, or was ready; F8 leads to the day that is awaited."""
    board.press(KEY.Key_F8)
    board.settle()
    board.type("vandaag")
    board.press(KEY.Key_Tab)
    board.settle()
