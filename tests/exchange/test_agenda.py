"""What we write is read back by another library, whatever the text; folding and escaping by the letter of RFC 5545."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.exchange.agenda import Afspraak, escape, fold_line, to_ics

AFSPRAAK = Afspraak(
    uid="f00d-1@expertteam.invalid",
    volgnummer=0,
    begin=datetime(2026, 11, 26, 13, 30),  # noqa: DTZ001 - local time of Amsterdam
    eind=datetime(2026, 11, 26, 14, 30),  # noqa: DTZ001 - likewise
    gemaakt=datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
    titel="Gesprek Jeugdbeschermingstafel",
    plaats="Stadhuis, kamer 1.12; 2e verdieping",
    omschrijving="U bent uitgenodigd.\nMeer staat in de brief.",
    organisator="secretariaat@voorbeeld.nl",
    genodigde="iemand@voorbeeld.nl",
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=200)


def event(afspraak: Afspraak) -> tuple[Any, Any]:
    """The calendar and its only event; any type, for the library types a value as everything it could be."""
    found: Any = icalendar.Calendar.from_ical(to_ics(afspraak))
    (made,) = found.walk("VEVENT")
    return found, made


def test_another_library_reads_all_of_it() -> None:
    whole, made = event(AFSPRAAK)
    assert (str(whole["METHOD"]), str(whole["VERSION"])) == ("REQUEST", "2.0")
    assert (str(made["UID"]), int(made["SEQUENCE"])) == (AFSPRAAK.uid, 0)
    assert made["DTSTART"].dt.replace(tzinfo=None) == AFSPRAAK.begin
    assert made["DTSTART"].dt.utcoffset() == timedelta(hours=1), "in November it is winter time"
    summer = AFSPRAAK.begin.replace(month=7)
    assert event(replace(AFSPRAAK, begin=summer))[1]["DTSTART"].dt.utcoffset() == timedelta(hours=2)
    assert str(made["LOCATION"]) == AFSPRAAK.plaats
    assert str(made["DESCRIPTION"]) == AFSPRAAK.omschrijving
    assert str(made["ATTENDEE"]) == "mailto:iemand@voorbeeld.nl"
    assert str(made["ORGANIZER"]) == "mailto:secretariaat@voorbeeld.nl"
    (zone,) = whole.walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Amsterdam"


def test_a_change_and_a_cancellation_keep_the_uid() -> None:
    whole, made = event(replace(AFSPRAAK, volgnummer=3, afgezegd=True))
    assert str(whole["METHOD"]) == "CANCEL"
    assert (str(made["UID"]), int(made["SEQUENCE"]), str(made["STATUS"])) == (AFSPRAAK.uid, 3, "CANCELLED")
    assert str(made["SUMMARY"]) == "Vervalt: Gesprek Jeugdbeschermingstafel"


WRONG = ("", "Jan Jansen", "a@b.nl\r\nATTENDEE:mailto:x@y.nl", "a@b.nl;CN=x", "é@b.nl")


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_address_is_left_out_and_puts_no_lines_in(wrong: str) -> None:
    whole, made = event(replace(AFSPRAAK, genodigde=wrong))
    assert str(whole["METHOD"]) == "PUBLISH", "a request to nobody leaves Outlook without its buttons"
    assert "ATTENDEE" not in made, "RFC 5546 section 3.2.1"
    assert str(made["ORGANIZER"]) == "mailto:secretariaat@voorbeeld.nl"
    whole, made = event(replace(AFSPRAAK, organisator=wrong))
    assert not {"ORGANIZER", "ATTENDEE"} & set(made)
    assert "METHOD" not in whole, "REQUEST, PUBLISH and CANCEL must name an organizer (RFC 5546 section 3.2)"
    assert b".invalid" not in to_ics(replace(AFSPRAAK, organisator=wrong, uid="f00d"))


def test_a_cancellation_without_who_invites_tells_in_words_what_to_do() -> None:
    whole, made = event(replace(AFSPRAAK, organisator="", afgezegd=True))
    assert "METHOD" not in whole
    assert str(made["STATUS"]) == "CANCELLED"
    assert "Haal de eerdere afspraak zelf uit uw agenda." in str(made["DESCRIPTION"])
    _whole, made = event(replace(AFSPRAAK, genodigde="", afgezegd=True))
    assert "zelf" not in str(made["DESCRIPTION"]), "with an organizer the agenda does it"


AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("day", "hours"),
    [((2026, 3, 28), 1), ((2026, 3, 29), 2), ((2026, 10, 24), 2), ((2026, 10, 25), 1), ((2031, 10, 26), 1)],
)
def test_the_clock_changes_in_the_night_before_the_last_sunday(day: tuple[int, int, int], hours: int) -> None:
    moment = datetime(*day, 9, 0)  # noqa: DTZ001 - local time of Amsterdam
    whole, made = event(replace(AFSPRAAK, begin=moment, eind=moment + timedelta(hours=1)))
    assert made["DTSTART"].dt.utcoffset() == moment.replace(tzinfo=AMSTERDAM).utcoffset() == timedelta(hours=hours)
    (zone,) = whole.walk("VTIMEZONE")
    own = zone.to_tz(lookup_tzid=False)  # by the rules in the file alone, as a program without tzdata reads them
    assert moment.replace(tzinfo=own).utcoffset() == timedelta(hours=hours)


@given(TEXTS, TEXTS, TEXTS)
def test_any_text_comes_back_and_every_line_fits(title: str, place: str, words: str) -> None:
    afspraak = replace(AFSPRAAK, titel=title, plaats=place, omschrijving=words)
    raw = to_ics(afspraak)
    assert raw.endswith(b"\r\n")
    for line in raw.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()  # folding never cuts a character in two
    _whole, made = event(afspraak)
    for name, text in (("SUMMARY", title), ("LOCATION", place), ("DESCRIPTION", words)):
        plain = "\n".join(text.splitlines())
        want = "".join(c for c in plain if c in "\n\t" or (ord(c) >= 32 and not 127 <= ord(c) < 160))
        if name == "SUMMARY" or text:
            assert str(made.get(name, "")) == want


@given(TEXTS)
def test_folded_lines_unfold_to_what_they_were(text: str) -> None:
    line = f"SUMMARY:{escape(text)}"
    pieces = fold_line(line)
    assert pieces[0] + "".join(p[1:] for p in pieces[1:]) == line
    assert all(p.startswith(" ") for p in pieces[1:])
