"""Use cases on templates: the texts of letters and lists, own versions of the region, and what is made from them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from expertteam_app.db.queries import verslagen as v
from expertteam_app.db.queries.planning import hearings_of
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AanwezigheidRow, AgendapuntRow, SjabloonRow, VerzendingRow, ZittingRow
from expertteam_app.documents.brief import Briefkop, brief_docx, brief_pdf
from expertteam_app.documents.delen import Tabel, plain
from expertteam_app.documents.sjabloon import Inhoud, Veld, check, vul_in
from expertteam_app.documents.sjabloonvelden import (
    ACTIES,
    AFSPRAKEN,
    AGENDA,
    BESLUITEN,
    GENODIGDEN,
    VELDEN,
    VOORBEELD,
)
from expertteam_app.documents.tekst import long_date, short_date
from expertteam_app.documents.verslag_stuk import Punt, VerslagStuk
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.sjabloon import SJABLONEN, SjabloonInfo, SjabloonVersie
from expertteam_app.domain.verslag import Stuk
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.resources import resource_path
from expertteam_app.services.context import Context
from expertteam_app.services.tafelbeeld import children_of
from expertteam_app.services.uitvoer import write_files
from expertteam_app.services.verslagen import current_stuk, existing
from expertteam_app.services.verslagstuk import GEZIN, heading_of

TAFELS = {ZittingSoort.RET: "het Regionaal Expertteam", ZittingSoort.JBT: "de Jeugdbeschermingstafel"}
CODES = tuple(veld.code for veld in VELDEN)
MAX_SJABLOON = 20_000
"""Characters of one template: some ten pages; beyond it someone pasted the wrong text."""


@dataclass(frozen=True, slots=True)
class Aan:
    """Who a letter is for; what is empty prints as a gap, so that it is seen."""

    naam: str = ""
    aanhef: str = ""
    rol: str = ""
    hoorgesprek: str = ""


@cache
def shipped_text(code: str) -> str:
    """The text that ships with the program."""
    return resource_path("sjablonen", f"{code}.txt").read_text(encoding="utf-8")


class Sjablonen:
    """Templates. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def alle(self) -> tuple[SjabloonInfo, ...]:
        """Every template with the text in force."""
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            return tuple(_info(session, code) for code in SJABLONEN)

    def velden(self) -> tuple[Veld, ...]:
        """The fields that a template may use, with their meaning."""
        self._context.actor.require(Right.ZITTING_READ)
        return VELDEN

    def versies(self, code: str) -> tuple[SjabloonVersie, ...]:
        """The own versions of the region, newest first.

        Raises:
            FieldError: there is no such template.
        """
        self._context.actor.require(Right.ZITTING_READ)
        _known(code)
        with self._context.read() as session:
            rows = v.template_versions(session, code)
            return tuple(
                SjabloonVersie(r.versie, r.geldig_vanaf, r.tekst or shipped_text(code), eigen=bool(r.tekst))
                for r in rows
            )

    def bewaar(self, code: str, tekst: str) -> int:
        """Keep an own text of the region as its next version; returns the number.

        Raises:
            FieldError: there is no such template, or it is longer than `MAX_SJABLOON` tekens.
            SjabloonFout: the text cannot be used; it says the line, the place in it and what to do.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        _known(code)
        tekst = tekst.replace("\r\n", "\n").strip("\n") + "\n"
        if len(tekst) > MAX_SJABLOON:
            found = f"Dit sjabloon heeft {len(tekst)} tekens; er passen er {MAX_SJABLOON} in."
            raise FieldError("tekst", found, "Kort het in, of zet vaste teksten in een tekstblok.")
        check(tekst, CODES)
        return self._add(code, "" if tekst == shipped_text(code) else tekst, "sjabloon gewijzigd")

    def terugzetten(self, code: str) -> int:
        """Use the text that ships again; the own versions stay readable.

        Raises:
            FieldError: there is no such template.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        _known(code)
        return self._add(code, "", "sjabloon teruggezet")

    def voorbeeld(self, code: str, tekst: str | None = None) -> tuple[tuple[str, str], ...]:
        """How a text reads on invented data, as (kind, text) lines; None takes the text in force.

        Raises:
            FieldError: there is no such template.
            SjabloonFout: the text cannot be used.
        """
        self._context.actor.require(Right.ZITTING_READ)
        _known(code)
        with self._context.read() as session:
            own = _info(session, code).tekst if tekst is None else tekst
        return tuple(plain(vul_in(own, VELDEN, VOORBEELD)))

    def maak(
        self, code: str, zitting_id: int, *, punt_id: int | None = None, aan: Aan | None = None, vorm: str = "pdf"
    ) -> Stuk:
        """A letter or list about a zitting.

        Args:
            code: which template.
            zitting_id: the zitting.
            punt_id: the agendapunt it is about: nothing of another item is in it. None: all of them.
            aan: who it is for; what it lacks prints as a gap.
            vorm: ``pdf`` or ``docx``.

        Raises:
            FieldError: there is no such template or kind of file.
            SjabloonFout: the own text of the region cannot be used.
            UserError: the zitting is gone.
        """
        self._context.actor.require(Right.VERSLAG_MAKE)
        _known(code)
        if vorm not in {"pdf", "docx"}:
            raise FieldError("vorm", "Deze soort bestand kan het programma niet maken.", "Kies pdf of docx.")
        with self._context.read() as session:
            zitting = existing(session, zitting_id)
            delen = vul_in(_info(session, code).tekst, VELDEN, self._values(session, zitting, punt_id, aan or Aan()))
            organisatie = heading_of(session, oefening=False).organisatie
            kop = Briefkop(
                organisatie=organisatie,
                kenmerk=zitting.nummer,
                soort=SJABLONEN[code],
                dag=self._context.vandaag(),
                oefening=self._context.oefening,
            )
            naam = f"{zitting.nummer}-{code}.{vorm}"
        return Stuk(naam, brief_pdf(kop, delen) if vorm == "pdf" else brief_docx(kop, delen), vorm)

    def verstuur(
        self,
        code: str,
        zitting_id: int,
        *,
        punt_id: int | None = None,
        aan: Aan | None = None,
        vorm: str = "pdf",
        wijze: str = "",
    ) -> Stuk:
        """Make a letter or list and log that it was sent: to whom, when, how and its SHA-256.

        The program sends nothing itself: the bytes are for a file or a printer.

        Raises:
            FieldError: as `maak`.
            UserError: as `maak`.
        """
        self._context.actor.require(Right.VERSLAG_MAKE)
        made = self.maak(code, zitting_id, punt_id=punt_id, aan=aan, vorm=vorm)
        with self._context.write("brief verstuurd") as session:
            name = aan.naam.strip() if aan else ""
            session.add(self._sent(zitting_id, punt_id, code, name, wijze, made.inhoud))
        return made

    def schrijf_brieven(self, zitting_id: int, folder: Path, punt_id: int, vorm: str = "pdf") -> tuple[Path, ...]:
        """Write the letter of each guest of an item in a folder and log it: an invitation, or the afzegging.

        Ouders, kinderen and professionals each get their own text; nobody's name stands in the name of a file.

        Raises:
            UserError: the zitting is gone, or the folder is (in) a kluis.
            EnvironmentProblem: the folder cannot be written to.
        """
        self._context.actor.require(Right.VERSLAG_MAKE)
        with self._context.read() as session:
            letters = list(_letters(session, existing(session, zitting_id), punt_id))
        made = [
            (code, aan, self.maak(code, zitting_id, punt_id=punt_id, aan=aan, vorm=vorm).inhoud)
            for code, aan in letters
        ]
        names = [f"brief-{at}-{code}.{vorm}" for at, (code, _aan, _content) in enumerate(made, start=1)]
        paths = write_files(dict(zip(names, (content for _c, _a, content in made), strict=True)), folder)
        with self._context.write("brieven gemaakt") as session:
            for code, aan, content in made:
                session.add(self._sent(zitting_id, punt_id, code, aan.naam, "als bestand", content))
        return tuple(paths)

    # -- steps -------------------------------------------------------------------------------------------------

    def _sent(
        self, zitting_id: int, punt_id: int | None, code: str, naam: str, wijze: str, content: bytes
    ) -> VerzendingRow:
        return VerzendingRow(
            zitting_id=zitting_id,
            agendapunt_id=punt_id,
            soort="brief",
            ontvanger=code,
            naam=naam,
            wijze=wijze,
            verzonden_op=self._context.vandaag(),
            sha256=hashlib.sha256(content).hexdigest(),
        )

    def _add(self, code: str, tekst: str, handeling: str) -> int:
        with self._context.write(handeling) as session:
            last = v.own_template(session, code)
            versie = last.versie + 1 if last else 1
            session.add(SjabloonRow(code=code, versie=versie, tekst=tekst, geldig_vanaf=self._context.vandaag()))
            return versie

    def _values(self, session: DbSession, zitting: ZittingRow, punt_id: int | None, aan: Aan) -> dict[str, Inhoud]:
        stuk = current_stuk(session, zitting, self._context)
        own = [p for p in zitting.punten if punt_id is None or p.id == punt_id]
        soort = ZittingSoort(zitting.soort)
        named = {p.punt_id: p for p in stuk.punten}
        return {
            "aan": aan.naam,
            "aanhef": aan.aanhef or aan.naam,
            "rol": self._context.lists["tafelrollen"].label(aan.rol) if aan.rol else "",
            "hoorgesprek": aan.hoorgesprek,
            "plaats_datum": long_date(self._context.vandaag()),
            "tafel": TAFELS[soort],
            "tafel_kort": soort.value,
            "nummer": zitting.nummer,
            "datum": long_date(zitting.datum, weekdag=True),
            "tijd": zitting.begintijd,
            "plaats": zitting.plaats,
            "duur": str(sum(p.minuten for p in own)) if own else "",
            "kinderen": tuple(k.voornaam for p in own for k in children_of(p)),
            "indiener": ", ".join(dict.fromkeys(p.vtb.indiener for p in own if p.vtb is not None and p.vtb.indiener)),
            "voorzitter": _role(zitting, "voorzitter"),
            "secretaris": _role(zitting, "secretaris"),
            "organisatie": stuk.organisatie,
            "reactie_tot": long_date(zitting.ter_reactie_tot) if zitting.ter_reactie_tot else "",
            "reden": zitting.afgezegd_reden,
            "geprobeerd": "\n".join(p.geprobeerd for p in own if p.geprobeerd),
            "agenda": _agenda(own, named),
            "genodigden": _guests(zitting, own, {c.code: c.label for c in self._context.lists["tafelrollen"]}),
            **_decided(stuk, {p.id for p in own}),
        }


def _known(code: str) -> None:
    if code not in SJABLONEN:
        raise FieldError("sjabloon", "Dit sjabloon bestaat niet.", f"Kies uit: {', '.join(SJABLONEN)}.")


def _info(session: DbSession, code: str) -> SjabloonInfo:
    row = v.own_template(session, code)
    own = bool(row and row.tekst)
    tekst = row.tekst if row is not None and row.tekst else shipped_text(code)
    return SjabloonInfo(code, SJABLONEN[code], tekst, row.versie if row else 0, eigen=own)


def _letters(session: DbSession, zitting: ZittingRow, punt_id: int) -> Iterator[tuple[str, Aan]]:
    """Which letter each guest of an item gets: the children first, also those who are only heard apart."""
    punt = next((p for p in zitting.punten if p.id == punt_id), None)
    children = {k.id: k for k in children_of(punt)} if punt is not None else {}
    hearings = {h.jeugdige_id: h for h in hearings_of(session, punt.vtb_id)} if punt and punt.vtb_id else {}
    own = [punt] if punt is not None else []
    guests = [a for a in zitting.aanwezigen if _comes_for(a, zitting, own) and a.rol != "secretaris"]
    called_off = zitting.afgezegd_op is not None
    invited = {a.jeugdige_id for a in guests if a.rol == "jeugdige"}
    for kind in (k for k in children.values() if k.id in hearings or k.id in invited):
        when = hearings.get(kind.id)
        moment = f"{long_date(when.gepland_op, weekdag=True)} om {when.tijd}" if when and when.gepland_op else ""
        code = "afzegging" if called_off else "uitnodiging-kind"
        yield code, Aan(kind.naam, kind.voornaam, "jeugdige", moment)
    for guest in (a for a in guests if a.rol != "jeugdige"):
        code = "uitnodiging-ouders" if guest.rol == "ouder" else "uitnodiging-professional"
        yield "afzegging" if called_off else code, Aan(_name(guest), _name(guest), guest.rol)


def _role(zitting: ZittingRow, rol: str) -> str:
    return next((_name(a) for a in zitting.aanwezigen if a.rol == rol), "")


def _name(row: AanwezigheidRow) -> str:
    return row.persoon.naam if row.persoon else row.naam


def _agenda(own: list[AgendapuntRow], named: dict[int, Punt]) -> Tabel:
    """The items with their gemeente, or gemeenten where children of one gezin live in several."""
    rows = []
    for row in sorted(own, key=lambda p: p.volgorde):
        punt = named.get(row.id)
        what, where = (punt.aanduiding, punt.gemeente) if punt is not None else ("", "")
        rows.append((str(row.volgorde), what, where, str(row.minuten)))
    return Tabel(AGENDA, tuple(rows))


def _comes_for(guest: AanwezigheidRow, zitting: ZittingRow, own: list[AgendapuntRow]) -> bool:
    """Whether someone comes for these items; of a parent without an item nobody knows which gezin it is."""
    if guest.agendapunt_id is not None:
        return guest.agendapunt_id in {p.id for p in own}
    return guest.rol not in GEZIN or len(zitting.punten) == 1


def _guests(zitting: ZittingRow, own: list[AgendapuntRow], roles: dict[str, str]) -> Tabel:
    """Who is invited for these items; who comes for another one stays out."""
    rows = (a for a in zitting.aanwezigen if len(own) == len(zitting.punten) or _comes_for(a, zitting, own))
    return Tabel(
        GENODIGDEN,
        tuple((_name(a), roles.get(a.rol, a.rol), a.persoon.organisatie if a.persoon else "") for a in rows),
    )


def _decided(stuk: VerslagStuk, ids: set[int]) -> dict[str, Inhoud]:
    """What was decided and agreed about these items."""
    punten = [p for p in stuk.punten if p.punt_id in ids]
    besluiten = [(p, b) for p in punten for b in p.besluiten if b.besluit]
    due = [b.terugmelding for _p, b in besluiten if b.terugmelding]
    return {
        "besluiten": Tabel(BESLUITEN, tuple((b.kind or p.aanduiding, b.besluit) for p, b in besluiten)),
        "afspraken": Tabel(
            AFSPRAKEN,
            tuple(
                (a.doel, a.wie, short_date(a.wanneer) if a.wanneer else "–", a.toets)
                for _p, b in besluiten
                for a in b.afspraken
            ),
        ),
        "acties": Tabel(
            ACTIES,
            tuple(
                (a.omschrijving, a.eigenaar or "–", short_date(a.datum) if a.datum else "–")
                for p in punten
                for a in p.acties
            ),
        ),
        "terugmelding": long_date(min(due)) if due else "",
        "beoogde_gi": ", ".join(dict.fromkeys(b.beoogde_gi for _p, b in besluiten if b.beoogde_gi)),
    }
