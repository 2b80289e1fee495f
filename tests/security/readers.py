"""Every reader of a file that someone else can have made: good examples of what it reads, and how it reads them.

`FUZZED` and `OWN` together name every module of the program that opens or takes apart a file; the test of the
architecture keeps them complete. Only what comes from elsewhere is fuzzed; what the program ships or has just written
itself has its reason here.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path

from openpyxl import Workbook
from PIL import Image

from expertteam_app.cli.opening import read_passphrase_file
from expertteam_app.cli.paden import read_input
from expertteam_app.db.engine import connect
from expertteam_app.db.folder import KluisFolder, locked, open_folder
from expertteam_app.db.redding import save_what_can_be_read
from expertteam_app.db.sleutelwissel import next_header
from expertteam_app.documents.logo import redrawn
from expertteam_app.domain.beleid import TEKSTGROOTTES, Beleid
from expertteam_app.domain.bijlage import Tonen, clean_name, kind_of, read_text
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import EnvironmentProblem
from expertteam_app.domain.pakket import INHOUD, MANIFEST, Pakketsoort
from expertteam_app.exchange.casuslijst import read_ret
from expertteam_app.exchange.corv_gegevens import lees_gegevens
from expertteam_app.exchange.corv_lezen import lees_bericht
from expertteam_app.exchange.logboek import read_logboek
from expertteam_app.exchange.pakket_zip import read_inhoud, read_omslag, unpack
from expertteam_app.exchange.rijen import read_rows
from expertteam_app.exchange.startfoto import KOPPEN, NUMMER, VOORNEMEN, read_csv
from expertteam_app.exchange.visitekaartje import read_card, write_card
from expertteam_app.exchange.vtb_bestand import text_of
from expertteam_app.exchange.vtb_lijst import read_jbt
from expertteam_app.exchange.vtb_tekst import recognise
from expertteam_app.security.headerfile import read_header
from expertteam_app.security.kdf import KdfParams, Purpose, subkey
from expertteam_app.security.keyslots import Unlocked, unlock
from expertteam_app.security.pades import read_certificate
from expertteam_app.security.pakketsleutels import Doel, open_with_key, seal_to, signed_by
from expertteam_app.services.beleid import find_policy
from expertteam_app.services.codelijsten import shipped_lists
from expertteam_app.services.inzages import binnengekomen, mislukt
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, create_kluis, user_labels
from expertteam_app.services.oefenkluis import Oefenkluis
from expertteam_app.services.sleutelwissel import plan_new_key
from expertteam_app.services.tweede_plaats import last_outcome
from expertteam_app.ui.pages.casus_bijlage_beeld import read_image
from expertteam_app.ui.theme import Mode
from expertteam_app.ui.voorkeuren import Voorkeuren
from tests.conftest import open_sessie
from tests.exchange import pakketten

TODAY = date(2026, 11, 22)
FUZZED: dict[str, tuple[str, ...]] = {
    "cli.opening": ("wachtzinbestand",),
    "db.engine": ("data.db", "data.db-wal", "data.db-journal"),
    "db.folder": ("in-gebruik.json", "mislukte-pogingen.txt", "tweede-plaats.txt"),
    "documents.logo": ("logo",),
    "domain.beleid": ("beleid.toml",),
    "domain.bijlage": ("bijlage",),
    "exchange.bestand": ("invoer", "vtb.docx", "vtb.txt", "vtb.pdf"),
    "exchange.corv_gegevens": ("vto-gegevens.toml",),
    "exchange.corv_lezen": ("corv.xml",),
    "exchange.csv_blad": ("casuslijst.csv", "vtb-lijst.csv"),
    "exchange.logboek": ("logboek.csv",),
    "exchange.pakket_zip": ("pakket", "pakket.zip", "pakket.omslag", "pakket.inhoud"),
    "exchange.rijen": ("rijen.csv",),
    "exchange.startfoto": ("startfoto.csv",),
    "exchange.visitekaartje": ("visitekaartje",),
    "exchange.vtb_bestand": ("vtb.docx", "vtb.txt", "vtb.pdf"),
    "exchange.vtb_pdf": ("vtb.pdf",),
    "exchange.xlsx_blad": ("casuslijst.xlsx",),
    "security.header": ("sleutels.json", "sleutels.json.volgend"),
    "security.headerfile": ("sleutels.json", "sleutels.json.volgend"),
    "security.pades": ("certificaat.p12",),
    "services.beleid": ("beleid.toml",),
    "ui.pages.casus_bijlage_beeld": ("beeld",),
    "ui.voorkeuren": ("venster.ini",),
}
"""Module to the names of the readers below that go through it."""
_ROW = "reads a column of the kluis, which only the program writes and every page of which is signed"
_SHIPPED = "reads a file that ships with the program"
_MADE = "takes apart what the program has just made itself, before it leaves"
OWN: dict[str, str] = {
    "analysis.disclosure.teruglezen": _MADE,
    "cli.__init__": "opens the null device",
    "db.audit": _ROW,
    "db.backup": "reads the first bytes of a copy it has just made",
    "db.plaats": "reads the list of mounts that the kernel makes",
    "db.queries.partijen": _ROW,
    "db.tijdmachine_rijen": _ROW,
    "db.undo": _ROW,
    "documents.delen_docx": _MADE,
    "documents.docx_opmaak": _MADE,
    "documents.huisstijl": _MADE,
    "domain.codelijst": _SHIPPED,
    "domain.eersteweek": _SHIPPED,
    "domain.handleiding": _SHIPPED,
    "domain.klok": _SHIPPED,
    "domain.monitor": _ROW,
    "domain.nieuws": _SHIPPED,
    "domain.opschaling": _SHIPPED,
    "domain.tekstblok": _SHIPPED,
    "domain.verslagblok": _SHIPPED,
    "exchange.bestandscontrole": _MADE,
    "exchange.monitor_xlsx": _MADE,
    "exchange.ods_rapport": _MADE,
    "security.inzage": "makes and wipes its own copies; reads none",
    "security.passphrase": _SHIPPED,
    "services.codelijsten": _SHIPPED,
    "services.eersteweek": _SHIPPED,
    "services.handleiding": _SHIPPED,
    "services.plaatsen_lijst": _SHIPPED,
    "services.rapport_bouw": _ROW,
    "services.sjablonen": _SHIPPED,
    "services.tekstblokken": _SHIPPED,
    "services.verslagversies": _SHIPPED,
    "services.woorden_lijst": _SHIPPED,
    "services.zelftest": _SHIPPED,
    "ui.bestandskeuze": "takes folders out of what Qt remembers, through Qt",
    "ui.icons": _SHIPPED,
    "ui.theme": _SHIPPED,
}
"""Module to the reason why no stranger's file comes there."""

VTB = (
    "Gezin: Proef\nGemeente: Epe\nIndiener: CJG Epe\nKinderen\nAya Proef 1-5-2015\nZorgen\n[x] ja [ ] nee\n- geen rust"
)
CASUSSEN = (
    "nr;naam jeugdige;geb. datum;gemeente;aangemeld door;datum aanmelding;stap nu;gezochte hulp;waarom vast;opmerking\n"
    "1;Fien Verzonnen;14-3-2012;Apeldoorn;CJG;1-2-2026;RET;gezinshuis;wachtlijst; geen school\n"
    "2;Berg, van den;2011;Epe/Heerde;opa;3 feb 2026;stap 4;?;;=1+1\n"
)
VTBS = (
    "VTB nr;gezin;kind;geb.;gemeente;indiener;VTB binnen;datum tafel;besluit\n"
    "VTB-001;Proef;Aya Proef;1-5-2015;Epe;CJG;1-2-2026;12-2-2026;drang\n"
)
LOG = "zaak;stap;tijdstip\nA;begin;2025-01-02 10:00\nA;eind;31-12-2025 14:05\nB;begin;2025-03-30T02:30:00+01:00\n"
STARTFOTO = ";".join((NUMMER, VOORNEMEN, *KOPPEN.values())) + "\nRET-2026-001;2026-03-12;" + ";" * len(KOPPEN) + "\n"

GEGEVENS = (
    '[zender]\norganisatie = "0232"\napplicatie = "JZA"\n[extra]\nspoed = "J"\n[kind.1]\nverwacht = 2027-01-05\n'
    'geboortedatum_onbekend = true\n[belanghebbende.2]\ntelefoon = "0570-000000"\n'
)


@dataclass(frozen=True, slots=True)
class Reader:
    """One way a file comes in.

    Attributes:
        seeds: good files.
        read: reads bytes in a folder of its own; raises nothing but errors of the domain.
    """

    seeds: Callable[[], list[bytes]]
    read: Callable[[bytes, Path], object]


def _xlsx() -> list[bytes]:
    book, target = Workbook(), io.BytesIO()
    for line in CASUSSEN.splitlines():
        book.active.append(line.split(";"))  # type: ignore[union-attr]  # a new book has a sheet
    book.save(target)
    return [target.getvalue()]


def _docx() -> list[bytes]:
    from docx import Document

    document, target = Document(), io.BytesIO()
    for line in VTB.splitlines():
        document.add_paragraph(line)
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "Kind", "Aya Proef"
    table.cell(0, 0).merge(table.cell(0, 1))
    document.save(target)
    return [target.getvalue()]


def _pdf() -> list[bytes]:
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target)
    for number, line in enumerate(VTB.splitlines()):
        canvas.drawString(60, 760 - 20 * number, line)
    canvas.acroForm.textfield(name="gezin", x=60, y=400, width=200, height=20, value="Proef")
    canvas.save()
    return [target.getvalue()]


def _pictures() -> list[bytes]:
    made = []
    for form, mode in (("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "RGB"), ("PNG", "1"), ("JPEG", "CMYK")):
        target = io.BytesIO()
        Image.effect_noise((37, 23), 60).convert(mode).save(target, form)
        made.append(target.getvalue())
    return made


def _corv() -> list[bytes]:
    from tests.exchange.corv_notificatie import bericht, beslissing, notificatie

    whole = notificatie("Zaak afgerond", "Maatregel opgelegd", more=beslissing())
    return [whole, whole.decode().replace("UTF-8", "UTF-16").encode("utf-16"), bericht("zorgmeldingDi01", "")]


def _p12() -> list[bytes]:
    from tests.security.test_pades import Ca

    return [Ca().pkcs12("Vera Voorbeeld (fictief)")]


def make_kluis(path: Path) -> Path:
    """A small closed kluis, of which the files are spoiled."""
    create_kluis(path, "Klein", OEFENAAR, OEFENZIN, oefening=True, kdf=KdfParams.floor())
    s = open_sessie(path)
    Oefenkluis(s.context, 7).fill(2, tafels=False)
    s.kluis.close()
    return path


source: list[Path] = []
"""In a child: where that kluis stands."""


@cache
def kluis() -> tuple[Path, Unlocked]:
    """That kluis, to be copied, and the keys of its user."""
    (path,) = source
    return path, unlock(read_header(path / "sleutels.json"), OEFENAAR, OEFENZIN)


def _file(name: str) -> Callable[[], list[bytes]]:
    return lambda: [(kluis()[0] / name).read_bytes()]


def _own(path: Path) -> Path:
    return Path(shutil.copytree(path, Path(tempfile.mkdtemp(dir=path.parent)) / path.name))


def _wal() -> list[bytes]:
    path, keys = kluis()
    own = _own(path)
    s = open_sessie(own, keys)
    s.casussen.change(s.casussen.find(CasusFilter(status="alle"))[0], "vraag", "Wat helpt?")
    found = (own / "data.db-wal").read_bytes()
    s.kluis.close()
    return [found]


def _next() -> list[bytes]:
    path, keys = kluis()
    own = _own(path)
    folder = open_folder(own)
    plan_new_key(folder, read_header(folder.header), keys)
    return [next_header(folder).read_bytes()]


def _note() -> list[bytes]:
    return [json.dumps({"wie": "Vera", "computer": "x", "sinds": "2026-11-22T10:00:00+00:00"}).encode()]


def _in_kluis(name: str, content: bytes, place: Path) -> None:
    """Everything one does with a kluis in which one file is another: open, look, check, rescue."""
    good, keys = kluis()
    path = place / "eigen.kluis"
    shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(good, path)
    (path / name).write_bytes(content)
    if name.startswith("sleutels.json") and len(content) % 2:
        (path / f"{name}.bak").write_bytes(content)
    if name.startswith("sleutels.json"):
        with contextlib.suppress(EnvironmentProblem):
            assert all(label.isprintable() for label in user_labels(path))
    try:
        s = open_sessie(path, keys)
        try:
            assert all(found.endswith(".") for found in s.beheer.controle())
            for casus in s.casussen.find(CasusFilter(status="alle")):
                s.casussen.dossier(casus)
        finally:
            s.kluis.close()
    finally:
        if name == "data.db":
            target = path / "gered.db"
            save_what_can_be_read(path / name, subkey(keys.master_key, Purpose.SQLCIPHER), target)
            connect(target, subkey(keys.master_key, Purpose.SQLCIPHER)).close()


def _holder(content: bytes, place: Path) -> None:
    folder = KluisFolder(place)
    with locked(folder, "Vera"):
        folder.lock_note.write_bytes(content)
        with locked(folder, "Bea"):
            raise AssertionError("the lock was given twice")


def _attempts(content: bytes, place: Path) -> None:
    good, keys = kluis()
    path = place / "eigen.kluis"
    if not path.exists():
        shutil.copytree(good, path)
    (path / "mislukte-pogingen.txt").write_bytes(content)
    mislukt(path)
    s = open_sessie(path, keys)
    try:
        binnengekomen(s.context, s.kluis.folder)
    finally:
        s.kluis.close()


def _second(content: bytes, place: Path) -> None:
    folder = KluisFolder(place)
    folder.backups.mkdir(exist_ok=True)
    (folder.backups / "tweede-plaats.txt").write_bytes(content)
    assert len(last_outcome(folder)) < 1000


def _list(soort: str, name: str, content: bytes, _place: Path) -> None:
    (read_ret if soort == "RET" else read_jbt)(content, name, shipped_lists(), peildatum=TODAY).to_json()


def _vtb(ending: str, content: bytes, place: Path) -> None:
    path = place / f"verzoek{ending}"
    path.write_bytes(content)
    text = text_of(path)
    recognise(text, list(shipped_lists()["gemeenten"]), TODAY)


def _rows(content: bytes, _place: Path) -> None:
    for _ in read_rows(content)[1]:
        pass


def _bijlage(content: bytes, _place: Path) -> None:
    soort = kind_of(content)
    clean_name(content[:60].decode("latin-1"), soort)
    if soort.tonen is Tonen.TEKST:
        read_text(content)


def _sealed(content: bytes, _place: Path) -> None:
    unpack(open_with_key(pakketten.ONTVANGER, content), pakketten.signed)


def _card(content: bytes, _place: Path) -> None:
    read_card(content, lambda key, text, signature: signed_by(key, Doel.KAARTJE, text, signature))


def _cards() -> list[bytes]:
    own = pakketten.AFZENDER
    return [write_card(pakketten.kaart(own), lambda text: own.sign(Doel.KAARTJE, text))]


def _input(content: bytes, place: Path) -> None:
    (place / "in").write_bytes(content)
    assert read_input(place / "in") == content


def _secret(content: bytes, place: Path) -> None:
    (place / "zin").write_bytes(content)
    read_passphrase_file(place / "zin")


def _window(content: bytes, place: Path) -> None:
    (place / "venster.ini").write_bytes(content)
    found = Voorkeuren(place / "venster.ini", Beleid())
    assert found.scale in TEKSTGROOTTES
    assert found.mode in set(Mode)
    assert found.print_friendly in {True, False}
    found.came_with("9.9.9", first=False)


def _policy(content: bytes, place: Path) -> None:
    path = place / "beleid.toml"
    path.write_bytes(content)
    assert 1 <= find_policy([place / "weg", path]).beleid.minuten(10) <= 10


READERS: dict[str, Reader] = {
    "data.db": Reader(_file("data.db"), partial(_in_kluis, "data.db")),
    "data.db-wal": Reader(_wal, partial(_in_kluis, "data.db-wal")),
    "data.db-journal": Reader(_wal, partial(_in_kluis, "data.db-journal")),
    "sleutels.json": Reader(_file("sleutels.json"), partial(_in_kluis, "sleutels.json")),
    "sleutels.json.volgend": Reader(_next, partial(_in_kluis, "sleutels.json.volgend")),
    "in-gebruik.json": Reader(_note, _holder),
    "mislukte-pogingen.txt": Reader(lambda: [b"2026-11-22T10:00:00+00:00\n" * 3], _attempts),
    "tweede-plaats.txt": Reader(lambda: [b"Kopie naar de tweede plaats: gelukt."], _second),
    "casuslijst.xlsx": Reader(_xlsx, partial(_list, "RET", "lijst.xlsx")),
    "casuslijst.csv": Reader(
        lambda: [CASUSSEN.encode(), CASUSSEN.encode("utf-16")], partial(_list, "RET", "lijst.csv")
    ),
    "vtb-lijst.csv": Reader(lambda: [VTBS.encode(), VTBS.encode("cp1252")], partial(_list, "JBT", "lijst.csv")),
    "logboek.csv": Reader(lambda: [LOG.encode()], lambda content, _place: read_logboek(content, datetime.now(UTC))),
    "corv.xml": Reader(_corv, lambda content, _place: lees_bericht(content)),
    "vto-gegevens.toml": Reader(lambda: [GEGEVENS.encode()], lambda content, _place: lees_gegevens(content)),
    "rijen.csv": Reader(lambda: [LOG.encode(), VTBS.encode()], _rows),
    "startfoto.csv": Reader(
        lambda: [STARTFOTO.encode()], lambda content, _place: read_csv(content, shipped_lists(), TODAY)
    ),
    "vtb.docx": Reader(_docx, partial(_vtb, ".docx")),
    "vtb.pdf": Reader(_pdf, partial(_vtb, ".pdf")),
    "vtb.txt": Reader(lambda: [VTB.encode(), VTB.encode("utf-16")], partial(_vtb, ".txt")),
    "logo": Reader(_pictures, lambda content, _place: redrawn(content)),
    "beeld": Reader(_pictures, lambda content, _place: read_image(content)),
    "bijlage": Reader(lambda: [*_docx(), *_xlsx(), *_pdf(), VTB.encode()], _bijlage),
    "certificaat.p12": Reader(
        _p12, lambda content, _place: read_certificate(content, "proef met één ë", datetime.now(UTC))
    ),
    "pakket": Reader(lambda: [seal_to([pakketten.ONTVANGER.ontvangsleutel], pakketten.good())], _sealed),
    "pakket.zip": Reader(
        lambda: [pakketten.good(), pakketten.bewijs()], lambda content, _place: unpack(content, pakketten.signed)
    ),
    "pakket.omslag": Reader(
        lambda: [pakketten.parts(pakketten.good())[MANIFEST]], lambda content, _place: read_omslag(content)
    ),
    "pakket.inhoud": Reader(
        lambda: [pakketten.parts(pakketten.good())[INHOUD]],
        lambda content, _place: read_inhoud(Pakketsoort.INBRENG, content),
    ),
    "visitekaartje": Reader(_cards, _card),
    "wachtzinbestand": Reader(lambda: ["één lange zin\n".encode("utf-8-sig")], _secret),
    "invoer": Reader(lambda: [b"wat dan ook"], _input),
    "beleid.toml": Reader(
        lambda: [b"tekstgrootte = 125\nthema = 'licht'\nvergrendelen-na = 5\noefenkluis = false\n"], _policy
    ),
    "venster.ini": Reader(
        lambda: [b"[General]\nthema=donker\ntekstgrootte=125\nprintvriendelijk=true\nversie=0.5.0\n"], _window
    ),
}


def _takes(_content: bytes, _place: Path) -> None:
    bytearray(2_000_000_000)


def _writes(content: bytes, _place: Path) -> None:
    Path(json.loads(content)).joinpath("elders").write_bytes(b"")


def _fails(_content: bytes, _place: Path) -> None:
    _ = 1 / 0


BROKEN: dict[str, Reader] = {
    f"stuk: {name}": Reader(list, read) for name, read in (("geheugen", _takes), ("elders", _writes), ("fout", _fails))
}
"""Readers as they must not be, to see that the harness sees it."""
