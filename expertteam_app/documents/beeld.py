"""Draws a `Beeld` on paper, in ink that reads on a grey printer: line, break and shape carry the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from expertteam_app.documents import stijl
from expertteam_app.domain.beeld import Beeld, Kolom, Lijn, Punt, Rol, Vak, Vorm, free_place

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

Anker = Literal["start", "middle", "end"]

LETTER = 7.5
"""Points; the size of the words in a picture."""
HOOG = 190
_LINKS, _ONDER, _BOVEN, _RECHTS = 34, 26, 16, 10
_DIKTE = {Rol.HOOFD: 1.6, Rol.GRENS: 0.7, Rol.NORM: 1.1, Rol.RUSTIG: 0.7, Rol.NADRUK: 1.2}
_INKT = {
    Rol.HOOFD: stijl.ACCENT,
    Rol.GRENS: stijl.GRIJS,
    Rol.NORM: stijl.ROOD,
    Rol.RUSTIG: stijl.LIJN,
    Rol.NADRUK: stijl.ROOD,
}


def drawing(beeld: Beeld, breed: float = stijl.TEKSTBREEDTE, hoog: float = HOOG) -> Drawing:
    """The picture as a flowable of reportlab.

    Args:
        beeld: what is drawn; its text alternative stands under it on paper, which the caller adds.
        breed: width in points.
        hoog: height in points.
    """
    return _Tekening(beeld, breed, hoog).drawing


class _Tekening:
    def __init__(self, beeld: Beeld, breed: float, hoog: float) -> None:
        from reportlab.graphics.shapes import Drawing

        stijl.register_fonts()
        self._beeld = beeld
        self._line_names: list[Vak] = []
        under = _ONDER + (LETTER + 2 if beeld.onder else 0)
        self._left, self._bottom = _LINKS, under
        self._width, self._height = breed - _LINKS - _RECHTS, hoog - under - _BOVEN
        self.drawing: Drawing = Drawing(breed, hoog)
        self._axes()
        for kolom in beeld.kolommen:
            self._column(kolom)
        for lijn in beeld.lijnen:
            self._line(lijn)
        for punt in beeld.punten:
            self._point(punt)
        self._names()

    def _at(self, x: float, y: float) -> tuple[float, float]:
        beeld = self._beeld
        return (
            self._left + self._width * min(1.0, x / beeld.x.tot),
            self._bottom + self._height * min(1.0, y / beeld.y.tot),
        )

    def _words(self, x: float, y: float, text: str, anchor: Anker = "start", ink: str = stijl.GRIJS) -> None:
        from reportlab.graphics.shapes import String

        self.drawing.add(
            String(x, y, text, fontName=stijl.GEWOON, fontSize=LETTER, textAnchor=anchor, fillColor=stijl.colour(ink))
        )

    def _axes(self) -> None:
        from reportlab.graphics.shapes import Line

        beeld = self._beeld
        self._words(2, self._bottom + self._height + 6, beeld.y.naam)
        self._words(self._left + self._width, 3, beeld.x.naam, "end")
        for value, text in beeld.y.streepjes:
            _, y = self._at(0, value)
            ink = stijl.colour(stijl.GRIJS if value == 0 else stijl.LIJN)
            self.drawing.add(Line(self._left, y, self._left + self._width, y, strokeColor=ink, strokeWidth=0.5))
            self._words(self._left - 4, y - LETTER / 3, text, "end")
        self._under(beeld.x.streepjes, self._bottom - LETTER - 3)
        self._under(beeld.onder, self._bottom - 2 * LETTER - 5)

    def _under(self, ticks: tuple[tuple[float, str], ...], y: float) -> None:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        free_from = -1e9
        for value, text in ticks:
            half = stringWidth(text, stijl.GEWOON, LETTER) / 2 + 1
            middle = max(half, min(self._at(value, 0)[0], self.drawing.width - half))
            if middle - half >= free_from:
                self._words(middle, y, text, "middle")
                free_from = middle + half

    def _line(self, lijn: Lijn) -> None:
        from reportlab.graphics.shapes import PolyLine
        from reportlab.pdfbase.pdfmetrics import stringWidth

        corners = [coordinate for x, y in lijn.punten for coordinate in self._at(x, y)]
        line = PolyLine(corners, strokeColor=stijl.colour(_INKT[lijn.rol]), strokeWidth=_DIKTE[lijn.rol])
        if lijn.stippel:
            line.strokeDashArray = [3, 2]
        self.drawing.add(line)
        if not lijn.naam:
            return
        end_x, end_y = self._at(*lijn.punten[-1])
        if lijn.rol is Rol.NORM:
            half = stringWidth(lijn.naam, stijl.GEWOON, LETTER) / 2
            middle = min(end_x, self._left + self._width - half)
            self._words(middle, self._bottom + self._height + 6, lijn.naam, "middle", _INKT[lijn.rol])
        else:
            wide, right = stringWidth(lijn.naam, stijl.GEWOON, LETTER), min(end_x, self._left + self._width)
            places = [(right - wide, end_y + 2, wide, LETTER), (right - wide, end_y - LETTER - 1, wide, LETTER)]
            found = free_place(places, self._line_names)
            self._line_names.append(found)
            self._words(right, found[1], lijn.naam, "end", _INKT[lijn.rol])

    def _column(self, kolom: Kolom) -> None:
        from reportlab.graphics.shapes import Rect

        left, bottom = self._at(kolom.x - kolom.breed / 2, 0)
        right, top = self._at(kolom.x + kolom.breed / 2, kolom.hoog)
        bar = Rect(left, bottom, right - left, top - bottom)
        bar.fillColor = stijl.colour(stijl.STAAF)
        bar.strokeColor = stijl.colour(stijl.INKT) if kolom.rol is Rol.NADRUK else None
        bar.strokeWidth = _DIKTE[Rol.NADRUK]
        self.drawing.add(bar)
        self._words((left + right) / 2, top + 2, f"{kolom.hoog:.0f}", "middle", stijl.INKT)

    def _point(self, punt: Punt) -> None:
        from reportlab.graphics.shapes import Circle, Polygon

        x, y = self._at(punt.x, punt.y)
        ink = stijl.colour(_INKT[punt.rol])
        if punt.vorm is Vorm.RUIT:
            self.drawing.add(Polygon([x, y + 4, x + 4, y, x, y - 4, x - 4, y], fillColor=ink, strokeColor=ink))
        else:
            fill = None if punt.vorm is Vorm.OPEN else ink
            self.drawing.add(Circle(x, y, 2.4, fillColor=fill, strokeColor=ink))

    def _names(self) -> None:
        """Names beside their points, each where it covers no other, no point, no name of a line and not the axis."""
        from reportlab.pdfbase.pdfmetrics import stringWidth

        spots = [self._at(p.x, p.y) for p in self._beeld.punten]
        taken: list[Vak] = [(x - 3, y - 3, 6, 6) for x, y in spots]
        taken += [*self._line_names, (0.0, 0.0, float(self._left), float(self.drawing.height))]
        for punt, (x, y) in zip(self._beeld.punten, spots, strict=True):
            if not punt.naam:
                continue
            wide = stringWidth(punt.naam, stijl.GEWOON, LETTER)
            sides = (x - 5 - wide, x + 5) if x + 5 + wide > self.drawing.width else (x + 5, x - 5 - wide)
            rows = (y + 1, y - LETTER, y + LETTER + 1, y - 2 * LETTER)
            found = free_place([(side, row, wide, LETTER) for row in rows for side in sides], taken)
            taken.append(found)
            self._words(found[0], found[1], punt.naam, ink=stijl.INKT)
