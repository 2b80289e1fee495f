"""Splits Dutch names as people type them, and brings them to one form for comparing.

Voorvoegsels follow the national table 36 of the BRP, except those that are felt as part of the surname (El Amrani,
D'Angelo): these stay with the achternaam.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.errors import FieldError

MAX_NAAM = 200
"""Characters in one part of a name; more is no name, and does not fit on paper."""

_IN_FULL = frozenset({"van", "de", "den", "der", "'t", "t", "te", "ten", "ter", "von", "vom", "zu", "zur"})
_SHORTENED = frozenset({"v.", "v.d.", "v.d", "vd", "vd.", "v/d", "v.t.", "v.'t"})
_NO_FIRST_NAME = _IN_FULL | _SHORTENED
"""Voorvoegsels with which a name may begin (``van den Berg``): nobody is called so."""
_RARE = frozenset({"het", "in", "op", "over", "onder", "aan", "bij", "uit", "du", "des", "la", "le", "di", "del", "da"})
_PREFIXES = _NO_FIRST_NAME | _RARE | {"v", "d.", "della", "dos"}
_WITH_SURNAME = frozenset({"el", "al", "ben", "bin", "abu", "bou", "st."})
_ABBREVIATED = {
    "vd": "v.d.",
    "vd.": "v.d.",
    "v.d": "v.d.",
    "v/d": "v.d.",
    "v": "v.",
    "t": "'t",
    "v.'t": "van 't",
    "v.t.": "van 't",
}
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Naam:
    """The name of a person in the three parts that Dutch registers keep."""

    voornaam: str
    tussenvoegsel: str
    achternaam: str

    @property
    def weergave(self) -> str:
        """The name as it is read: Koen van den Berg."""
        return " ".join(part for part in (self.voornaam, self.tussenvoegsel, self.achternaam) if part)

    @property
    def initialen(self) -> str:
        """First letters only, for where the name itself must not stand: K.v.d.B."""
        words = re.split(r"[\s.-]+", self.weergave)
        return "".join(f"{word.lstrip(chr(39))[:1]}." for word in words if word.strip("'"))

    def key(self) -> str:
        """The same for every way of writing this name: no case, accents, punctuation or voorvoegsels."""
        return f"{surname_key(self)}|{first_name_key(self)}"


def name_part(text: object, veld: str) -> str:
    """One part of a name as it is kept: on one line, without spaces around it.

    Raises:
        FieldError: longer than `MAX_NAAM` characters.
    """
    plain = " ".join(str(text or "").split())
    if len(plain) > MAX_NAAM:
        raise FieldError(veld, f"Deze naam is langer dan {MAX_NAAM} tekens.", "Kort de naam in.")
    return plain


def surname_key(naam: Naam) -> str:
    """The achternaam without case, accents, punctuation and voorvoegsels (those before it are no part of it)."""
    words = fold(naam.achternaam.replace("'", "")).split()
    while len(words) > 1 and (words[0] in _PREFIXES or words[0] in _WITH_SURNAME):
        words.pop(0)
    return " ".join(words)


def first_name_key(naam: Naam) -> str:
    """The voornaam without case, accents and punctuation."""
    return fold(naam.voornaam.replace("'", ""))


def split_name(text: str) -> Naam:
    """Split a whole name: ``Koen van den Berg``, ``Berg, Koen van den``, ``Koen Berg, van den``, ``BERG, K. v.d.``.

    What stands between brackets (a call name, a remark) is left out. A single word is an achternaam.
    """
    plain = " ".join(_ASIDE.sub(" ", text.translate(_APOSTROPHES)).replace(" - ", "-").split()).strip(" ,;")
    before, comma, after = plain.partition(",")
    if comma:
        return _from_comma(before.split(), after.replace(",", " ").split())
    return _from_words(plain.split())


def join_name(voornaam: str, achternaam: str) -> Naam:
    """A name from two columns; the achternaam may carry its voorvoegsel on either side (``Berg, van den``)."""
    first = " ".join(_ASIDE.sub(" ", voornaam.translate(_APOSTROPHES)).split())
    rest = split_name(achternaam) if "," in achternaam else _surname(achternaam.translate(_APOSTROPHES).split())
    trailing = first.split()
    prefix: list[str] = []
    while len(trailing) > 1 and _is_prefix(trailing[-1]) and not rest.tussenvoegsel:
        prefix.insert(0, trailing.pop())
    return Naam(_capitalise(" ".join(trailing)), _prefix(prefix) or rest.tussenvoegsel, rest.achternaam)


def _is_prefix(word: str) -> bool:
    return word.casefold() in _PREFIXES


def _from_comma(before: list[str], after: list[str]) -> Naam:
    if after and all(_is_prefix(w) for w in after):
        return Naam(_capitalise(" ".join(before[:-1])), _prefix(after), _capitalise(" ".join(before[-1:])))
    prefix: list[str] = []
    while after and len(after) > 1 and _is_prefix(after[-1]):
        prefix.insert(0, after.pop())
    if after and len(after) > 1 and _is_prefix(after[0]):
        while len(after) > 1 and _is_prefix(after[0]):
            prefix.append(after.pop(0))
    rest = _surname(before)
    return Naam(_capitalise(" ".join(after)), _prefix(prefix) or rest.tussenvoegsel, rest.achternaam)


def _from_words(words: list[str]) -> Naam:
    if len(words) <= 1 or words[0].casefold() in _NO_FIRST_NAME | {"el", "st."}:
        return _surname(words)
    start = next((i for i, word in enumerate(words) if i and _starts_surname(word)), len(words) - 1)
    rest = _surname(words[start:])
    return Naam(_capitalise(" ".join(words[:start])), rest.tussenvoegsel, rest.achternaam)


def _starts_surname(word: str) -> bool:
    """A voorvoegsel, an ``el``, or the first half of ``Jansen-de Vries``."""
    low = word.casefold()
    return _is_prefix(low) or low in _WITH_SURNAME or ("-" in low and _is_prefix(low.rpartition("-")[2]))


def _surname(words: list[str]) -> Naam:
    count = 0
    while count < len(words) - 1 and _is_prefix(words[count]):
        count += 1
    return Naam("", _prefix(words[:count]), _capitalise(" ".join(words[count:])))


def _prefix(words: list[str]) -> str:
    return " ".join(_ABBREVIATED.get(w.casefold(), w.casefold()) for w in words)


def _capitalise(text: str) -> str:
    """Capitals where a name was typed in one case; a name in mixed case is left as it is."""
    letters = [c for c in text if c.isalpha()]
    one_case = text == text.upper() or text == text.lower()
    if not letters or not one_case or _is_initials(text):
        words = text.split()
        return " ".join(w[:1].upper() + w[1:] if w.casefold() in _WITH_SURNAME else w for w in words)
    return re.sub(r"[^\W\d_]+", lambda m: _capital(m[0]), text)


def _is_initials(text: str) -> bool:
    return text == text.upper() and all(len(part) <= 1 for part in re.split(r"[.\s-]+", text))


def _capital(word: str) -> str:
    low = word.lower().replace("i\u0307", "i")  # what Python makes of the Turkish capital İ
    if low.startswith("ij"):
        return "IJ" + low[2:]
    return low[:1].upper() + low[1:]
