"""How documents come out on this computer: with coloured surfaces, or made for a plain printer."""

from __future__ import annotations

from expertteam_app.documents import stijl
from expertteam_app.services.beleid import geldend


def use_print_style(*, chosen: bool) -> bool:
    """Make documents as was chosen here, or as the policy fixes it; returns what holds from now on."""
    fixed = geldend().beleid.printvriendelijk
    on = chosen if fixed is None else fixed
    stijl.print_friendly(on=on)
    return on
