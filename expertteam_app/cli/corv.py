"""The terminal on CORV: which besluiten go to the Raad, the VTO as a file, and what the Raad tells."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from expertteam_app.cli.opening import opened
from expertteam_app.cli.output import Json, print_json, print_table, say
from expertteam_app.cli.paden import read_input
from expertteam_app.domain.corv import RESULTAATWOORDEN, STATUSWOORDEN, Documentsoort, Notificatie
from expertteam_app.domain.corv_aanvulling import Aanvulling
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.geboorte import geboren_kort
from expertteam_app.exchange.corv_gegevens import lees_gegevens
from expertteam_app.exchange.corv_lezen import lees_bericht
from expertteam_app.services.corv import VtoVoorstel, VtoWens
from expertteam_app.services.uitvoer import check_outside

GAPS = UserError.exit_code
SOORTEN = {
    "verzoek": Documentsoort.VERZOEK,
    "gezinsgeschiedenis": Documentsoort.GEZINSGESCHIEDENIS,
    "diagnostiek": Documentsoort.DIAGNOSTIEK,
    "hulpverlening": Documentsoort.HULPVERLENING,
}
"""How a kind of document is called in the terminal."""
VELDEN = {
    "status": "status",
    "resultaat": "resultaat",
    "onderzoek_gestart": "start van het onderzoek",
    "onderzoek_afgerond": "onderzoek afgerond",
    "zaak_afgerond": "zaak afgerond",
}
"""What a message can change at a besluit, in words."""
_NIET_VERZONDEN = (
    "Het programma verstuurt niets. Geef het bestand aan de Jeugdzorgapplicatie van de gemeente, gooi het daarna weg "
    "(het is niet versleuteld), en leg bij het besluit vast op welke dag het VTO is verzonden."
)


def besluiten(options: Namespace) -> int:
    """List the besluiten that go to the Raad with the number by which they are asked for."""
    with opened(options.kluis, options) as sessie:
        found = sessie.corv.besluiten()
    if options.json:
        rows = [
            {
                "besluit": r.besluit_id,
                "vtb": r.vtb,
                "zitting": r.zitting,
                "datum": r.datum.isoformat(),
                "soort": r.soort,
                "verzonden": r.verzonden.isoformat() if r.verzonden else None,
            }
            for r in found
        ]
        print_json({"besluiten": rows})
        return 0
    table = [(r.besluit_id, r.vtb, r.zitting, r.datum, r.soort, r.verzonden or "nog niet") for r in found]
    print_table(("besluit", "vtb", "zitting", "datum", "soort", "VTO verzonden"), table)
    return 0


def vto(options: Namespace) -> int:
    """Write the VTO of a besluit; where something lacks it is listed, and nothing is written."""
    naar: Path = options.naar
    if naar.suffix.lower() != ".xml" or naar.is_dir():
        raise UserError("Achter --naar hoort de naam van een XML-bestand.", "Geef bijvoorbeeld --naar vto.xml op.")
    check_outside(naar.parent)  # before a passphrase is asked
    wens = VtoWens(
        besluit_id=options.besluit,
        aanvulling=lees_gegevens(read_input(options.gegevens)) if options.gegevens else Aanvulling(),
        documenten=tuple(_document(*pair) for pair in options.document),
        alleen_dit_kind=options.alleen_dit_kind,
        met_netwerk=options.met_netwerk,
    )
    with opened(options.kluis, options) as sessie:
        found = sessie.corv.voorstel(wens)
        if not found.gaten:
            sessie.corv.schrijf(wens, naar)
    (_tell_json if options.json else _tell)(found, naar, names=options.met_namen)
    return GAPS if found.gaten else 0


def _document(soort: str, path: str) -> tuple[Documentsoort, bytes]:
    if soort not in SOORTEN:
        raise UserError("Deze soort document gaat niet mee met een VTO.", f"Kies uit: {', '.join(SOORTEN)}.")
    return SOORTEN[soort], read_input(Path(path))


def _tell_json(found: VtoVoorstel, naar: Path, *, names: bool) -> None:
    value: Json = {
        "bestand": None if found.gaten else str(naar),
        "ontbreekt": [{"veld": g.veld, "zin": g.zin, "tegenspraak": g.tegenspraak} for g in found.gaten],
        "wie": [{"veld": w.veld, "rol": w.rol, **({"naam": w.naam} if names else {})} for w in found.wie],
        "zaak": found.vto.zaak.identificatie,
        "documenten": len(found.vto.documenten),
        "eerder_verzonden": found.verzonden.isoformat() if found.verzonden else None,
    }
    print_json(value if found.gaten else {**value, "referentie": found.vto.referentie})


def _tell(found: VtoVoorstel, naar: Path, *, names: bool) -> None:
    if found.gaten:
        say("Het VTO is niet geschreven. Dit moet eerst:")
        say("")
        print_table(("veld", "wat"), [(g.veld, g.zin) for g in found.gaten])
        say("")
    headings = ("nummer", "wie", "naam") if names else ("nummer", "wie")
    print_table(headings, [(w.veld, w.rol, w.naam)[: len(headings)] for w in found.wie])
    say("")
    if found.gaten:
        say("Wat niet in de kluis hoort, geeft u met --gegevens BESTAND.toml; de kop is het veld tot de laatste punt.")
        return
    say(f"VTO geschreven: {naar} (zaak {found.vto.zaak.identificatie}, bericht {found.vto.referentie})")
    if found.verzonden:
        say(f"Let op: bij dit besluit staat al dat het VTO op {found.verzonden:%d-%m-%Y} is verzonden.")
    say(_NIET_VERZONDEN)


def lees(options: Namespace) -> int:
    """Show what a message of the Raad says; nothing is stored."""
    read = lees_bericht(read_input(options.bestand))
    if options.json:
        value: Json = {"soort": read.soort, "uitleg": read.uitleg}
        print_json({**value, **(_json(read.notificatie, names=options.met_namen) if read.notificatie else {})})
        return 0
    if read.notificatie is None:
        say(read.uitleg)
        return 0
    for line in _lines(read.notificatie, names=options.met_namen):
        say(line)
    return 0


def ontvang(options: Namespace) -> int:
    """Take over what the Raad tells; with --proef nothing is stored."""
    content = read_input(options.bestand)
    with opened(options.kluis, options) as sessie:
        found = (sessie.corv_ontvangst.proef if options.proef else sessie.corv_ontvangst.neem_over)(content)
    changed = [VELDEN[name] for name in found.gewijzigd]
    if options.json:
        value: Json = {"soort": found.bericht.soort, "uitleg": found.bericht.uitleg, "proef": options.proef}
        print_json({**value, "besluit": found.besluit_id, "vtb": found.vtb or None, "gewijzigd": changed})
        return 0
    if found.besluit_id is None:
        say(found.bericht.uitleg)
        return 0
    where = f"besluit {found.besluit_id} van {found.vtb}"
    if not changed:
        say(f"Dit bericht was al bekend bij {where}; er is niets gewijzigd.")
    elif options.proef:
        say(f"Dit bericht zou bij {where} wijzigen: {', '.join(changed)}. Er is niets bewaard.")
    else:
        say(f"Bij {where} vastgelegd: {', '.join(changed)}.")
    if not found.verzonden_bekend:
        say("Let op: de dag waarop het VTO is verzonden staat nog niet bij dit besluit. Leg die vast.")
    return 0


def _json(found: Notificatie, *, names: bool) -> Json:
    value: Json = {
        "referentie": found.referentie,
        "zaak_raad": found.zaak_raad,
        "zaak_gemeente": found.zaak_gemeente or None,
        "ambtshalve": found.ambtshalve,
        "ongeboren": found.ongeboren,
        "status": _word(STATUSWOORDEN, found.status),
        "status_op": found.status_op.isoformat(),
        "resultaat": _word(RESULTAATWOORDEN, found.resultaat) or None,
        "beslissingen": [
            {
                "datum": b.datum.isoformat(),
                "vanaf": b.vanaf.isoformat() if b.vanaf else None,
                "tot": b.tot.isoformat() if b.tot else None,
                **({"toelichting": b.toelichting} if names else {}),
            }
            for b in found.beslissingen
        ],
    }
    if not names:
        return value
    wie = found.kind
    name = " ".join(p for p in (wie.voornamen, wie.tussenvoegsel, wie.achternaam) if p)
    born = geboren_kort(wie.geboortedatum, wie.geboortejaar)
    return {**value, "kind": {"naam": name, "geboren": born, "bsn": wie.bsn or None}}


def _lines(found: Notificatie, *, names: bool) -> list[str]:
    of = "de Raad begon zelf (ambtshalve)" if found.ambtshalve else f"zaak van de gemeente: {found.zaak_gemeente}"
    lines = [
        f"Notificatie van de Raad, {of}",
        f"Status: {_word(STATUSWOORDEN, found.status)} op {found.status_op:%d-%m-%Y}",
    ]
    if found.resultaat:
        lines.append(f"Resultaat: {_word(RESULTAATWOORDEN, found.resultaat)}")
    lines += [f"Beslissing van {b.datum:%d-%m-%Y}{f': {b.toelichting}' if names else ''}" for b in found.beslissingen]
    if names:
        wie = found.kind
        name = " ".join(p for p in (wie.voornamen, wie.tussenvoegsel, wie.achternaam) if p)
        lines.append(f"Kind: {name or 'zonder naam'} {geboren_kort(wie.geboortedatum, wie.geboortejaar)}".rstrip())
    return [*lines, "Er is niets bewaard."]


def _word(words: Mapping[str, str], code: str) -> str:
    """The national word of a code; empty for no code."""
    return next((word for word, own in words.items() if own == code), "")
