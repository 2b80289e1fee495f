"""Reads the fields of one row, and gathers what is doubtful or impossible about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from expertteam_app.domain.codelijst import Code, fold
from expertteam_app.domain.datumlezer import MAX_LEEFTIJD, read_date
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.geboorte import checked_geboortejaar
from expertteam_app.domain.jeugdige import BSN_LENGTH, checked_bsn
from expertteam_app.domain.namen import MAX_NAAM, Naam, join_name, split_name
from expertteam_app.exchange.cellen import Cel, Rij
from expertteam_app.exchange.herkenlijst import Herkenlijst, Vondst
from expertteam_app.exchange.kolommen import cell_text, is_bsn
from expertteam_app.exchange.voorstel import Keuze, Quarantaine, Reden, Twijfel

WEGGELATEN = "[nummer weggelaten]"
_GAP = r"[\s.\-/\u2010-\u2015]{1,3}"
_NINE_DIGITS = re.compile(
    rf"(?<!\d)(?:\d{{9}}|\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}|\d{{4}}{_GAP}\d{{2}}{_GAP}\d{{3}}|\d{{8}}{_GAP}\d|\d(?:{_GAP}\d){{8}})(?!\d)"
)
_NO_DIGIT = re.compile(r"\D")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Control characters, and those that cannot be seen or turn the reading direction round."""
_ERROR_VALUE = re.compile(r"#[A-Z][A-Z0-9/_]*[!?]?")
"""What a spreadsheet shows in a cell whose formula fails: #N/A, #VALUE!, #NAME?."""
_DASHES = frozenset({"", "-", "–", "."})
_NOT_FILLED = frozenset({"nvt", "n v t", "onbekend", "geen", "x"})
_FORMULA = ("=", "@", "+")
_MAX_TEXT = 32_767
"""What fits in a cell of a workbook; a CSV file may hold more."""
CHECK_DATE = "Zoek de juiste datum op en verbeter die in de lijst."


def choices(codes: Iterable[Code]) -> tuple[Keuze, ...]:
    """Codes as choices for the user."""
    return tuple(Keuze(entry.code, entry.label) for entry in codes)


def _plain_digits(text: str) -> str:
    """The nine digits of a number as 0 to 9, however they were typed."""
    return str(int(_NO_DIGIT.sub("", text))).zfill(BSN_LENGTH)


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take this text for a formula; it stays text here."""
    return len(text) > 1 and text.startswith(_FORMULA) and not text[1:2].isspace()


class Rijlezer:
    """One row, its columns by field, and the doubts and reasons that reading it brought up.

    Attributes:
        twijfel: what a person must look at.
        redenen: why the row goes into quarantine; empty when it can be read.
    """

    def __init__(self, rij: Rij, plaats: Mapping[str, int], peildatum: date, *, bsn: bool) -> None:
        """Prepare one row.

        Args:
            rij: the row.
            plaats: index of the column of each field.
            peildatum: the day on which the list is read.
            bsn: whether BSNs may be read; if not, a number that is one is left out of every text.
        """
        self.rij = rij
        self.peildatum = peildatum
        self.twijfel: list[Twijfel] = []
        self.redenen: list[Reden] = []
        self._plaats = plaats
        self._bsn = bsn
        self._ruw: dict[str, str] = {}

    def cel(self, veld: str) -> Cel:
        """The cell of a field; None when empty or when no column holds the field."""
        index = self._plaats.get(veld)
        return self.rij.cellen[index] if index is not None and index < len(self.rij.cellen) else None

    def ruw(self, veld: str) -> str:
        """The text of a cell as it stands, without control characters and (unless BSNs are read) without BSNs."""
        if veld not in self._ruw:
            self._ruw[veld] = self.masked(cell_text(self.cel(veld)))
        return self._ruw[veld]

    def masked(self, text: str) -> str:
        """A text as it may be kept."""
        clean = _CONTROL.sub("", text)[:_MAX_TEXT].strip()
        if self._bsn:
            return clean
        return _NINE_DIGITS.sub(lambda m: WEGGELATEN if is_bsn(_plain_digits(m[0])) else m[0], clean)

    def twijfel_bij(self, veld: str, reden: str, voorstel: str | None = None, keuzes: tuple[Keuze, ...] = ()) -> None:
        """Note a doubt about a field."""
        waarde = "" if veld == "bsn" else self.ruw(veld)
        self.twijfel.append(Twijfel(self.rij.nummer, veld, waarde, voorstel, keuzes, reden))

    def onmogelijk(self, veld: str, reden: str, remedy: str) -> None:
        """Note a reason for quarantine."""
        self.redenen.append(Reden(veld, reden, remedy))

    def quarantaine(self, kolommen: tuple[str, ...], geheim: frozenset[str]) -> Quarantaine:
        """This row with its reasons and its values by heading, without the columns that hold BSNs."""
        pairs = zip(kolommen, self.rij.cellen, strict=False)
        values = {kop: self.masked(cell_text(cel)) for kop, cel in pairs if kop not in geheim and cel is not None}
        return Quarantaine(self.rij.nummer, tuple(self.redenen), values)

    def tekst(self, veld: str) -> str | None:
        """Free text, word for word."""
        text = self.ruw(veld)
        if WEGGELATEN in text:
            self.twijfel_bij(veld, "Hier stond een nummer dat een BSN kan zijn; het is weggelaten.", text)
        if len(text) == _MAX_TEXT:
            self.twijfel_bij(veld, f"Deze tekst is langer dan {_MAX_TEXT} tekens en is ingekort.", text)
        return text or None

    def nummer(self, veld: str) -> int | str | None:
        """The list's own number: a whole number as such, a text as it stands, a formula or a BSN not at all."""
        text = self.ruw(veld)
        if WEGGELATEN in text:
            self.twijfel_bij(veld, "Hier stond een nummer dat een BSN kan zijn; het is weggelaten.")
            return None
        if not text or text.startswith("="):
            return None
        return int(text) if re.fullmatch(r"[1-9][0-9]{0,8}", text) else text

    def datum(self, veld: str, *, birth: bool = False) -> date | None:
        """A date; an impossible one puts the row in quarantine, words instead of a date are a doubt."""
        cel = self.cel(veld)
        if isinstance(cel, str) and cel.startswith("="):
            self.onmogelijk(veld, "Hier staat een formule; die wordt niet uitgerekend.", "Plak de uitkomst als waarde.")
            return None
        reading = read_date(cel, peildatum=self.peildatum, birth=birth)
        if reading.problem is not None:
            if isinstance(cel, str) and not any(c.isdigit() for c in cel):
                self.twijfel_bij(veld, "Hier staat tekst in plaats van een datum; het veld blijft leeg.")
            else:
                self.onmogelijk(veld, reading.problem, CHECK_DATE)
        elif reading.doubt is not None and reading.value is not None:
            self.twijfel_bij(veld, reading.doubt, reading.value.isoformat())
        return reading.value

    def geboorte(self, veld: str) -> tuple[date | None, str]:
        """A date of birth, or (None and) the year or month and year where that is all there is: ``2012-05``."""
        jaar = self._geboortejaar(self.cel(veld))
        if not jaar:
            return self.datum(veld, birth=True), ""
        self.twijfel_bij(veld, "De dag van de geboorte staat er niet bij; het jaar wordt bewaard.", jaar)
        return None, jaar

    def _geboortejaar(self, cel: Cel) -> str:
        """What a cell says of the year of birth alone; empty for a whole date and for what cannot be a birth."""
        if isinstance(cel, bool) or not isinstance(cel, str | int | float):
            return ""
        try:
            jaar = checked_geboortejaar(cell_text(cel), self.peildatum)
        except FieldError:
            return ""
        return jaar if jaar >= str(self.peildatum.year - MAX_LEEFTIJD) else ""

    def reads_as_date(self, veld: str) -> bool:
        """Whether a cell holds a date."""
        return read_date(self.cel(veld), peildatum=self.peildatum).value is not None

    def doubt_absent(self, veld: str, dag: date | None, reden: str) -> None:
        """Note that a date is missing, unless that was noted already."""
        if dag is None and not any(doubt.veld == veld for doubt in self.twijfel):
            self.twijfel_bij(veld, reden)

    def check_person(self, naam: Naam | None, geboren: date | None, veld: str) -> None:
        """Quarantine for a row that is about nobody, or that may be a heading between the rows."""
        if self.redenen:
            return
        if naam is None and geboren is None:
            self.onmogelijk(veld, "Er staat geen naam en geen geboortedatum.", "Vul de regel aan of laat hem weg.")
        elif naam is None and not any(doubt.veld == veld for doubt in self.twijfel):
            self.twijfel_bij(veld, "De naam ontbreekt.")
        elif sum(cel is not None for cel in self.rij.cellen) == 1:
            self.onmogelijk(
                veld, "Er staat alleen een naam.", "Vul de regel aan, of laat hem weg als het een kopje is."
            )

    def code(self, veld: str, lijst: Herkenlijst, leeg: frozenset[str] = frozenset()) -> str | None:
        """A code of a list; what the list does not know is a doubt with the choices, and no value.

        Args:
            veld: the field.
            lijst: its list.
            leeg: words (after `fold`) that mean that there is no value yet.
        """
        text = self.ruw(veld)
        if text in _DASHES:
            return None
        found = lijst.find(text)
        if found.code is not None and found.zeker:
            self._doubt_question(veld, text, found.code)
            return found.code.code
        if fold(text) in leeg | _NOT_FILLED:
            return None
        self._uncertain(veld, text, found, lijst)
        return found.code.code if found.code else None

    def codes(self, veld: str, lijst: Herkenlijst) -> tuple[str, ...]:
        """Several codes from one cell; every piece that is not certain is a doubt of its own."""
        text = self.ruw(veld)
        if text in _DASHES or fold(text) in _NOT_FILLED:
            return ()
        certain, pieces = lijst.find_all(text)
        kept = dict.fromkeys(entry.code for entry in certain)
        for piece, found in pieces:
            self._uncertain(veld, piece, found, lijst)
            if found.code is not None:
                kept[found.code.code] = None
        return tuple(kept)

    def _doubt_question(self, veld: str, text: str, code: Code) -> None:
        """Note that whoever typed this was not sure of it."""
        if text.endswith("?"):
            self.twijfel_bij(veld, f"Er staat een vraagteken achter; gelezen als “{code.label}”.", code.code)

    def _uncertain(self, veld: str, text: str, found: Vondst, lijst: Herkenlijst) -> None:
        if found.code is not None:
            reden = f"Niet letterlijk zo in de lijst; gelezen als “{found.code.label}”."
        elif found.keuzes:
            reden = "Dit kan meer dan één ding betekenen; kies."
        else:
            reden = "Dit staat niet in de lijst; kies wat er bedoeld is."
        keuzes = choices(found.keuzes or lijst.lijst)
        voorstel = found.code.code if found.code else None
        self.twijfel.append(Twijfel(self.rij.nummer, veld, text, voorstel, keuzes, reden))

    def gemeente(self, lijst: Herkenlijst) -> Keuze | None:
        """The gemeente; one outside the region or not recognised puts the row in quarantine, never a guess."""
        text = self.ruw("gemeente")
        if not fold(text):
            self.twijfel_bij("gemeente", "De gemeente is niet ingevuld; kies er een.", None, choices(lijst.lijst))
            return None
        found = lijst.find(text)
        if found.code is None and not found.keuzes:
            self.onmogelijk(
                "gemeente",
                "Deze gemeente ligt buiten de regio of is niet herkend.",
                "Verbeter de gemeente in de lijst, of laat de regel weg als de jeugdige ergens anders woont.",
            )
            return None
        if not found.zeker:
            self._uncertain("gemeente", text, found, lijst)
        elif found.code:
            self._doubt_question("gemeente", text, found.code)
        return Keuze(found.code.code, found.code.label) if found.code else None

    def stap(self, lijst: Herkenlijst) -> int | None:
        """The step of the ladder, 1 to 6; another number puts the row in quarantine."""
        text = self.ruw("stap")
        number = re.fullmatch(r"(?:stap|fase|trede)?\s*(-?\d+(?:[.,]\d+)?)", text.casefold()) or re.match(
            r"(?:stap|fase|trede)\s*(-?\d+(?:[.,]\d+)?)\b", text.casefold()
        )
        if number and lijst.lijst.get(number[1]) is None:
            self.onmogelijk("stap", "Deze stap bestaat niet.", "Vul een stap van 1 tot en met 6 in.")
            return None
        if text in _DASHES:
            self.twijfel_bij("stap", "De stap is niet ingevuld; kies er een.", None, choices(lijst.lijst))
        code = self.code("stap", lijst)
        return int(code) if code else None

    def bsn(self) -> str | None:
        """The BSN, only when BSNs are read; one that fails the 11-proef is a doubt and no value."""
        text = cell_text(self.cel("bsn"))
        if not self._bsn or not text.strip(" -"):
            return None
        try:
            return checked_bsn(text.strip().zfill(BSN_LENGTH))
        except FieldError as wrong:
            self.twijfel_bij("bsn", wrong.text)
            return None

    def naam(self) -> Naam | None:
        """The name of the jeugdige, from one column or from several."""
        parts = {veld: self.ruw(veld) for veld in ("naam", "voornaam", "tussenvoegsel", "achternaam")}
        if parts["achternaam"]:
            surname = " ".join(p for p in (parts["tussenvoegsel"], parts["achternaam"]) if p)
            return self.checked_name(join_name(parts["voornaam"] or parts["naam"], surname), "achternaam")
        whole = " ".join(p for p in (parts["voornaam"], parts["tussenvoegsel"], parts["naam"]) if p)
        return self.checked_name(split_name(whole), "naam") if whole else None

    def checked_name(self, naam: Naam, veld: str) -> Naam | None:
        """A name that can be one; a formula or signs without letters are none, a single word is a doubt."""
        text = self.ruw(veld)
        if text.startswith("="):
            self.onmogelijk(veld, "Hier staat een formule; die wordt niet uitgerekend.", "Plak de naam als tekst.")
            return None
        if not any(c.isalpha() for c in naam.weergave):
            return None
        if _ERROR_VALUE.fullmatch(text):
            self.twijfel_bij(veld, "Hier staat een foutmelding van Excel in plaats van een naam.")
            return None
        if len(naam.weergave) > MAX_NAAM:
            self.onmogelijk(veld, f"Deze naam is langer dan {MAX_NAAM} tekens.", "Verbeter de naam in de lijst.")
            return None
        if not naam.voornaam or not naam.achternaam:
            self.twijfel_bij(veld, "Er staat maar één deel van de naam.", naam.weergave)
        elif "(" in text or "[" in text:
            self.twijfel_bij(veld, "Wat tussen haakjes staat, hoort niet bij de naam en is weggelaten.", naam.weergave)
        elif any(c.isdigit() for c in naam.weergave):
            self.twijfel_bij(veld, "In de naam staat een cijfer.", naam.weergave)
        return naam
