"""One module of tables per noun; importing this package registers them all."""

from expertteam_app.db.tables.casus import (
    ActieRow,
    CasusOverzichtRow,
    CasusRow,
    GebeurtenisRow,
    HiaatRow,
    OorzaakRow,
    ZoekregelRow,
)
from expertteam_app.db.tables.gezin import GezinRow, JeugdigeRow
from expertteam_app.db.tables.kluis import ConceptRow, GebruikerRow, InstellingRow, KluisRow
from expertteam_app.db.tables.opschaling import OpschalingsmodelRow, StapRow
from expertteam_app.db.tables.partij import PartijRegelRow, PartijRow
from expertteam_app.db.tables.persoon import MandaatRow, PersoonRow
from expertteam_app.db.tables.vtb import VtbKindRow, VtbRow
from expertteam_app.db.tables.zitting import (
    AanwezigheidRow,
    AgendapuntRow,
    BesluitRow,
    TerugmeldingRow,
    VerslagRow,
    ZittingRow,
)

__all__ = [
    "AanwezigheidRow",
    "ActieRow",
    "AgendapuntRow",
    "BesluitRow",
    "CasusOverzichtRow",
    "CasusRow",
    "ConceptRow",
    "GebeurtenisRow",
    "GebruikerRow",
    "GezinRow",
    "HiaatRow",
    "InstellingRow",
    "JeugdigeRow",
    "KluisRow",
    "MandaatRow",
    "OorzaakRow",
    "OpschalingsmodelRow",
    "PartijRegelRow",
    "PartijRow",
    "PersoonRow",
    "StapRow",
    "TerugmeldingRow",
    "VerslagRow",
    "VtbKindRow",
    "VtbRow",
    "ZittingRow",
    "ZoekregelRow",
]
