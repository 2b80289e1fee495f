"""The page of the Regionaal Expertteam."""

from __future__ import annotations

from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.zitting_pagina import TafelPage
from expertteam_app.ui.work import Work


class RetPage(TafelPage):
    """Zittingen of the RET."""

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work, ZittingSoort.RET)
