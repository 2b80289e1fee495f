"""The jeugdige: age, age bands and the BSN."""

from __future__ import annotations

from datetime import date

from expertteam_app.domain.errors import FieldError

BSN_LENGTH = 9
MEERDERJARIG = 18
"""Years at which nobody has gezag any more (BW 1:233)."""


def age_on(geboortedatum: date, dag: date) -> int:
    """Age in whole years on a day; someone born on 29 February has the birthday on 1 March in other years.

    Negative before the birth.
    """
    before_birthday = (dag.month, dag.day) < (geboortedatum.month, geboortedatum.day)
    return dag.year - geboortedatum.year - before_birthday


def birthday(geboortedatum: date, leeftijd: int) -> date:
    """The day on which someone reaches an age (1 March for a 29 February birth in a common year)."""
    try:
        return geboortedatum.replace(year=geboortedatum.year + leeftijd)
    except ValueError:
        return date(geboortedatum.year + leeftijd, 3, 1)


def checked_bsn(text: str) -> str:
    """The nine digits of a BSN that passes the 11-proef (DOMEIN section 9; national rule for the BSN).

    Raises:
        FieldError: it is no BSN; the text does not repeat the number.
    """
    digits = "".join(c for c in text if c not in " .-")
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    right_form = len(digits) == BSN_LENGTH and digits.isascii() and digits.isdigit() and digits != "0" * BSN_LENGTH
    if not right_form or sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11:
        raise FieldError("BSN", "Dit is geen geldig BSN.", "Controleer de negen cijfers of laat het veld leeg.")
    return digits
