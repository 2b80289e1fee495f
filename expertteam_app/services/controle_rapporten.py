"""Use case: the audit report of a BOEG report, checked anew from what is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from expertteam_app.analysis.disclosure.audit import Controle, add_up
from expertteam_app.analysis.disclosure.cellen import key_of
from expertteam_app.analysis.disclosure.oplossen import Oplossing
from expertteam_app.analysis.disclosure.primary import Reden
from expertteam_app.analysis.disclosure.protect import Bescherming
from expertteam_app.analysis.disclosure.teruglezen import Plek
from expertteam_app.analysis.disclosure.veilig import known_before
from expertteam_app.db.queries import uitgaven as uq
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import RapportRow, UitgaveRow
from expertteam_app.documents.controle_rapport import ControleStuk, controle_rapport_pdf
from expertteam_app.domain.access import Right
from expertteam_app.domain.cel import neutral
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.uitgave import Stand
from expertteam_app.exchange.datapakket import datapakket
from expertteam_app.services import rapport_bouw as bouw
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import setting_value

WOORDEN = {
    Reden.KLEIN: "minder jeugdigen dan de drempel",
    Reden.GEZINNEN: "te weinig gezinnen",
    Reden.GEMEENTEN: "te weinig gemeenten",
    Reden.GROOTSTE: "bijna alles uit één gemeente",
    Reden.GROEP: "bijna iedereen in de rij gelijk",
    Reden.VERSCHIL: "te klein verschil met een eerder blad",
    Reden.BESCHERMT: "beschermt een ander aantal",
}


class ControleRapporten:
    """The audit report. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def pdf(self, periode: Periode) -> bytes:
        """The audit report of a frozen report.

        Raises:
            UserError: the figures of the period are not frozen, or the register is broken.
        """
        self._context.actor.require(Right.REPORT_RELEASE)
        with self._context.read() as session:
            uq.check_register(session)
            row = uq.rapport_row(session, periode.code)
            if row is None:
                raise UserError("De cijfers van deze periode zijn nog niet bevroren.", "Bevries ze eerst.")
            return controle_rapport_pdf(self._stuk(session, periode, row))

    def _stuk(self, session: DbSession, periode: Periode, row: RapportRow) -> ControleStuk:
        line = None if row.uitgave_id is None else session.get(UitgaveRow, row.uitgave_id)
        made = bouw.thawed(row.inhoud)
        counted = Counter(made.redenen.values())
        return ControleStuk(
            organisatie=str(setting_value(session, "organisatie")),
            periode=periode.code,
            periode_label=periode.label,
            moment=self._context.vandaag(),
            stand=Stand(row.stand).woorden,
            gebeurd=_done(row, line),
            regels=_rules(made),
            redenen=tuple((WOORDEN[reden], counted[reden]) for reden in Reden if counted[reden]),
            tabellen=tuple((t.titel, t.shown, len(t.cellen)) for t in made.report.tabellen),
            cellen=tuple(
                (t.titel, " / ".join(cel.dims), WOORDEN[made.redenen[key]])
                for t, asked in zip(made.report.tabellen, made.spec.tabellen, strict=True)
                for cel in t.cellen
                if made.redenen.get(key := key_of(asked, cel.dims), Reden.KLEIN) is not Reden.KLEIN
            ),
            bewijs=_proof(session, periode, row, made),
            bestanden=() if line is None else tuple(sorted(line.bestanden.items())),
            oefening=self._context.oefening,
        )


def _done(row: RapportRow, line: UitgaveRow | None) -> tuple[str, ...]:
    lines = [f"Bevroren op {row.bevroren_op:%d-%m-%Y} door {row.bevroren_door}."]
    if row.aangeboden_op is not None:
        offered = f"Voorgelegd op {row.aangeboden_op:%d-%m-%Y} door {row.aangeboden_door}"
        lines.append(f"{offered}, voor {row.ontvangers} ({row.doel}).")
    if line is not None:
        released = f"Vrijgegeven op {line.gedaan_op:%d-%m-%Y} door {line.vrijgegeven_door}"
        lines.append(f"{released}, die {len(row.controle)} punten bevestigde.")
        lines.append(f"Zegel van het register: {line.zegel}.")
    return tuple(lines)


def _rules(made: Bescherming) -> tuple[tuple[str, str], ...]:
    r = made.spec.regels
    return (
        ("Drempel: minder jeugdigen worden verborgen", str(r.drempel)),
        ("Afgerond op een veelvoud van", str(r.afronding)),
        ("Minstens zoveel gezinnen", str(r.gezinnen)),
        ("Minstens zoveel gemeenten", str(r.gemeenten)),
        ("Jeugdigen buiten de grootste gemeente", str(r.rest)),
        ("Eén categorie zegt te veel vanaf", f"{r.groep}%"),
        ("Tabel wordt grover vanaf zoveel verborgen", f"{r.tabel}%"),
    )


def _proof(session: DbSession, periode: Periode, row: RapportRow, made: Bescherming) -> tuple[str, ...]:
    """What is proven, worked out anew from the kept worlds by adding up alone, beside what left before."""
    kept = bouw.unpack(row.getuigen)
    plekken = tuple((u, frozenset((d, c) for d, c in pairs)) for u, pairs in kept["cellen"])
    place = {plek: i for i, plek in enumerate(plekken)}
    werelden = tuple(tuple(world) for world in kept["werelden"])
    codes = tuple(dict.fromkeys(u.partition("|")[0] for u, _pairs in plekken if "|" in u))
    before = bouw.foreknowledge(session, periode, bouw.unpacked_members(row.leden), codes)
    vorige, samen = known_before(before, neutral)
    fits = add_up(Controle((), plekken, werelden, 0, 0, 0.0), datapakket(made.report), vorige, samen)
    return (
        *_protected(made, place, werelden, fits=fits),
        *_least(made.oplossing),
        "Het register van uitgaven is heel.",
    )


def _protected(
    made: Bescherming, place: Mapping[Plek, int], werelden: tuple[tuple[int, ...], ...], *, fits: bool
) -> tuple[str, ...]:
    if not fits:
        wrong = (
            f"ER KLOPT IETS NIET: de {len(werelden)} bewaarde werelden passen niet bij wat er is afgedrukt. De "
            "bescherming is hiermee niet aangetoond. Laat dit rapport niet naar buiten gaan en meld het de beheerder."
        )
        return (wrong,)
    shown = sum(_shows(place.get(bouw.as_kept(e.cel)), werelden, e.laag, e.hoog) for e in made.eisen)
    earlier = ", ook in de eerdere rapporten over deze tijd" if any("|" in plek[0] for plek in place) else ""
    proven = (
        f"{shown} van de {len(made.eisen)} aantallen die beschermd moeten zijn, zijn aantoonbaar beschermd: voor elk "
        f"staan er twee mogelijke werelden in de kluis die allebei passen bij alles wat is afgedrukt{earlier}."
    )
    return proven, f"De {len(werelden)} bewaarde werelden zijn opnieuw opgeteld: alles klopt."


def _least(solved: Oplossing) -> tuple[str, ...]:
    gap = f"veilig; minder kan hooguit {solved.kosten - solved.ondergrens:.1f} schelen"
    best = "bewezen zo weinig mogelijk" if solved.bewezen else gap
    return (f"Wat verder verborgen is om dat te bereiken: {best} (kosten {solved.kosten:.1f}).",)


def _shows(i: int | None, werelden: tuple[tuple[int, ...], ...], laag: int, hoog: int) -> bool:
    if i is None:
        return False
    values = [world[i] for world in werelden]
    return bool(values) and min(values) <= laag and max(values) >= hoog
