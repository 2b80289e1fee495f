from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from pypdf import PdfReader

from expertteam_app.domain.access import Rol
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.services.sessie import Sessie
from tests.security.test_pades import WACHTZIN, Ca
from tests.services.test_verslagen import held
from tests.ui.tafels import as_role


def test_each_role_signs_once_and_a_new_version_is_signed_anew(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, _punten = held(s)
    with pytest.raises(UserError, match="nog niet vastgesteld"):
        s.handtekeningen.teken(zitting)
    digest = s.verslagen.vaststellen(zitting)
    assert s.handtekeningen.teken(zitting, "Vera V.") == digest, "by role the bytes stay as they are"
    with pytest.raises(UserError, match="al getekend als voorzitter"):
        s.handtekeningen.teken(zitting)
    secretary = as_role(s, Rol.SECRETARIS)
    secretary.handtekeningen.teken(zitting)
    (versie,) = s.verslagen.stand(zitting).versies
    assert [(h.rol, h.naam, h.certificaat) for h in versie.handtekeningen] == [
        ("voorzitter", "Vera V.", ""),
        ("secretaris", "Iemand (fictief)", ""),
    ]
    assert "handtekening" in s.ongedaan.lijst()[0].belet.casefold()
    s.verslagen.corrigeren(zitting, "Fout in de naam")
    s.verslagen.vaststellen(zitting)
    assert [bool(v.handtekeningen) for v in s.verslagen.stand(zitting).versies] == [False, True]
    s.handtekeningen.teken(zitting)


def test_with_a_certificate_the_signed_pdf_is_kept_beside_the_fixed_one(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, _punten = held(s)
    s.verslagen.vaststellen(zitting)
    fixed = s.verslagen.verslag(zitting).pdf
    ca = Ca()
    with pytest.raises(FieldError, match="past niet"):
        s.handtekeningen.teken(zitting, certificaat=ca.pkcs12("Vera"), wachtzin="fout")
    assert s.verslagen.stand(zitting).versies[0].handtekeningen == ()
    digest = s.handtekeningen.teken(zitting, certificaat=ca.pkcs12("Vera"), wachtzin=WACHTZIN)
    as_role(s, Rol.SECRETARIS).handtekeningen.teken(zitting, certificaat=ca.pkcs12("Siem"), wachtzin=WACHTZIN)
    versie = s.verslagen.stand(zitting).versies[0]
    signed = s.handtekeningen.getekend(versie.id).inhoud
    assert signed.startswith(fixed)
    assert digest == versie.handtekeningen[0].sha256 != hashlib.sha256(signed).hexdigest()
    assert set(PdfReader(BytesIO(signed)).get_fields() or {}) == {"Handtekening-voorzitter", "Handtekening-secretaris"}
    assert s.verslagen.vaste_versie(versie.id).pdf == fixed
