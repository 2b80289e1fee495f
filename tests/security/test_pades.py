"""A signature with a certificate, judged by pyHanko's own validator; a changed file fails."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from asn1crypto import x509 as asn1  # type: ignore[import-untyped] # it has no types
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from expertteam_app.documents.verslag import VerslagStuk, verslag_pdf
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.security.pades import read_certificate, sign

WACHTZIN = "proef met één ë"
NU = datetime.now(UTC)


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


class Ca:
    """A certificate authority of this test alone."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.cert = self._issue("Proef-CA", self.key, "Proef-CA", NU - timedelta(9), NU + timedelta(99), ca=True)

    def _issue(
        self, issuer: str, key: ec.EllipticCurvePrivateKey, subject: str, start: datetime, end: datetime, *, ca: bool
    ) -> x509.Certificate:
        usage = x509.KeyUsage(
            digital_signature=True,
            content_commitment=not ca,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=ca,
            crl_sign=ca,
            encipher_only=False,
            decipher_only=False,
        )
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(subject))
            .issuer_name(name(issuer))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(usage, critical=True)
        )
        return builder.sign(self.key, hashes.SHA256())

    def pkcs12(self, subject: str, *, start: datetime = NU - timedelta(1), end: datetime = NU + timedelta(30)) -> bytes:
        key = ec.generate_private_key(ec.SECP256R1())
        cert = self._issue("Proef-CA", key, subject, start, end, ca=False)
        secret = BestAvailableEncryption(WACHTZIN.encode())
        return serialize_key_and_certificates(b"proef", key, cert, [self.cert], secret)

    def context(self) -> ValidationContext:
        root = asn1.Certificate.load(self.cert.public_bytes(Encoding.DER))
        return ValidationContext(trust_roots=[root], allow_fetching=False)


@pytest.fixture(scope="module")
def ca() -> Ca:
    return Ca()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    stuk = VerslagStuk(
        soort="JBT",
        nummer="Z-JBT-2026-001",
        titel="Zitting",
        datum=date(2026, 9, 1),
        organisatie="Regio",
        status="vastgesteld",
        vastgesteld_op=date(2026, 9, 2),
        voorzitter="Vera",
        secretaris="Siem",
    )
    return verslag_pdf(stuk)


def test_two_roles_sign_and_both_hold(ca: Ca, pdf: bytes) -> None:
    first = sign(pdf, ca.pkcs12("Vera Voorbeeld (fictief)"), WACHTZIN, "voorzitter")
    both = sign(first, ca.pkcs12("Siem Łukaszewicz (fictief)"), WACHTZIN, "secretaris")
    assert both.startswith(first)
    assert first.startswith(pdf), "what was vastgesteld is in it byte for byte"
    reader = PdfFileReader(BytesIO(both))
    signatures = reader.embedded_signatures
    assert [s.field_name for s in signatures] == ["Handtekening-voorzitter", "Handtekening-secretaris"]
    for signature in signatures:
        status = validate_pdf_signature(signature, ca.context())
        assert status.bottom_line, status.summary()
        assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_the_fields_stand_above_the_lines_to_sign_on(ca: Ca, pdf: bytes) -> None:
    first = sign(pdf, ca.pkcs12("Vera"), WACHTZIN, "voorzitter")
    both = sign(first, ca.pkcs12("Siem"), WACHTZIN, "secretaris")
    reader = PdfReader(BytesIO(both))
    found = {}
    for number, page in enumerate(reader.pages):
        for each in page.get("/Annots", []):
            note = each.get_object()
            if note.get("/FT") == "/Sig":
                found[str(note["/T"])] = (number, [round(float(x)) for x in note["/Rect"]])
    last = len(reader.pages) - 1
    left, right = found["Handtekening-voorzitter"], found["Handtekening-secretaris"]
    assert left[0] == right[0] == last
    assert left[1][2] < right[1][0], "side by side"
    assert left[1][1] == right[1][1]
    assert right[1][2] - right[1][0] == 205
    assert right[1][2] < 595
    line = pdf_line(pdf)
    assert left[1][1] > line, "above the line for a hand"


def pdf_line(pdf: bytes) -> float:
    """Height in points of the word Datum, which stands under the line."""
    found: list[float] = []

    def see(text: str, _cm: object, tm: list[float], _font: object, _size: object) -> None:
        if text.strip().startswith("Datum"):
            found.append(tm[5])

    PdfReader(BytesIO(pdf)).pages[-1].extract_text(visitor_text=see)
    return max(found)


def test_a_changed_file_fails(ca: Ca, pdf: bytes) -> None:
    signed = sign(pdf, ca.pkcs12("Vera"), WACHTZIN, "voorzitter")
    place = signed.index(b"/Creator (Expertteam)")
    changed = signed[:place] + b"/Creator (Expertteem)" + signed[place + 21 :]
    status = validate_pdf_signature(PdfFileReader(BytesIO(changed)).embedded_signatures[0], ca.context())
    assert not status.bottom_line
    assert not status.intact


@pytest.mark.parametrize(
    ("what", "field", "words"),
    [
        ("wachtzin", "wachtzin", "Deze wachtzin past niet bij het certificaat."),
        ("verlopen", "certificaat", "Dit certificaat is verlopen op "),
        ("te vroeg", "certificaat", "Dit certificaat geldt pas vanaf "),
        ("rommel", "certificaat", "Dit bestand is geen certificaat in de vorm PKCS#12."),
        ("leeg", "certificaat", "Dit bestand is geen certificaat in de vorm PKCS#12."),
    ],
)
def test_a_certificate_that_cannot_be_used_is_one_sentence(
    ca: Ca, pdf: bytes, what: str, field: str, words: str
) -> None:
    files = {
        "wachtzin": ca.pkcs12("Vera"),
        "verlopen": ca.pkcs12("Vera", start=NU - timedelta(9), end=NU - timedelta(2)),
        "te vroeg": ca.pkcs12("Vera", start=NU + timedelta(2), end=NU + timedelta(9)),
        "rommel": b"geen certificaat",
        "leeg": b"",
    }
    with pytest.raises(FieldError) as caught:
        sign(pdf, files[what], "fout" if what == "wachtzin" else WACHTZIN, "voorzitter")
    assert caught.value.field == field
    assert str(caught.value).startswith(words)
    assert WACHTZIN not in str(caught.value)


def test_a_role_signs_once(ca: Ca, pdf: bytes) -> None:
    signed = sign(pdf, ca.pkcs12("Vera"), WACHTZIN, "voorzitter")
    with pytest.raises(UserError, match="al heeft getekend"):
        sign(signed, ca.pkcs12("Vera"), WACHTZIN, "voorzitter")


def test_one_sees_whose_certificate_it_is(ca: Ca) -> None:
    found = read_certificate(ca.pkcs12("Vera Voorbeeld"), WACHTZIN, NU)
    assert found.naam == "CN=Vera Voorbeeld"
    assert found.geldig_tot > NU
