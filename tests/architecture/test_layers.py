"""The rooms of the house, read from the source itself: who imports what, and that every use case asks for a right.

import-linter guards the layers; what stands here does not depend on its settings, so loosening those shows up.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "expertteam_app"

ROOM_OF = {
    "PySide6": "ui",
    "shiboken6": "ui",
    "sqlalchemy": "db",
    "alembic": "db",
    "sqlcipher3": "db",
    "reportlab": "documents",
    "openpyxl": "exchange",
    "pypdf": "exchange",
    "defusedxml": "exchange",
    "cryptography": "security",
    "keyring": "security",
    "pyhanko": "security",
    "pyrage": "security",
}
PURE = {"domain", "analysis"}
NETWORK = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "urllib3",
    "ftplib",
    "smtplib",
    "imaplib",
    "poplib",
    "telnetlib",
    "xmlrpc",
    "socketserver",
    "asyncio",
    "requests",
    "httpx",
    "aiohttp",
    "webbrowser",
    "PySide6.QtNetwork",
    "PySide6.QtNetworkAuth",
}
NO_RIGHT_NEEDED = {
    "Sessie": "hands out the use cases; each of those asks for its own right",
    "Toegang": "the front door: there is no actor yet; it shows no casus",
    "OpenKluis": "the opened kluis itself: there is no actor before it, and it shows no casus",
}
STEPS_OF_A_USE_CASE = {
    "RetWriter": "writes in the session of Inlezen, which asked; no window or command can reach it",
    "JbtWriter": "as RetWriter",
    "Meetbron": "reads in the session of Doorlooptijden, which asked; no window or command can reach it",
}


def sources() -> list[Path]:
    return sorted(APP.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(APP).parts[0].removesuffix(".py")


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Every module a file imports, also inside functions; ``from a import b`` gives both ``a`` and ``a.b``."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: a relative import hides the room it comes from"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def test_import_linter_keeps_every_contract() -> None:
    program = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_a_third_party_package_has_one_home() -> None:
    strays = [
        f"{path.relative_to(ROOT)}: {module}"
        for path in sources()
        for module in imports(path)
        for package, home in ROOM_OF.items()
        if within(module, package) and room(path) != home
    ]
    assert not strays


def test_domain_and_analysis_are_pure() -> None:
    strays = [
        f"{path.relative_to(ROOT)}: {module}"
        for path in sources()
        if room(path) in PURE
        for module in imports(path)
        if module.partition(".")[0] not in sys.stdlib_module_names
        and not (room(path) == "analysis" and (within(module, "numpy") or within(module, "highspy")))
        and not any(within(module, f"expertteam_app.{pure}") for pure in PURE)
    ]
    assert not strays


def test_nothing_can_reach_the_network() -> None:
    strays = [
        f"{path.relative_to(ROOT)}: {module}"
        for path in sources()
        for module in imports(path)
        if any(within(module, package) for package in NETWORK)
    ]
    assert not strays


# --- Rights ----------------------------------------------------------------------------------------------------------


def is_value(node: ast.ClassDef) -> bool:
    """A frozen dataclass carries data; what inherits from another class is an error, an enum or a protocol."""
    return bool(node.bases) or any("frozen=True" in ast.unparse(decorator) for decorator in node.decorator_list)


def asks_first(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether the first thing it does is ``... .require(Right.X)``."""
    body = method.body[1:] if ast.get_docstring(method) is not None else method.body
    match body:
        case [ast.Expr(value=ast.Call(func=ast.Attribute(attr="require"), args=[right])), *_]:
            return ast.unparse(right).startswith("Right.")
        case _:
            return False


def methods_without_right(source: str) -> list[str]:
    """Public methods of use-case classes that do something before they ask for a right."""
    return [
        f"{node.name}.{method.name}"
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef)
        and not node.name.startswith("_")
        and not is_value(node)
        and node.name not in {*NO_RIGHT_NEEDED, *STEPS_OF_A_USE_CASE}
        for method in node.body
        if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef))
        and not method.name.startswith("_")
        and not asks_first(method)
    ]


@pytest.mark.parametrize("path", sorted((APP / "services").glob("*.py")), ids=lambda path: path.stem)
def test_every_use_case_first_asks_for_a_right(path: Path) -> None:
    assert methods_without_right(path.read_text("utf-8")) == []


def test_no_exemption_outlives_its_class() -> None:
    classes = {
        node.name
        for path in (APP / "services").glob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
    }
    assert {*NO_RIGHT_NEEDED, *STEPS_OF_A_USE_CASE} <= classes


def test_a_step_of_a_use_case_stays_inside_the_services() -> None:
    strays = [
        f"{path.relative_to(ROOT)}: {module}"
        for path in sources()
        if room(path) != "services"
        for module in imports(path)
        if module.rpartition(".")[2] in STEPS_OF_A_USE_CASE
    ]
    assert not strays


def test_the_reading_of_rights_sees_a_method_that_forgets_or_asks_too_late() -> None:
    source = '''
class Gezinnen:
    """Families."""

    def find(self):
        """Find."""
        self._context.actor.require(Right.CASUS_READ)
        return 1

    def forgets(self):
        return 2

    def late(self):
        with self._context.read() as session:
            self._context.actor.require(Right.CASUS_READ)

    @property
    def leaks(self):
        return self._context.read()

    def _own(self):
        return 3


@dataclass(frozen=True, slots=True)
class GezinInfo:
    def label(self):
        return ""
'''
    assert methods_without_right(source) == ["Gezinnen.forgets", "Gezinnen.late", "Gezinnen.leaks"]
