"""The verslag as a Word file, from the same parts as the PDF."""

from __future__ import annotations

from expertteam_app.documents.delen_docx import bouw_docx
from expertteam_app.documents.verslag import TAFELS, feiten_of, kader_of
from expertteam_app.documents.verslag_inhoud import inhoud
from expertteam_app.documents.verslag_stuk import VerslagStuk


def verslag_docx(stuk: VerslagStuk) -> bytes:
    """The verslag as DOCX; the same stuk gives the same bytes."""
    return bouw_docx(kader_of(stuk), f"Verslag {TAFELS[stuk.soort]}", stuk.titel, feiten_of(stuk), inhoud(stuk))
