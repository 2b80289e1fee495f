"""The tables of the BOEG report: which dimensions, which crosses, and which of them are sensitive (PRIVACY 3.3).

All tables count the same jeugdigen, so that all of them are protected as one. A dimension in which a jeugdige has one
category adds up; where he can have several (all oorzaken, all hiaten) no total stands beside it.
"""

from __future__ import annotations

from expertteam_app.analysis.disclosure.spec import RapportSpec, Regels, TabelSpec
from expertteam_app.domain.codelijst import Code, Codelijst
from expertteam_app.domain.opschaling import Opschalingsmodel
from expertteam_app.domain.periode import Periode
from expertteam_app.services.codelijsten import Codelijsten

INSTROOM = "jeugdigen die in de periode bij het RET zijn aangemeld"
LOPEND = "loopt nog"
ONBEKEND = "onbekend"
NIET_GEZOCHT = "niets gezocht"
NIET_VOORGENOMEN = "niet voorgenomen"
OPEN = "nog niet besloten"
NIET_TERUGGEKEKEN = "nog niet teruggekeken"
MET_HIAAT, ZONDER_HIAAT = "met een hiaat", "zonder hiaat"
CRUCIAAL = "cruciale functie"

SOORTEN_VRAAG = (
    "consultatie",
    "vastgelopen situatie",
    "voorgenomen uithuisplaatsing",
    "toegang tot BOEG-voorziening",
)
"""Kinds of question to the RET (DOMEIN section 3)."""
OPVOLGING = ("uitgevoerd en geholpen", "uitgevoerd, hielp deels of niet", "deels uitgevoerd", "niet uitgevoerd")

MEERVOUDIG = frozenset({"oorzaak", "gemist", "aard"})
GEVOELIG = frozenset({"hoofdoorzaak", "oorzaak", "gemist", "uitkomst", "uithuisplaatsing"})


def _table(naam: str, titel: str, *dims: str, grof: frozenset[str] = frozenset()) -> TabelSpec:
    return TabelSpec(naam, titel, dims, INSTROOM, zonder_totaal=MEERVOUDIG & set(dims), op_groepen=grof)


TABLES = (
    _table("instroom-leeftijd", "Instroom naar leeftijd", "leeftijd"),
    _table("instroom-vraag", "Instroom naar soort vraag", "vraag"),
    _table("stap", "Hoogste stap van het opschalingsmodel", "stap"),
    _table("hoofdoorzaak", "Belangrijkste oorzaak van vastlopen", "hoofdoorzaak"),
    _table("oorzaak", "Alle oorzaken van vastlopen", "oorzaak"),
    _table("zorgvorm", "Eerst gezochte zorgvorm", "zorgvorm"),
    _table("hiaat", "Hiaten in het zorgaanbod", "hiaat"),
    _table("gemist", "Gemiste zorgvorm", "gemist"),
    _table("gemist-aard", "Gemiste zorgvorm en aard van het hiaat", "gemist", "aard"),
    _table("zorgvorm-oorzaak", "Gezochte zorgvorm en belangrijkste oorzaak", "zorgvorm", "hoofdoorzaak"),
    _table("leeftijd-zorgvorm", "Leeftijd en gezochte zorgvorm", "leeftijd", "zorgvorm", grof=frozenset({"zorgvorm"})),
    _table("oorzaak-gemist", "Oorzaak en gemiste zorgvorm", "oorzaak", "gemist"),
    _table("uithuisplaatsing", "Voorgenomen uithuisplaatsingen", "uithuisplaatsing"),
    _table("uitkomst", "Uitkomsten", "uitkomst"),
    _table("opvolging", "Opvolging van het advies", "opvolging"),
    _table("stap-uitkomst", "Stap en uitkomst", "stap", "uitkomst"),
    _table("oorzaak-uitkomst", "Belangrijkste oorzaak en uitkomst", "hoofdoorzaak", "uitkomst"),
)


def step_label(model: Opschalingsmodel, stap: int) -> str:
    """A step as printed: "5 RET"."""
    return f"{stap} {model.stap(stap).kort}"


def cause_label(code: Code) -> str:
    """A cause as printed: "A2 wachtlijst of wachttijd"; the code makes a short column head."""
    return f"{code.code} {code.label}"


def _groups(codes: Codelijst, labels: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The categories per group of a list; a group of which every category stands alone is none."""
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(code.extra.get("groep", "overig"), []).append(labels[code.code])
    return {f"{name} (groep)": tuple(members) for name, members in found.items()}


def report_spec(periode: Periode, lists: Codelijsten, model: Opschalingsmodel, regels: Regels) -> RapportSpec:
    """The tables with all their categories, also those that do not occur."""
    labels = {naam: tuple(code.label for code in lists[naam]) for naam in lists}
    care = {code.code: code.label for code in lists["zorgvormen"]}
    causes = {code.code: cause_label(code) for code in lists["oorzaken"]}
    care_groups, cause_groups = _groups(lists["zorgvormen"], care), _groups(lists["oorzaken"], causes)
    return RapportSpec(
        periode=periode.code,
        tabellen=TABLES,
        categorieen={
            "leeftijd": (*labels["leeftijdsbanden"], ONBEKEND),
            "vraag": (*SOORTEN_VRAAG, ONBEKEND),
            "stap": (*(step_label(model, s.volgorde) for s in model.stappen), ONBEKEND),
            "hoofdoorzaak": (*causes.values(), ONBEKEND),
            "oorzaak": tuple(causes.values()),
            "zorgvorm": (*care.values(), NIET_GEZOCHT),
            "hiaat": (MET_HIAAT, ZONDER_HIAAT),
            "gemist": tuple(care.values()),
            "aard": labels["aard_hiaat"],
            "uithuisplaatsing": (NIET_VOORGENOMEN, *labels["uitkomst_uithuisplaatsing"], OPEN),
            "uitkomst": (*labels["uitkomsten"], LOPEND),
            "opvolging": (*OPVOLGING, NIET_TERUGGEKEKEN),
        },
        regels=regels,
        hierarchie={
            "zorgvorm": care_groups,
            "gemist": care_groups,
            "hoofdoorzaak": cause_groups,
            "oorzaak": cause_groups,
        },
        meervoudig=MEERVOUDIG,
        onder={"gemist": ("hiaat", MET_HIAAT), "aard": ("hiaat", MET_HIAAT)},
        deel_van={"hoofdoorzaak": "oorzaak"},
        gevoelig=GEVOELIG,
        neutraal=frozenset(
            {
                ("hoofdoorzaak", ONBEKEND),
                ("uitkomst", LOPEND),
                ("uithuisplaatsing", NIET_VOORGENOMEN),
                ("uithuisplaatsing", OPEN),
            }
        ),
        naam="reflectierapport-boeg",
        titel="Reflectierapport RET voor BOEG",
    )
