"""The page of the Regionaal Expertteam."""

from __future__ import annotations

from PySide6.QtCore import Signal

from expertteam_app.domain.access import Right
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.terugkijken import DEEL, weg_hierheen
from expertteam_app.ui.pages.zitting_pagina import TafelPage
from expertteam_app.ui.pages.zitting_punt import bring
from expertteam_app.ui.work import Work


class RetPage(TafelPage):
    """Zittingen of the RET. Emits `terugkijken_requested` when all looks back are asked for."""

    terugkijken_requested = Signal()

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work, ZittingSoort.RET)
        self.look_back_button = button("Terugkijken", self.terugkijken_requested.emit, "history", role="stil")
        self.lijst.add_below(self.look_back_button)

    def reload(self) -> None:
        """Read the zittingen again, and how many looks back are due."""
        super().reload()
        if self.tafel.sessie.actor.can(Right.ZITTING_READ):
            self.look_back_button.setText(weg_hierheen(*self.tafel.sessie.opvolgingen.te_laat_en_vandaag()))

    def open_part(self, deel: str, punt_id: int | None = None) -> None:
        """Go to an item of the open zitting, for a look back to its question."""
        super().open_part(deel, punt_id)
        view = self.zitting.punt
        part, _, moment = deel.partition(":")
        if part == DEEL and view is not None and view.terugkijken is not None:
            field = view.terugkijken.question_of(int(moment) if moment.isdecimal() else None)
            if field is not None:
                bring(field)
