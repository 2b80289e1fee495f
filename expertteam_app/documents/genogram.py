"""The genogram on paper: the same picture as on the screen, its legend, and the same facts in words.

Strokes and shapes carry the meaning, so that a grey printer loses nothing. The file says in its metadata which kind of
document it is and nothing about whom (PRIVACY A12).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from expertteam_app.documents import stijl
from expertteam_app.documents.bouwstenen import kop, text_block
from expertteam_app.documents.huisstijl import Kader, build_pdf
from expertteam_app.documents.stijl import A4_BREED, MARGE_BOVEN, MARGE_ONDER, TEKSTBREEDTE_LIGGEND
from expertteam_app.documents.tekst import clean, long_date
from expertteam_app.domain.genogram import (
    REGEL,
    STREKEN,
    Genogram,
    Lijn,
    Lijnsoort,
    Streek,
    Vlak,
    Vorm,
    Vormsoort,
)

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

CLASSIFICATIE = "Vertrouwelijk – bevat persoonsgegevens"
RUIMTE = A4_BREED - MARGE_BOVEN - MARGE_ONDER - 80
"""Points for the picture: the page without margins, heading and legend."""
LETTER = 9.4
"""Size of the text beside a shape, in units of the picture."""
LEGENDA_HOOG = 42.0

_STREPEN = MappingProxyType(
    {Streek.VOL: (), Streek.STIPPEL: (1.2, 2.6), Streek.STREEP: (5, 3), Streek.PUNTSTREEP: (6, 2, 1.2, 2)}
)


@dataclass(frozen=True, slots=True)
class GenogramStuk:
    """What is needed to print a genogram.

    Attributes:
        kenmerk: the number of the casus.
        zinnen: the facts of the picture in words, a paragraph each.
        moment: the day of printing.
    """

    organisatie: str
    kenmerk: str
    genogram: Genogram
    zinnen: tuple[str, ...]
    moment: date
    oefening: bool


def genogram_pdf(stuk: GenogramStuk) -> bytes:
    """The genogram as PDF (A4 landscape, Dutch, embedded fonts); the same stuk gives the same bytes."""
    kader = Kader(
        organisatie=clean(stuk.organisatie),
        kenmerk=clean(stuk.kenmerk),
        loopkop=f"Genogram · {long_date(stuk.moment)}",
        metatitel=f"Genogram {clean(stuk.kenmerk)}",
        classificatie=CLASSIFICATIE,
        moment=stuk.moment,
        watermerken=("OEFENING",) if stuk.oefening else (),
    )
    return build_pdf(kader, lambda: _story(stuk), "liggend")


def _story(stuk: GenogramStuk) -> list[Flowable]:
    from reportlab.platypus import PageBreak

    story = [*kop(f"Genogram bij casus {stuk.kenmerk}", 0), _picture(stuk.genogram), _legend(stuk.genogram)]
    if stuk.zinnen:
        story += [PageBreak(), *kop("Dezelfde gegevens in woorden", 0)]
        story += [part for zin in stuk.zinnen for part in text_block(zin)]
    return story


def _picture(genogram: Genogram) -> Flowable:
    from reportlab.platypus import Flowable as Base

    scale = min(1.0, TEKSTBREEDTE_LIGGEND / max(1.0, genogram.breed), RUIMTE / max(1.0, genogram.hoog))

    class Picture(Base):
        def wrap(self, _width: float, _height: float) -> tuple[float, float]:
            return TEKSTBREEDTE_LIGGEND, genogram.hoog * scale

        def draw(self) -> None:
            canvas = self.canv
            canvas.saveState()
            canvas.translate((TEKSTBREEDTE_LIGGEND - genogram.breed * scale) / 2, genogram.hoog * scale)
            canvas.scale(scale, -scale)  # the picture counts from the top down
            _draw(canvas, genogram)
            canvas.restoreState()

    return Picture()


def _draw(canvas: Canvas, genogram: Genogram) -> None:
    canvas.setLineCap(1)
    for frame in genogram.kaders:
        canvas.setFillColor(stijl.colour(stijl.VLAK))
        _pen(canvas, 0.8, (4, 3), stijl.GRIJS)
        canvas.roundRect(frame.x, frame.y, frame.breed, frame.hoog, 8, stroke=1, fill=1)
    for line in genogram.lijnen:
        _line(canvas, line)
    for shape in genogram.vormen:
        _shape(canvas, shape)
        _words(canvas, shape)
    for title in genogram.koppen:
        _text(canvas, title.tekst, title.vlak.x, title.vlak.y + LETTER, stijl.HALFVET, LETTER + 0.6)


def _pen(canvas: Canvas, width: float, dash: tuple[float, ...] = (), ink: str = stijl.INKT) -> None:
    canvas.setStrokeColor(stijl.colour(ink))
    canvas.setLineWidth(width)
    canvas.setDash(list(dash))


def _line(canvas: Canvas, line: Lijn) -> None:
    stroke = STREKEN[line.soort]
    _pen(canvas, 1.5 if line.soort in (Lijnsoort.SAMEN, Lijnsoort.VOORBIJ) else 1.0, _STREPEN[stroke])
    for part in line.delen:
        for (x0, y0), (x1, y1) in pairwise(part):
            canvas.line(x0, y0, x1, y1)
    _pen(canvas, 1.5)
    for n in range(line.streepjes):
        x = line.plek[0] + 5 * (n - (line.streepjes - 1) / 2)
        canvas.line(x - 3, line.plek[1] + 6, x + 3, line.plek[1] - 6)


def _outline(canvas: Canvas, soort: Vormsoort, box: Vlak) -> None:
    if soort is Vormsoort.CIRKEL:
        canvas.circle(*box.midden, box.breed / 2, stroke=1, fill=1)
    elif soort is Vormsoort.RUIT:
        x, y = box.midden
        path = canvas.beginPath()
        path.moveTo(x, box.y)
        for point in ((box.rechts, y), (x, box.onder), (box.x, y)):
            path.lineTo(*point)
        path.close()
        canvas.drawPath(path, stroke=1, fill=1)
    else:
        radius = {Vormsoort.AFGEROND: box.breed / 4, Vormsoort.KAART: 5}.get(soort, 0)
        canvas.roundRect(box.x, box.y, box.breed, box.hoog, radius, stroke=1, fill=1)


def _shape(canvas: Canvas, shape: Vorm) -> None:
    canvas.setFillColor(stijl.colour("#FFFFFF"))
    _pen(canvas, 0.8 if shape.soort is Vormsoort.KAART else 1.4)
    _outline(canvas, shape.soort, shape.vlak)
    box = shape.vlak
    inset = max(3.0, box.breed / 10)
    if shape.kern:
        _outline(canvas, shape.soort, Vlak(box.x + inset, box.y + inset, box.breed - 2 * inset, box.hoog - 2 * inset))
    if shape.overleden and shape.soort is not Vormsoort.KAART:
        inset = box.breed * (0.0 if shape.soort is Vormsoort.VIERKANT else 0.146)
        canvas.line(box.x + inset, box.y + inset, box.rechts - inset, box.onder - inset)
        canvas.line(box.rechts - inset, box.y + inset, box.x + inset, box.onder - inset)


def _words(canvas: Canvas, shape: Vorm) -> None:
    room = shape.tekstvlak
    for n, line in enumerate(shape.regels):
        font = stijl.HALFVET if n < shape.naamregels else stijl.GEWOON
        text = stijl.fit(clean(line), font, LETTER, room.breed)
        x = room.x
        if shape.soort is not Vormsoort.KAART:
            x = room.midden[0] - stijl.text_width(text, font, LETTER) / 2
        _text(canvas, text, x, room.y + n * REGEL + LETTER, font, LETTER)


def _text(canvas: Canvas, text: str, x: float, baseline: float, font: str, size: float) -> None:
    """Text at a place that counts from the top down: the page is turned back for it."""
    canvas.saveState()
    canvas.translate(x, baseline)
    canvas.scale(1, -1)
    canvas.setFillColor(stijl.colour(stijl.INKT))
    canvas.setFont(font, size)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


@dataclass(frozen=True, slots=True)
class _Teken:
    """One entry of the legend: its words and what is drawn before them."""

    tekst: str
    vorm: Vorm | None = None
    lijn: Lijn | None = None


def _legend(genogram: Genogram) -> Flowable:
    """What the shapes and strokes of this picture mean; only those that occur in it."""
    from reportlab.platypus import Flowable as Base

    entries = _entries(genogram)

    class Legend(Base):
        def wrap(self, _width: float, _height: float) -> tuple[float, float]:
            return TEKSTBREEDTE_LIGGEND, LEGENDA_HOOG

        def draw(self) -> None:
            x, y = 0.0, LEGENDA_HOOG - 10
            for entry in entries:
                wide = 27 + stijl.text_width(entry.tekst, stijl.GEWOON, 7.5) + 11
                if x + wide > TEKSTBREEDTE_LIGGEND:
                    x, y = 0.0, y - 15
                self.canv.saveState()
                self.canv.translate(x, y)
                _sign(self.canv, entry)
                self.canv.setFillColor(stijl.colour(stijl.GRIJS))
                self.canv.setFont(stijl.GEWOON, 7.5)
                self.canv.drawString(27, -2.5, entry.tekst)
                self.canv.restoreState()
                x += wide

    return Legend()


def _entries(genogram: Genogram) -> list[_Teken]:
    there = {v.soort for v in genogram.vormen}
    found = [_Teken(text, _example(soort)) for soort, text in VORMWOORDEN.items() if soort in there]
    if any(v.kern for v in genogram.vormen):
        found.append(_Teken("jeugdige van deze casus", _example(Vormsoort.VIERKANT, kern=True)))
    if any(v.overleden for v in genogram.vormen):
        found.append(_Teken("overleden", _example(Vormsoort.VIERKANT, overleden=True)))
    strokes = sorted({(list(Lijnsoort).index(x.soort), x.streepjes) for x in genogram.lijnen})
    for number, count in strokes:
        soort = list(Lijnsoort)[number]
        words = {1: "uit elkaar", 2: "gescheiden"}.get(count, soort.value)
        found.append(_Teken(words, lijn=Lijn(soort, (((2, 0), (22, 0)),), streepjes=count, plek=(12, 0))))
    return [*found, _Teken("wonen samen")] if genogram.kaders else found


def _example(soort: Vormsoort, *, kern: bool = False, overleden: bool = False) -> Vorm:
    box = Vlak(6, -6, 12, 12)
    return Vorm(("", 0), soort, box, box, (), 0, "", "", overleden, kern)


VORMWOORDEN = MappingProxyType(
    {
        Vormsoort.VIERKANT: "man",
        Vormsoort.CIRKEL: "vrouw",
        Vormsoort.RUIT: "anders of onbekend",
        Vormsoort.AFGEROND: "instelling",
    }
)


def _sign(canvas: Canvas, entry: _Teken) -> None:
    if entry.vorm is not None:
        _shape(canvas, entry.vorm)
    elif entry.lijn is not None:
        _line(canvas, entry.lijn)
    else:
        _pen(canvas, 0.8, (4, 3), stijl.GRIJS)
        canvas.roundRect(2, -5, 20, 10, 3, stroke=1, fill=0)
