"""The logo of the sender: checked by content, redrawn without hidden data."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from expertteam_app.documents.stijl import MM
from expertteam_app.domain.errors import FieldError

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

BREED, HOOG = 46 * MM, 17 * MM
MAX_BYTES = 2_000_000
MAX_PIXELS = 16_000_000
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


def logo_flowable(data: bytes) -> Flowable:
    """The logo fitted into its place.

    Raises:
        FieldError: the bytes are no PNG or JPEG that can be drawn.
    """
    from reportlab.platypus import Image

    png, width, height = redrawn(data)
    scale = min(BREED / width, HOOG / height)
    return Image(BytesIO(png), width * scale, height * scale, hAlign="LEFT")


def redrawn(data: bytes) -> tuple[bytes, int, int]:
    """The pixels of a logo as a fresh PNG, with its width and height in pixels.

    Redrawing leaves behind what a picture file can carry unseen (EXIF, maker, place, thumbnail).

    Raises:
        FieldError: the bytes are no PNG or JPEG by their content, are over 2 MB, or cannot be read.
    """
    from PIL import Image

    remedy = "Kies een PNG- of JPEG-bestand van hooguit 2 MB."
    if not data.startswith((_PNG, _JPEG)):
        raise FieldError("logo", "Het logo is geen PNG- of JPEG-afbeelding.", remedy)
    if len(data) > MAX_BYTES:
        raise FieldError("logo", "Het logo is groter dan 2 MB.", remedy)
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            fits = picture.width * picture.height <= MAX_PIXELS
            coloured = picture.convert("RGBA") if fits else None
    except Image.DecompressionBombError:
        coloured = None
    except Exception as error:  # a broken picture may break the reader anywhere; the user gets one sentence
        raise FieldError("logo", "Het logo is beschadigd en kan niet worden getekend.", remedy) from error
    if coloured is None:
        raise FieldError("logo", "Het logo heeft te veel beeldpunten.", remedy)
    paper = Image.new("RGB", coloured.size, "white")
    paper.paste(coloured, mask=coloured.getchannel("A"))
    target = BytesIO()
    paper.save(target, "PNG")
    return target.getvalue(), paper.width, paper.height
