"""Appointments as .ics files (RFC 5545, iTIP RFC 5546) that Outlook and others open offline.

Nothing in the title, the description or the file name leads to a gezin: an agenda is read by many.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

PRODID = "-//Expertteam//Jeugdbeschermingstafel//NL"
_OCTETS = 75
_KEPT = frozenset("\n\t")
ZELF_WEGHALEN = "Haal de eerdere afspraak zelf uit uw agenda."

TIJDZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Amsterdam",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "DTSTART:19700329T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "DTSTART:19701025T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""The rule of the EU since 1996: last Sunday of March, last Sunday of October."""


@dataclass(frozen=True, slots=True)
class Afspraak:
    """One appointment for one recipient.

    Attributes:
        uid: the same for every version of this appointment.
        volgnummer: SEQUENCE: 0, and one more for every change.
        begin: local time of Amsterdam, without a zone.
        eind: likewise.
        gemaakt: the moment of making the file, in UTC.
        organisator: address of who invites, or empty.
        genodigde: address of the recipient, or empty.
        afgezegd: a cancellation in place of a request.
    """

    uid: str
    volgnummer: int
    begin: datetime
    eind: datetime
    gemaakt: datetime
    titel: str
    plaats: str = ""
    omschrijving: str = ""
    organisator: str = ""
    genodigde: str = ""
    afgezegd: bool = False


def to_ics(afspraak: Afspraak) -> bytes:
    """The appointment as a file, with as much of a meeting in it as the addresses carry (RFC 5546 section 3.2).

    With both addresses it is a REQUEST that Outlook lets one accept, and that a later file with the same UID changes or
    (CANCEL) takes away. With only who invites it is PUBLISHed, for a request to nobody leaves Outlook without its
    buttons. PUBLISH and CANCEL must name an organizer too; without one the file has no METHOD and carries the
    appointment only (RFC 5545 section 3.7.2), so that a cancellation must be told in words.
    """
    organizer, attendee = _address(afspraak.organisator), _address(afspraak.genodigde)
    method = "CANCEL" if afspraak.afgezegd else "REQUEST" if attendee else "PUBLISH"
    title = f"Vervalt: {afspraak.titel}" if afspraak.afgezegd else afspraak.titel
    words = afspraak.omschrijving
    if afspraak.afgezegd and not organizer:
        words = f"{words}\n{ZELF_WEGHALEN}".strip()
    asked = "ROLE=REQ-PARTICIPANT" if afspraak.afgezegd else "ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODID}",
        "CALSCALE:GREGORIAN",
        *([f"METHOD:{method}"] if organizer else []),
        *TIJDZONE,
        "BEGIN:VEVENT",
        f"UID:{escape(afspraak.uid)}",
        f"SEQUENCE:{max(0, afspraak.volgnummer)}",
        f"DTSTAMP:{afspraak.gemaakt.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID=Europe/Amsterdam:{_local(afspraak.begin)}",
        f"DTEND;TZID=Europe/Amsterdam:{_local(afspraak.eind)}",
        f"SUMMARY:{escape(title)}",
        *([f"LOCATION:{escape(afspraak.plaats)}"] if afspraak.plaats else []),
        *([f"DESCRIPTION:{escape(words)}"] if words else []),
        *([f"ORGANIZER:mailto:{organizer}"] if organizer else []),
        *([f"ATTENDEE;{asked}:mailto:{attendee}"] if organizer and attendee else []),
        f"STATUS:{'CANCELLED' if afspraak.afgezegd else 'CONFIRMED'}",
        f"TRANSP:{'TRANSPARENT' if afspraak.afgezegd else 'OPAQUE'}",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in fold_line(line)).encode()


def _local(moment: datetime) -> str:
    return f"{moment.year:04d}{moment:%m%dT%H%M%S}"


def is_address(text: str) -> bool:
    """Whether a text is an e-mail address that may stand in a file."""
    return bool(text.strip()) and _address(text) == text.strip()


def _address(text: str) -> str:
    """An address as it may stand in a file; what is no address is left out."""
    plain = text.strip()
    fit = plain.isascii() and plain.isprintable() and "@" in plain and not set(plain) & set(' ",:;<>\\()[]')
    return plain if fit else ""


def escape(text: str) -> str:
    """A text value (RFC 5545 section 3.3.11); control characters that no file may hold are left out."""
    plain = "".join(c for c in "\n".join(text.splitlines()) if c in _KEPT or unicodedata.category(c) != "Cc")
    plain = plain.encode("utf-8", errors="ignore").decode()
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold_line(line: str) -> list[str]:
    """A content line in pieces of at most 75 octets, each further one with a space before it (section 3.1)."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return [*pieces, piece]
