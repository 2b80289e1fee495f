"""The policy of this computer, for who rolls the program out: which file, and what it fixes."""

from __future__ import annotations

from argparse import Namespace

from expertteam_app.cli.output import print_json, print_table, say
from expertteam_app.domain.beleid import waarden
from expertteam_app.domain.errors import EnvironmentProblem
from expertteam_app.services.beleid import geldend, machine_place


def toon(options: Namespace) -> int:
    """The file and each setting, fixed or free.

    Raises:
        EnvironmentProblem: something in the file is wrong; what holds is told first.
    """
    found = geldend()
    values = waarden(found.beleid)
    if options.json:
        print_json(
            {
                "bestand": None if found.bestand is None else str(found.bestand),
                "vast": {key: value for key, value in values.items() if value is not None},
                "fouten": list(found.beleid.fouten),
            }
        )
    else:
        say(f"Bestand: {found.bestand}" if found.bestand else f"Er is geen beleid. Het hoort in: {machine_place()}")
        print_table(("instelling", "waarde", "stand"), [_row(key, value) for key, value in values.items()])
    if found.beleid.melding:
        raise EnvironmentProblem(found.beleid.melding, "Verbeter het bestand en kijk het hiermee opnieuw na.")
    return 0


def _row(key: str, value: object) -> tuple[str, str, str]:
    if value is None:
        return key, "", "vrij"
    return key, str(value).lower() if isinstance(value, bool) else str(value), "vast"
