"""The cards on the tab Gezin that add or move: someone beside the children, a role, partners, a brother or sister."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtWidgets import QCheckBox, QLineEdit

from expertteam_app.domain.codelijst import Code
from expertteam_app.domain.dossier import KindInfo
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.geboorte import VELD
from expertteam_app.domain.namen import split_name
from expertteam_app.domain.netwerk import CONTACT, GEZAG, JEUGDIGE, PARTNERSOORTEN, Gezinskind, Gezinslid, Netwerk
from expertteam_app.services.gezinnen import ROLLEN, NieuweRelatie, NieuwLid
from expertteam_app.services.kinderen import NieuwKind
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import JAAR_HINT, JAAR_VRAAG, Choice, birth_date, code_choice
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.text import aantal
from expertteam_app.ui.widgets.codeveld import CodeField

ALLE = 0
"""The choice "all children"."""
NIEUW = 0
"""The choice "a new gezin"."""
GESLACHTEN = (("", "onbekend"), ("m", "man"), ("v", "vrouw"), ("x", "anders"))
GESLACHTEN_KIND = (("", "onbekend"), ("m", "jongen"), ("v", "meisje"), ("x", "anders"))
Values = Mapping[str, object]


def rollen(sessie: Sessie) -> list[Code]:
    """The Jeugdzorgrollen someone beside the children can have."""
    return [c for c in sessie.lists[ROLLEN] if c.code != JEUGDIGE]


def gezag_choice() -> Choice:
    """Gezag: ja, nee or not known."""
    return Choice((code, GEZAG[code]) for code in ("", "ja", "nee"))


def contact_choice() -> Choice:
    """How the contact is."""
    return Choice(CONTACT.items())


class GezinKaarten:
    """Makes the cards for one gezin."""

    def __init__(self, sessie: Sessie, netwerk: Netwerk, casus_id: int) -> None:
        self._sessie = sessie
        self._netwerk = netwerk
        self._casus_id = casus_id

    def _concept(self, key: str) -> Concept:
        return Concept(self._sessie.concepten, f"casus-{self._casus_id}-{key}")

    # -- someone beside the children -----------------------------------------------------------------------------

    def lid(self) -> Invoer:
        """Someone new with what he is to one child or to all of them."""
        card = Invoer("Persoon toevoegen", "Toevoegen", self._add_lid, self._concept("gezinslid"))
        card.add("rol", "Rol", CodeField(rollen(self._sessie), "Typ bijvoorbeeld ouder, opa of voogd"), required=True)
        card.add("achternaam", "Naam", QLineEdit(), "Bijvoorbeeld Sanne van den Berg.")
        card.add("instelling", "Instelling", QLineEdit(), "Bijvoorbeeld een GI of een school.")
        self._add_children(card)
        self._add_relation_fields(card)
        card.add("geslacht", "Geslacht", Choice(GESLACHTEN))
        card.add("geboortedatum", "Geboortedatum", birth_date(self._sessie.context.vandaag))
        card.add(VELD, JAAR_VRAAG, QLineEdit(), JAAR_HINT)
        return card

    def _add_children(self, card: Invoer) -> None:
        children = self._netwerk.kinderen
        options = [(k.id, k.naam) for k in children]
        card.add("kind", "Voor wie", Choice(([(ALLE, "alle kinderen")] if len(children) > 1 else []) + options))

    @staticmethod
    def _add_relation_fields(card: Invoer) -> None:
        card.add("gezag", "Gezag", gezag_choice(), "Volgt vanzelf uit de rol waar dat kan.")
        home = QCheckBox("Woont met het kind samen")
        card.add("woont_samen", "Woont samen", home)
        card.add("contact", "Contact", contact_choice())

    def _relations(self, values: Values, kinderen: tuple[Gezinskind, ...]) -> list[NieuweRelatie]:
        rol = str(values["rol"] or "")
        if not rol:
            raise FieldError("rol", "Kies wat deze persoon voor het kind is.", "Typ een deel van de rol.")
        chosen = [k for k in kinderen if values["kind"] in (ALLE, k.id)]
        return [
            NieuweRelatie(
                k.id, rol, str(values["gezag"] or ""), bool(values["woont_samen"]), str(values["contact"] or "")
            )
            for k in chosen
        ]

    def _add_lid(self, values: Values) -> int:
        name = split_name(str(values["achternaam"] or ""))
        return self._sessie.gezinnen.add_lid(
            self._netwerk.gezin_id,
            NieuwLid(
                voornaam=name.voornaam,
                tussenvoegsel=name.tussenvoegsel,
                achternaam=name.achternaam,
                instelling=str(values["instelling"] or ""),
                geslacht=str(values["geslacht"] or ""),
                geboortedatum=values["geboortedatum"],  # type: ignore[arg-type] # a DateEdit holds a date or None
                geboortejaar=str(values[VELD] or ""),
            ),
            self._relations(values, self._netwerk.kinderen),
        )

    def rol(self, lid: Gezinslid) -> Invoer:
        """Another role of someone who is there already."""

        def act(values: Values) -> None:
            for relation in self._relations(values, self._netwerk.kinderen):
                self._sessie.gezinnen.add_relatie(lid.id, relation)

        card = Invoer(f"Rol van {lid.naam}", "Vastleggen", act)
        card.add("rol", "Rol", CodeField(rollen(self._sessie)), required=True)
        card.add("kind", "Voor wie", Choice((k.id, k.naam) for k in self._netwerk.kinderen))
        self._add_relation_fields(card)
        return card

    def partner(self, lid: Gezinslid) -> Invoer:
        """Who is or was the partner of someone."""
        others = [x for x in self._netwerk.leden if x.id != lid.id and x.persoonsnaam]
        card = Invoer(
            f"Partner van {lid.naam}",
            "Vastleggen",
            lambda v: self._sessie.gezinnen.add_partner(lid.id, cast("int", v["partner"] or lid.id), str(v["soort"])),
        )
        card.add("partner", "Partner", Choice((x.id, x.naam) for x in others), required=True)
        card.add("soort", "Relatie", Choice((s, s) for s in PARTNERSOORTEN))
        if not others:
            card.set_note("Voeg eerst de andere persoon toe aan het gezin.")
        return card

    def weg(self, lid: Gezinslid) -> Invoer:
        """Asks whether someone must go from the gezin."""
        count = len(self._netwerk.van_lid(lid.id))
        card = Invoer(f"{lid.naam} weghalen?", "Ja, weghalen", lambda _values: self._sessie.gezinnen.remove_lid(lid.id))
        card.set_note(
            f"Ook {aantal(count, 'rol', 'rollen')} bij de kinderen gaat weg. Het logboek bewaart wat er stond."
        )
        return card

    # -- children ------------------------------------------------------------------------------------------------

    def kind(self, near: KindInfo) -> Invoer:
        """A brother or sister without a casus; name and gemeente begin as those of the child of this casus."""
        card = Invoer("Broer of zus toevoegen", "Toevoegen", self._add_kind, self._concept("broer-zus"))
        card.add("voornaam", "Voornaam", QLineEdit(), required=True)
        card.add("tussenvoegsel", "Tussenvoegsel", QLineEdit(near.tussenvoegsel))
        card.add("achternaam", "Achternaam", QLineEdit(near.achternaam))
        card.add("geboortedatum", "Geboortedatum", birth_date(self._sessie.context.vandaag))
        card.add(VELD, JAAR_VRAAG, QLineEdit(), JAAR_HINT)
        card.add("geslacht", "Geslacht", Choice(GESLACHTEN_KIND))
        places = code_choice(self._sessie.lists["gemeenten"])
        places.choose(near.gemeente)
        card.add("gemeente", "Gemeente", places)
        card.set_note("Voor een broer of zus zonder eigen casus. Met casus? Kies bij een nieuwe casus “Zelfde gezin”.")
        return card

    def _add_kind(self, values: Values) -> int:
        return self._sessie.kinderen.add(
            self._netwerk.gezin_id,
            NieuwKind(
                voornaam=str(values["voornaam"] or ""),
                tussenvoegsel=str(values["tussenvoegsel"] or ""),
                achternaam=str(values["achternaam"] or ""),
                geboortedatum=values["geboortedatum"],  # type: ignore[arg-type] # a DateEdit holds a date or None
                geboortejaar=str(values[VELD] or ""),
                geslacht=str(values["geslacht"] or ""),
                gemeente=str(values["gemeente"] or ""),
            ),
        )

    def verhuizing(self, kind: Gezinskind) -> Invoer:
        """A child to another gezin: a new one, or one that is found by a name or a casus number."""
        choice = Choice(((NIEUW, "een nieuw gezin"),))
        search = QLineEdit()

        def find() -> None:
            chosen = choice.currentData()
            found = self._sessie.kinderen.find_gezinnen(search.text())
            choice.clear()
            choice.addItem("een nieuw gezin", NIEUW)
            for gezin in found:
                if gezin.id != self._netwerk.gezin_id:
                    choice.addItem(f"{gezin.naam}: {', '.join(gezin.kinderen)}", gezin.id)
            place = choice.findData(chosen)
            choice.setCurrentIndex(place if place > 0 else min(1, choice.count() - 1))

        card = Invoer(
            f"{kind.naam} naar een ander gezin",
            "Verplaatsen",
            lambda v: self._sessie.kinderen.move(kind.id, cast("int", v["gezin"]) or None),
        )
        search.textEdited.connect(find)
        card.add(
            "zoek", "Zoek een gezin", search, "Typ een deel van een naam of een casusnummer; leeg is een nieuw gezin."
        )
        card.add("gezin", "Naar", choice)
        card.set_note("De casussen van dit kind en de mensen met een rol bij dit kind gaan mee.")
        return card

    def kind_weg(self, kind: Gezinskind) -> Invoer:
        """Asks whether a child without a casus must go from the gezin."""
        card = Invoer(f"{kind.naam} weghalen?", "Ja, weghalen", lambda _values: self._sessie.kinderen.remove(kind.id))
        card.set_note("Het logboek bewaart wat er stond.")
        return card
