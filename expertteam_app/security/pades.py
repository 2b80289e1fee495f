"""A signature with a certificate in a PDF: PAdES baseline B-B, offline, from a PKCS#12 file.

pyHanko imports an HTTP client when it is imported itself, so it loads inside the functions here only; the process
cannot reach the network anyway (`expertteam_app.offline`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from expertteam_app.domain.errors import FieldError, UserError

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader

PLEK = "Plaats voor de handtekening van de "
"""Text of the annotation that marks where a role signs (`documents.delen_pdf`); the role follows."""

MAX_PKCS12 = 1_000_000
"""Bytes of a certificate file; one with a long chain takes some ten thousand."""
MAX_ROUNDS = 10_000_000
"""Rounds of a key derivation; common files ask 2,048 to 600,000, and ten million take some seconds."""
_SHROUDED = "pkcs8_shrouded_key_bag"

ELDERS = (60, 60, 265, 118)
"""Left, bottom, right and top in points where a PDF has no such place, on its last page."""


@dataclass(frozen=True, slots=True)
class Certificaat:
    """What one sees of a certificate before it is used."""

    naam: str
    geldig_van: datetime
    geldig_tot: datetime


def read_certificate(pkcs12: bytes, wachtzin: str, moment: datetime) -> Certificaat:
    """Open a PKCS#12 file and say whose certificate it holds.

    Args:
        pkcs12: the content of the .p12 or .pfx file.
        wachtzin: its passphrase.
        moment: when it will be used (with a time zone).

    Raises:
        FieldError: a wrong passphrase, no PKCS#12 file, no key in it, or a certificate that does not hold now.
    """
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    if len(pkcs12) > MAX_PKCS12:
        raise _no_certificate()
    try:
        found = load_pkcs12(_affordable(pkcs12), wachtzin.encode() if wachtzin else None)
    except Exception as problem:  # a broken file may break the reader anywhere; the user gets one sentence
        if isinstance(problem, ValueError) and "password" in str(problem).casefold():
            raise FieldError(
                "wachtzin", "Deze wachtzin past niet bij het certificaat.", "Typ de wachtzin opnieuw."
            ) from problem
        raise _no_certificate() from problem
    if found.key is None or found.cert is None:
        raise FieldError(
            "certificaat",
            "In dit bestand zit geen sleutel om mee te tekenen.",
            "Vraag een bestand met de sleutel erin.",
        )
    return _checked(found.cert.certificate, moment)


def _no_certificate() -> FieldError:
    return FieldError(
        "certificaat", "Dit bestand is geen certificaat in de vorm PKCS#12.", "Kies een bestand .p12 of .pfx."
    )


def _affordable(pkcs12: bytes) -> bytes:
    """The file itself, when it asks for no more rounds than a computer does in some seconds.

    Raises:
        ValueError: it asks for more, or is no PKCS#12.
    """
    from asn1crypto.pkcs12 import Pfx, SafeContents  # type: ignore[import-untyped]  # it has no types

    file = Pfx.load(pkcs12)
    asked = [file["mac_data"]["iterations"].native] if file["mac_data"].native else []
    for part in file.authenticated_safe:
        if part["content_type"].native == "encrypted_data":
            asked.append(part["content"]["encrypted_content_info"]["content_encryption_algorithm"].kdf_iterations)
            continue
        bags = [bag for bag in SafeContents.load(part["content"].native) if bag["bag_id"].native == _SHROUDED]
        asked += [bag["bag_value"]["encryption_algorithm"].kdf_iterations for bag in bags]
    if max(asked, default=0) > MAX_ROUNDS:
        raise ValueError("rounds")
    return pkcs12


def _checked(certificate: Certificate, moment: datetime) -> Certificaat:
    made = Certificaat(
        certificate.subject.rfc4514_string(), certificate.not_valid_before_utc, certificate.not_valid_after_utc
    )
    if moment > made.geldig_tot:
        raise FieldError(
            "certificaat",
            f"Dit certificaat is verlopen op {made.geldig_tot:%d-%m-%Y}.",
            "Vraag een nieuw certificaat of teken zonder.",
        )
    if moment < made.geldig_van:
        raise FieldError("certificaat", f"Dit certificaat geldt pas vanaf {made.geldig_van:%d-%m-%Y}.")
    return made


def sign(pdf: bytes, pkcs12: bytes, wachtzin: str, rol: str, moment: datetime | None = None) -> bytes:
    """The PDF with a signature in it; what was there stays byte for byte, the signature comes after it.

    Args:
        pdf: the PDF; earlier signatures stay valid.
        pkcs12: the content of the certificate file.
        wachtzin: its passphrase.
        rol: in which role is signed: also the name of the field and of its place on the page.
        moment: now, with a time zone; for tests.

    Raises:
        FieldError: as `read_certificate`.
        UserError: this role signed the PDF already, or the PDF cannot be signed.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.general import SigningError
    from pyhanko.stamp import TextStampStyle

    read_certificate(pkcs12, wachtzin, moment or datetime.now(UTC))
    signer = signers.SimpleSigner.load_pkcs12_data(pkcs12, [], wachtzin.encode() if wachtzin else None)
    target = BytesIO()
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        page, box = _place(writer.prev, rol)
        spec = SigFieldSpec(f"Handtekening-{rol}", on_page=page, box=box)
        meta = signers.PdfSignatureMetadata(
            field_name=spec.sig_field_name,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=f"Getekend als {rol}",
        )
        style = TextStampStyle(
            stamp_text=f"Digitaal getekend als {rol}\n%(ts)s", timestamp_format="%d-%m-%Y %H:%M", border_width=1
        )
        signers.PdfSigner(meta, signer, stamp_style=style, new_field_spec=spec).sign_pdf(writer, output=target)
    except (SigningError, PdfError) as problem:
        raise UserError(
            f"Deze PDF kan niet worden getekend als {rol}.", "Kijk of deze rol al heeft getekend."
        ) from problem
    return target.getvalue()


def _place(reader: PdfFileReader, rol: str) -> tuple[int, tuple[int, int, int, int]]:
    """Page (from 0) and box of the field: at the place for this role, else on the last page."""
    last = int(reader.root["/Pages"]["/Count"]) - 1
    for number in range(last, -1, -1):
        page = reader.find_page_for_modification(number)[0].get_object()  # type: ignore[no-untyped-call] # it has no types
        notes = page.get("/Annots", ())
        for each in (notes[at] for at in range(len(notes))):  # by its place: going over it gives references
            if str(each.get("/Contents", "")) == f"{PLEK}{rol}":
                left, bottom, right, top = (int(float(value)) for value in each["/Rect"])
                return number, (left, bottom, right, top)
    return last, ELDERS
