"""Makes the sample kluis of the newest schema version; run once per version with the Python of ``.venv``.

A sample is never made again: it must be what that version of the program really wrote.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from expertteam_app.db.migrate import HEAD
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, create_kluis, open_kluis
from expertteam_app.services.oefenkluis import Oefenkluis


def main() -> None:
    """Make the sample, or refuse when it is there."""
    path = Path(__file__).with_name(f"{HEAD}.kluis")
    create_kluis(path, f"Monster {HEAD}", OEFENAAR, OEFENZIN, oefening=True, kdf=KdfParams.floor())
    kluis, context = open_kluis(path, OEFENAAR, OEFENZIN, vandaag=lambda: date(2026, 11, 20))
    Oefenkluis(context, 11).fill(12)
    kluis.close()
    (path / "in-gebruik.lock").unlink()
    (path / "back-ups").rmdir()


if __name__ == "__main__":
    main()
