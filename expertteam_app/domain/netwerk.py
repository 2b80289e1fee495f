"""The people around the children of a gezin: who they are to each child, who has gezag, who is whose partner.

Roles are the national Jeugdzorgrol codes (CORV referentielijst JZR, DOMEIN section 10). Gezag follows the law: parents
have it together or alone (BW 1:245, 1:251), a voogd has it where no parent has (BW 1:245 lid 3, 1:295).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

MET_GEZAG, ZONDER_GEZAG, GEZAG_OPEN, NIET_JURIDISCH = "112", "113", "111", "114"
KIND, BROER_ZUS, HALFBROER_ZUS, STIEFBROER_ZUS, PLEEGBROER_ZUS = "115", "121", "122", "221", "222"
GROOTOUDER, VERWANT, VOOGD, PLEEGOUDER, STIEFOUDER, VERZORGER = "125", "139", "191", "211", "212", "213"
JEUGDIGE = "301"
OUDERS = frozenset({MET_GEZAG, ZONDER_GEZAG, GEZAG_OPEN, NIET_JURIDISCH})
"""Parents in the eyes of the law or of the family."""
OPVOEDERS = frozenset({VOOGD, PLEEGOUDER, STIEFOUDER, VERZORGER})
"""Who care for the child without being its parent."""
BROERS_ZUSSEN = frozenset({BROER_ZUS, HALFBROER_ZUS, STIEFBROER_ZUS, PLEEGBROER_ZUS})
MELDERS = frozenset({"391", "392", "393"})
PROFESSIONALS = frozenset({"411", "412", "413", "491"})
ZONDER_GEZAG_ROLLEN = frozenset({ZONDER_GEZAG, KIND, *BROERS_ZUSSEN, *MELDERS, *PROFESSIONALS})
"""Roles that carry no gezag; whoever has it in another quality gets that role (voogd) beside this one."""
MET_GEZAG_ROLLEN = frozenset({MET_GEZAG, VOOGD})

GEZAG = {"ja": "ja", "nee": "nee", "": "onbekend"}
CONTACT = {"": "niet vastgelegd", "goed": "goed", "gespannen": "gespannen", "geen": "geen"}
GESLACHT = {"": "onbekend", "m": "man", "v": "vrouw", "x": "anders"}
PARTNERSOORTEN = ("samen", "gehuwd", "uit elkaar", "gescheiden")
VOORBIJ = frozenset({"uit elkaar", "gescheiden"})


@dataclass(frozen=True, slots=True)
class Gezinskind:
    """A jeugdige of the gezin."""

    id: int
    naam: str
    geslacht: str = ""
    geboortedatum: date | None = None
    casus_nummers: tuple[str, ...] = ()
    voornaam: str = ""
    geboortejaar: str = ""

    @property
    def roepnaam(self) -> str:
        """The first name, or the whole name where there is none."""
        return self.voornaam or self.naam


@dataclass(frozen=True, slots=True)
class Gezinslid:
    """Someone around the children; `geslacht` is ``m``, ``v``, ``x`` or empty, `instelling` a body such as a GI."""

    id: int
    voornaam: str = ""
    tussenvoegsel: str = ""
    achternaam: str = ""
    geslacht: str = ""
    geboortedatum: date | None = None
    overleden: bool = False
    instelling: str = ""
    toelichting: str = ""
    geboortejaar: str = ""

    @property
    def persoonsnaam(self) -> str:
        """The name of the person; empty for a body of which nobody is named."""
        return " ".join(p for p in (self.voornaam, self.tussenvoegsel, self.achternaam) if p)

    @property
    def naam(self) -> str:
        """The whole name as people write it, or the name of the body."""
        return self.persoonsnaam or self.instelling


@dataclass(frozen=True, slots=True)
class Gezinsrelatie:
    """What someone is to one child; `gezag` is ``ja``, ``nee`` or empty (not known)."""

    id: int
    gezinslid_id: int
    jeugdige_id: int
    rol: str
    gezag: str = ""
    woont_samen: bool = False
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Partnerschap:
    """Two adults; `soort` is one of `PARTNERSOORTEN`."""

    id: int
    een_id: int
    ander_id: int
    soort: str

    def ander(self, lid_id: int) -> int | None:
        """The other of the two, or None when this person is neither."""
        return {self.een_id: self.ander_id, self.ander_id: self.een_id}.get(lid_id)


@dataclass(frozen=True, slots=True)
class Netwerk:
    """A gezin with its children (oldest first), the people around them and how they are related."""

    gezin_id: int
    naam: str = ""
    kinderen: tuple[Gezinskind, ...] = ()
    leden: tuple[Gezinslid, ...] = ()
    relaties: tuple[Gezinsrelatie, ...] = ()
    partners: tuple[Partnerschap, ...] = field(default=())

    def lid(self, lid_id: int) -> Gezinslid | None:
        """A person by id, or None."""
        return next((x for x in self.leden if x.id == lid_id), None)

    def kind(self, jeugdige_id: int) -> Gezinskind | None:
        """A child by id, or None."""
        return next((k for k in self.kinderen if k.id == jeugdige_id), None)

    def van_kind(self, jeugdige_id: int) -> tuple[Gezinsrelatie, ...]:
        """The relations of one child, in order of entry."""
        return tuple(r for r in self.relaties if r.jeugdige_id == jeugdige_id)

    def van_lid(self, lid_id: int) -> tuple[Gezinsrelatie, ...]:
        """The relations of one person, in order of entry."""
        return tuple(r for r in self.relaties if r.gezinslid_id == lid_id)


def gezaghebbenden(netwerk: Netwerk, jeugdige_id: int) -> tuple[Gezinslid, ...]:
    """Who have gezag over a child and can be asked: living parents with gezag and voogden, in order of entry."""
    ids = dict.fromkeys(r.gezinslid_id for r in netwerk.van_kind(jeugdige_id) if r.gezag == "ja")
    people = (netwerk.lid(i) for i in ids)
    return tuple(p for p in people if p is not None and not p.overleden)


def gezag_onbekend(netwerk: Netwerk, jeugdige_id: int) -> tuple[Gezinslid, ...]:
    """Living parents of a child of whom it is not recorded whether they have gezag."""
    ids = dict.fromkeys(r.gezinslid_id for r in netwerk.van_kind(jeugdige_id) if r.rol in OUDERS and r.gezag == "")
    people = (netwerk.lid(i) for i in ids)
    return tuple(p for p in people if p is not None and not p.overleden)
