"""One module of tables per noun; importing this package registers them all."""

from expertteam_app.db.tables.bewaren import VernietigingRow, VernietigingsstopRow
from expertteam_app.db.tables.bijlage import BijlageRow
from expertteam_app.db.tables.casus import (
    ActieRow,
    CasusOverzichtRow,
    CasusRow,
    GebeurtenisRow,
    HiaatRow,
    OorzaakRow,
    ZoekregelRow,
)
from expertteam_app.db.tables.cijfers import BasislijnRow, JeugdigenTellingRow, MeetmomentRow, SignaalRow
from expertteam_app.db.tables.gezin import GezinRow, JeugdigeRow
from expertteam_app.db.tables.klok import KlokRow, SluitingsdagRow
from expertteam_app.db.tables.kluis import ConceptRow, GebruikerRow, InstellingRow, KluisRow
from expertteam_app.db.tables.netwerk import GezinslidRow, GezinsrelatieRow, PartnerschapRow
from expertteam_app.db.tables.opschaling import OpschalingsmodelRow, StapRow
from expertteam_app.db.tables.pakket import AdresRow, OntvangenPakketRow, PakketlogRow
from expertteam_app.db.tables.partij import PartijRegelRow, PartijRow
from expertteam_app.db.tables.persoon import MandaatRow, PersoonRow
from expertteam_app.db.tables.tafel import (
    AfspraakRow,
    BoegInbrengRow,
    OpvolgingRow,
    ReeksLidRow,
    ReeksRow,
    TafelregelRow,
    VoorzieningRow,
)
from expertteam_app.db.tables.toekomstplan import ToekomstplanRow
from expertteam_app.db.tables.toestemming import ToestemmingGeverRow, ToestemmingRow
from expertteam_app.db.tables.typecasus import TypecasusBronRow, TypecasusRow
from expertteam_app.db.tables.uitgave import BoegVraagRow, RapportRow, UitgaveRow
from expertteam_app.db.tables.uithuisplaatsing import UithuisplaatsingRow
from expertteam_app.db.tables.uitspraak import UitspraakRow
from expertteam_app.db.tables.verslag import (
    HandelingstijdRow,
    HandtekeningRow,
    ReactieRow,
    SjabloonRow,
    TekstblokRow,
    VerslagRow,
    VerzendingRow,
)
from expertteam_app.db.tables.vtb import HoorgesprekRow, VtbKindRow, VtbRow
from expertteam_app.db.tables.werk import OngedaanRow, SamenvoegingRow, UitstelRow, WeergaveRow, ZoekdocumentRow
from expertteam_app.db.tables.werkgebied import InzageredenRow, VerbandRow
from expertteam_app.db.tables.zitting import (
    AanwezigheidRow,
    AgendapuntRow,
    BesluitRow,
    TerugmeldingRow,
    ZittingRow,
)

__all__ = [
    "AanwezigheidRow",
    "ActieRow",
    "AdresRow",
    "AfspraakRow",
    "AgendapuntRow",
    "BasislijnRow",
    "BesluitRow",
    "BijlageRow",
    "BoegInbrengRow",
    "BoegVraagRow",
    "CasusOverzichtRow",
    "CasusRow",
    "ConceptRow",
    "GebeurtenisRow",
    "GebruikerRow",
    "GezinRow",
    "GezinslidRow",
    "GezinsrelatieRow",
    "HandelingstijdRow",
    "HandtekeningRow",
    "HiaatRow",
    "HoorgesprekRow",
    "InstellingRow",
    "InzageredenRow",
    "JeugdigeRow",
    "JeugdigenTellingRow",
    "KlokRow",
    "KluisRow",
    "MandaatRow",
    "MeetmomentRow",
    "OngedaanRow",
    "OntvangenPakketRow",
    "OorzaakRow",
    "OpschalingsmodelRow",
    "OpvolgingRow",
    "PakketlogRow",
    "PartijRegelRow",
    "PartijRow",
    "PartnerschapRow",
    "PersoonRow",
    "RapportRow",
    "ReactieRow",
    "ReeksLidRow",
    "ReeksRow",
    "SamenvoegingRow",
    "SignaalRow",
    "SjabloonRow",
    "SluitingsdagRow",
    "StapRow",
    "TafelregelRow",
    "TekstblokRow",
    "TerugmeldingRow",
    "ToekomstplanRow",
    "ToestemmingGeverRow",
    "ToestemmingRow",
    "TypecasusBronRow",
    "TypecasusRow",
    "UitgaveRow",
    "UithuisplaatsingRow",
    "UitspraakRow",
    "UitstelRow",
    "VerbandRow",
    "VernietigingRow",
    "VernietigingsstopRow",
    "VerslagRow",
    "VerzendingRow",
    "VoorzieningRow",
    "VtbKindRow",
    "VtbRow",
    "WeergaveRow",
    "ZittingRow",
    "ZoekdocumentRow",
    "ZoekregelRow",
]
