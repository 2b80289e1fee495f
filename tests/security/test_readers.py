"""Whatever is in a file, its reader answers in time, with what it read or one Dutch sentence, and writes nothing."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.security.fuzzing import LEAST, MOST_SECONDS, feed
from tests.security.readers import FUZZED, OWN, READERS

PROGRAM = Path(__file__).resolve().parents[2] / "expertteam_app"
_MODES = {"r", "rb", "r+", "r+b", "rt", "a", "w", "wb", "x"}
_OPENERS = {"os", "io", "Image"}
_CALLS = {
    "DefusedXMLParser", "Document", "IncrementalPdfFileWriter", "PdfReader", "QImageReader", "QSettings",
    "QSvgRenderer", "ZipFile", "decompress", "fromstring", "load_pkcs12", "load_workbook", "loads", "read_bytes",
    "read_text", "reader",
}  # fmt: skip
"""Calls that open a file or take its bytes apart."""


@pytest.mark.parametrize("name", READERS)
def test_a_spoiled_file_is_read_or_refused_in_a_sentence(name: str, tmp_path: Path, klein: Path) -> None:
    fed = feed(name, None, tmp_path, klein)
    sys.stdout.write(f"{name}: {fed.count} bestanden, {fed.refused} geweigerd, traagste {fed.slowest:.2f} s\n")
    assert not fed.wrong, "\n".join(fed.wrong)
    assert fed.count >= LEAST
    assert fed.slowest < MOST_SECONDS


def reads(tree: ast.AST) -> Iterator[str]:
    """The calls in a module that open a file or take its bytes apart."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        whole = ast.unparse(call.func)
        name, base = whole.rpartition(".")[2], whole.rpartition(".")[0]
        first = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
        opens = name == "open" and (not base or base in _OPENERS or first in _MODES)
        if name in _CALLS or opens or whole == "sqlcipher.connect":
            yield whole


def test_every_module_that_opens_a_file_is_named() -> None:
    found = {
        ".".join(path.relative_to(PROGRAM).with_suffix("").parts)
        for path in PROGRAM.rglob("*.py")
        if any(reads(ast.parse(path.read_text("utf-8"))))
    }
    assert found == FUZZED.keys() | OWN.keys()
    assert not FUZZED.keys() & OWN.keys()


def test_every_reader_that_is_named_is_fuzzed() -> None:
    assert {name for names in FUZZED.values() for name in names} == READERS.keys()


@pytest.mark.parametrize(
    "line",
    ["open('x')", "path.open('rb')", "p.read_bytes()", "zipfile.ZipFile(f)", "sqlcipher.connect(u)", "json.loads(b)"],
)
def test_a_call_that_opens_a_file_is_seen(line: str) -> None:
    assert list(reads(ast.parse(line)))


@pytest.mark.parametrize("line", ["dialog.open()", "self.plek.open(card)", "connect(path, key)", "json.dumps(x)"])
def test_other_calls_are_not(line: str) -> None:
    assert not list(reads(ast.parse(line)))
