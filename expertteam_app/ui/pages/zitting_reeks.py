"""Cards that plan ahead: a series of zittingen, and a reflectie of the RET with the toegangen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.tafel import ZittingDossier
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.reeksen import NieuweReeks, Vooruit
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import Choice, coming_date, past_date
from expertteam_app.ui.pages.zitting_tafel import TAFEL_NAMEN, Tafel
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.widgets.dateedit import DateEdit

RITMES = (
    ("weken-1", "elke week"),
    ("weken-2", "elke twee weken"),
    ("weken-3", "elke drie weken"),
    ("weken-4", "elke vier weken"),
    ("maanden-1", "elke maand, zelfde weekdag"),
    ("maanden-3", "elk kwartaal, zelfde weekdag"),
)
Told = Callable[[str], object]


def _day(values: Mapping[str, object], key: str, text: str) -> date:
    found = values[key]
    if not isinstance(found, date):
        raise FieldError(key, text)
    return found


def told(done: Vooruit) -> str:
    """What planning ahead did, in words."""
    words = f"{aantal(len(done.gepland), 'zitting', 'zittingen')} gepland"
    if done.overgeslagen:
        left = ", ".join(f"{dag_cijfers(day)} ({why})" for day, why in done.overgeslagen)
        words += f"; overgeslagen: {left}"
    return f"{words}."


class ReeksKaart(Invoer):
    """A series: its name, rhythm, first and last day, time, place, and whether the people of the open zitting come."""

    def __init__(self, tafel: Tafel, soort: ZittingSoort, open_now: ZittingDossier | None, say: Told) -> None:
        super().__init__(
            f"Reeks zittingen van {TAFEL_NAMEN[soort]}", "Reeks plannen", self._do, tafel.concept(f"reeks.{soort}")
        )
        self._tafel, self._soort, self._open, self._say = tafel, soort, open_now, say
        self.add("naam", "Naam", QLineEdit(), "Bijvoorbeeld: RET om de week.", required=True)
        self.add("ritme", "Hoe vaak", Choice(RITMES))
        self.add("van", "Eerste dag", coming_date(tafel.today), "De weekdag van alle zittingen.", required=True)
        self.add("tot", "Tot en met", coming_date(tafel.today), required=True)
        self.add("begintijd", "Begintijd", QLineEdit())
        self.add("duur", "Duur in minuten", QLineEdit())
        self.add("plaats", "Plaats", QLineEdit())
        self.add(
            "mensen",
            "Mensen",
            QCheckBox("Zelfde mensen"),
            "Wie bij de open zitting staat, wordt uitgenodigd.",
        )
        self.form.set_value("begintijd", "9:00")
        self.form.set_value("duur", "90")
        self.set_note("Vrije dagen van deze kluis worden overgeslagen.")

    def _people(self, values: Mapping[str, object]) -> tuple[tuple[int, str], ...]:
        if not values["mensen"] or self._open is None:
            return ()
        return tuple((a.persoon_id, a.rol) for a in self._open.aanwezigen if a.persoon_id is not None)

    def _do(self, values: Mapping[str, object]) -> None:
        ritme, _, number = str(values["ritme"]).partition("-")
        nieuw = NieuweReeks(
            self._soort,
            str(values["naam"]),
            ritme,
            int(number),
            _day(values, "van", "Kies de eerste dag."),
            _day(values, "tot", "Kies tot wanneer u plant."),
            str(values["begintijd"]),
            str(values["duur"]),
            str(values["plaats"]),
            self._people(values),
        )
        _id, done = self._tafel.sessie.reeksen.add(nieuw)
        self._say(told(done))


class ReflectieKaart(Invoer):
    """A reflectie of the RET with every toegangsmedewerker, over a period."""

    def __init__(self, tafel: Tafel, say: Told) -> None:
        super().__init__(
            "Reflectie met de toegangen", "Reflectie plannen", self._do, tafel.concept("reflectie.plannen")
        )
        self._tafel, self._say = tafel, say
        self.add("datum", "Datum", coming_date(tafel.today), required=True)
        self.add("begintijd", "Begintijd", QLineEdit())
        self.add("plaats", "Plaats", QLineEdit())
        self.add("van", "Periode van", past_date(tafel.today), required=True)
        self.add("tot", "Periode tot en met", DateEdit(today=tafel.today), required=True)
        self.set_note("Alle toegangsmedewerkers worden uitgenodigd; drie vaste onderwerpen staan klaar.")

    def _do(self, values: Mapping[str, object]) -> None:
        people = [p.id for p in self._tafel.sessie.personen.all() if p.rol == "toegangsmedewerker"]
        day = _day(values, "datum", "Kies de dag van de reflectie.")
        self._tafel.sessie.reeksen.plan_reflectie(
            day,
            _day(values, "van", "Vul in waar de periode begint."),
            _day(values, "tot", "Vul in waar de periode eindigt."),
            str(values["begintijd"]),
            str(values["plaats"]),
            people,
        )
        self._say(f"De reflectie staat op {dag_cijfers(day)}; {aantal(len(people), 'mens', 'mensen')} uitgenodigd.")
