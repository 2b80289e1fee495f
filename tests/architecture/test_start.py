"""What is loaded on the way to the unlock page, read from the source: a forbidden import is named with its chain."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = "expertteam_app"
START = (f"{HOUSE}.__main__", f"{HOUSE}.bootstrap")
AT_THE_DOOR = {"PySide6", "shiboken6"}
"""Packages the way may load; all others come while the user types, or when they are asked for."""
SERVICES_AT_THE_DOOR = {f"{HOUSE}.services", f"{HOUSE}.services.plaatsen", f"{HOUSE}.services.beleid"}
BEHIND = tuple(f"{HOUSE}.{room}" for room in ("db", "documents", "exchange", "security", "analysis", "services", "cli"))


def source_of(module: str, root: Path = ROOT) -> Path | None:
    path = root.joinpath(*module.split("."))
    found = [path / "__init__.py", path.with_suffix(".py")]
    return next((file for file in found if file.is_file()), None)


def at_import(nodes: list[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that run when a module is loaded: also in classes, branches and ``try``, not in functions."""
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from at_import(node.orelse)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in ("body", "orelse", "finalbody"):
                yield from at_import(getattr(node, part, []))
            for handler in getattr(node, "handlers", []):
                yield from at_import(handler.body)


def loaded_by(module: str, root: Path = ROOT) -> set[str]:
    """The modules that loading one module loads at once; of a name in a package the package and what it may be."""
    file = source_of(module, root)
    assert file is not None, module
    found: set[str] = set()
    for node in at_import(ast.parse(file.read_text("utf-8")).body):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        else:
            assert node.level == 0, f"{file}: imports are absolute here"
            assert node.module
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    parents = {name.rsplit(".", n)[0] for name in found for n in range(1, name.count(".") + 1)}
    return {name for name in found | parents if not name.startswith(HOUSE) or source_of(name, root)}


def chains(root: Path = ROOT) -> dict[str, tuple[str, ...]]:
    """Everything on the way to the unlock page, each with the imports that lead to it."""
    found: dict[str, tuple[str, ...]] = {}
    waiting: list[tuple[str, ...]] = [(name,) for name in START]
    while waiting:
        chain = waiting.pop(0)
        if chain[-1] in found:
            continue
        found[chain[-1]] = chain
        if chain[-1].startswith(HOUSE):
            waiting += [(*chain, name) for name in sorted(loaded_by(chain[-1], root))]
    return found


def forbidden(root: Path = ROOT) -> list[str]:
    """The chains that reach what must wait until the unlock page is on the screen."""
    wrong = []
    for name, chain in chains(root).items():
        top = name.split(".")[0]
        if top == HOUSE:
            bad = name.startswith(BEHIND) and name not in SERVICES_AT_THE_DOOR
        else:
            bad = top not in AT_THE_DOOR | set(sys.stdlib_module_names) | {"__future__"}
        if bad:
            wrong.append(" -> ".join(chain))
    return wrong


def test_nothing_behind_the_door_is_loaded_on_the_way_to_the_unlock_page() -> None:
    way = chains()
    assert f"{HOUSE}.ui.pages.ontgrendelen" in way, "the way was followed to its end"
    assert not forbidden()


def test_a_heavy_import_anywhere_on_the_way_is_named_with_its_chain(tmp_path: Path) -> None:
    for name in chains():
        file = source_of(name)
        if name.startswith(HOUSE) and file is not None:
            copy = tmp_path / file.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    assert not forbidden(tmp_path)
    work = tmp_path / HOUSE / "ui" / "work.py"
    work.write_text(
        work.read_text("utf-8") + "\ntry:\n    from sqlalchemy import select\nexcept ImportError:\n    pass\n"
    )
    assert forbidden(tmp_path)
    assert all(f"{HOUSE}.ui.work -> sqlalchemy" in chain for chain in forbidden(tmp_path))
