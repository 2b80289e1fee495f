"""What can go wrong, in three kinds, because three kinds of people must act.

A `UserError` is put right by the user, an `EnvironmentProblem` by someone who looks after the machine. Anything else
is our bug. The text of the first two is a full Dutch sentence that names the place and the remedy, and never holds
personal data: it may be shown, printed and logged as it is.
"""

from __future__ import annotations


class ExpertteamError(Exception):
    """A foreseen problem with a Dutch text for the user.

    Attributes:
        text: what is wrong and where, one or more full sentences.
        remedy: what the user can do about it; empty when the text says it.
        exit_code: the exit code of the terminal command (2 user, 3 environment).
    """

    exit_code = 70

    def __init__(self, text: str, remedy: str = "") -> None:
        super().__init__(f"{text} {remedy}".strip())
        self.text = text
        self.remedy = remedy


class UserError(ExpertteamError):
    """The user asked for something that cannot be done as asked."""

    exit_code = 2


class FieldError(UserError):
    """One field holds something that does not fit.

    Attributes:
        field: the Dutch name of the field, as on the screen.
    """

    def __init__(self, field: str, text: str, remedy: str = "") -> None:
        super().__init__(text, remedy)
        self.field = field


class NoRightError(UserError):
    """The user's role does not allow this act."""


class EnvironmentProblem(ExpertteamError):
    """Disk, file or machine refuses; the user's data are not at fault."""

    exit_code = 3


class Cancelled(UserError):
    """The user stopped long work; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Gestopt. Er is niets gewijzigd.")
