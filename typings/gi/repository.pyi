from typing import Any

Atspi: Any

class GLib:
    class Error(Exception): ...
    MainContext: Any
