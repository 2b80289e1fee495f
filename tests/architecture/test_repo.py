"""What may stand in the repository, and what a fresh machine may install because of it."""

from __future__ import annotations

import importlib.metadata
import io
import re
import subprocess
import tokenize
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "installer/requirements-build.lock")


def repo_files() -> list[Path]:
    """Every file that is or would be committed; for a copy without git all that is not hidden."""
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(git, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        return [p for p in ROOT.rglob("*") if p.is_file() and not p.relative_to(ROOT).parts[0].startswith(".")]
    return [ROOT / name for name in done.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


# --- Nothing of one machine ------------------------------------------------------------------------------------------


def machine_marks() -> list[re.Pattern[bytes]]:
    """Folders of one machine and addresses of package indexes, put together here so that this file has none itself."""
    folders = [f"/{name}/" for name in ("work", "root", "opt", "Users")]
    folders += ["/" + "home" + r"/\w", "/" + "tmp" + r"/\w", r"[A-Z]:\\" + "Users"]
    hosts = [host + r"\.org" for host in ("py" + "pi", "python" + "hosted", "anaconda")] + ["regis" + "try.npmjs"]
    options = ["--" + name for name in ("index-url ", "extra-index-url", "find-links")]
    own = [re.escape(str(folder)) for folder in (ROOT, Path.home()) if len(folder.parts) > 2]
    # No word character in front: "https://host/work/" is an address, "network/opt/" a part of one.
    bounded = [r"(?<![\w.])" + folder for folder in folders]
    return [re.compile(mark.encode()) for mark in (*bounded, *hosts, *options, *own)]


def test_no_file_holds_a_path_of_a_machine_or_the_address_of_an_index() -> None:
    files = repo_files()
    assert len(files) > 100, "the list of files is not whole"
    marks = machine_marks()
    found = [
        f"{path.relative_to(ROOT)}: {match.group().decode()}"
        for path in files
        for content in [path.read_bytes()]
        for mark in marks
        if (match := mark.search(content))
    ]
    assert not found


@pytest.mark.parametrize(
    "line",
    [
        "cd /" + "work/main",
        "data = '/" + "home/jan/kluis'",
        "open('/" + "tmp/proef.pdf')",
        "C:\\" + "Users\\jan",
        "https://py" + "pi.org/simple",
        "--extra-" + "index-url https://pakketten.example",
    ],
)
def test_the_marks_see_what_they_must(line: str) -> None:
    assert any(mark.search(line.encode()) for mark in machine_marks())


@pytest.mark.parametrize("line", ["#!/usr/bin/env bash", "https://wetten.overheid.nl/work/BWBR0002448", "../shared"])
def test_the_marks_leave_the_rest_alone(line: str) -> None:
    assert not any(mark.search(line.encode()) for mark in machine_marks())


# --- Every exception has its reason ----------------------------------------------------------------------------------


def test_every_rule_that_ruff_ignores_has_its_reason_on_the_line() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    settings = tomllib.loads(text)["tool"]["ruff"]["lint"]
    ignored = {*settings["ignore"], *(code for codes in settings["per-file-ignores"].values() for code in codes)}
    assert ignored
    section = text[text.index("[tool.ruff.lint]") : text.index("[tool.ruff.lint.flake8-tidy-imports]")]
    for line in section.splitlines():
        codes, _, reason = line.partition("#")
        if set(re.findall(r'"([A-Z]+[0-9]*)"', codes)) & ignored:
            assert len(reason.strip()) >= 3, f"pyproject.toml: no reason for {codes.strip()}"


SUPPRESSION = re.compile(r"#\s*(noqa\b|type:\s*ignore|pragma:|ruff:|mypy:)")
WITH_REASON = re.compile(r"#\s*(noqa:\s*[A-Z0-9, ]+?|type:\s*ignore\[[\w, -]+\])\s*(#|-|–)\s*\w.+")


def suppressions(source: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT and SUPPRESSION.search(token.string)]


def test_every_suppressed_warning_names_its_rule_and_its_reason() -> None:
    bare = [
        f"{path.relative_to(ROOT)}: {comment}"
        for path in repo_files()
        if path.suffix == ".py"
        for comment in suppressions(path.read_text("utf-8"))
        if not WITH_REASON.match(comment)
    ]
    assert not bare


def test_the_reading_of_comments_sees_a_suppression_without_a_reason() -> None:
    no_rule, no_reason = "x = 1  # no" + "qa", "x = 1  # type: " + "ignore[misc]"
    for line in (no_rule, no_reason, no_reason + "  # "):
        (comment,) = suppressions(line + "\n")
        assert not WITH_REASON.match(comment)
    (comment,) = suppressions(no_reason + "  # the stubs lack it\n")
    assert WITH_REASON.match(comment)


# --- Lock files ------------------------------------------------------------------------------------------------------


def locked(name: str) -> dict[str, tuple[Requirement, int]]:
    """What a lock file pins: per name and marker the requirement and how many hashes it has."""
    text = (ROOT / name).read_text("utf-8")
    blocks = [block for block in re.split(r"(?m)^(?=[A-Za-z0-9])", text) if block[:1].isalnum()]
    pinned = {}
    for block in blocks:
        requirement = Requirement(block.split("\n", 1)[0].removesuffix("\\").strip())
        key = f"{canonicalize_name(requirement.name)};{requirement.marker or ''}"
        assert key not in pinned, f"{name}: {key} twice"
        pinned[key] = requirement, len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", block))
    return pinned


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_is_pinned_by_version_and_hash(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"(?m)^\s*(-e|-r|-i|-f|@|\.|/)", text), "only names, versions and hashes"
    for key, (requirement, hashes) in locked(name).items():
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), key
        assert hashes, f"{key} has no hash"


@pytest.mark.parametrize("beside_it", LOCKS[1:])
def test_the_tools_are_locked_beside_the_very_same_program(beside_it: str) -> None:
    program, tools = locked("requirements.lock"), locked(beside_it)
    for key, (pin, _) in program.items():
        everywhere = f"{canonicalize_name(pin.name)};"  # a tool may need on all systems what the program needs on one
        assert key in tools or everywhere in tools, key
        beside, _hashes = tools.get(key) or tools[everywhere]
        assert beside.specifier == pin.specifier, key


def test_the_locks_answer_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = {"requirements.lock": project["project"]["dependencies"], "requirements-dev.lock": []}
    asked["requirements-dev.lock"] = [*asked["requirements.lock"], *project["dependency-groups"]["dev"]]
    for name, wishes in asked.items():
        pins = [pin for pin, _ in locked(name).values()]
        for wish in map(Requirement, wishes):
            versions = [
                str(pin.specifier).removeprefix("==")
                for pin in pins
                if canonicalize_name(pin.name) == canonicalize_name(wish.name)
            ]
            assert versions, f"{name} lacks {wish}: run dev.py lock"
            assert all(wish.specifier.contains(version) for version in versions), f"{name}: {wish} is not {versions}"


# --- Licences --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_what_others_drew_stands_with_its_licence(folder: str) -> None:
    shelf = ROOT / "resources" / folder
    assert [path for path in shelf.iterdir() if path.suffix in {".ttf", ".svg"}]
    texts = [path.read_text("utf-8") for path in shelf.iterdir() if re.match(r"(?i)(licen[cs]e|ofl)", path.name)]
    assert any("copyright" in text.lower() and len(text) > 500 for text in texts)


def is_copyleft(licence: str) -> bool:
    """Whether every choice a licence offers is GPL or AGPL; LGPL is not: the program uses the library as it is."""
    choices = re.split(r"\s+OR\s+", licence)
    return all(re.search(r"(?<![A-Z])A?GPL|(?<!Lesser )General Public License", choice) for choice in choices)


def licences_of(name: str) -> list[str]:
    """What a package says of its licence: the expression when it has one, else the field and the classifiers."""
    metadata = importlib.metadata.metadata(name)
    if "License-Expression" in metadata:
        return [metadata["License-Expression"]]
    classifiers = [line for line in metadata.get_all("Classifier") or [] if line.startswith("License ::")]
    return [*(metadata.get_all("License") or []), *classifiers]


def test_no_package_of_the_program_forces_its_licence_on_it() -> None:
    pins = [pin for pin, _ in locked("requirements.lock").values()]
    here = [pin.name for pin in pins if pin.marker is None or pin.marker.evaluate()]
    assert len(here) >= 10
    assert not [f"{name}: {licence}" for name in here for licence in licences_of(name) if is_copyleft(licence)]


@pytest.mark.parametrize(
    ("licence", "copyleft"),
    [
        ("AGPL-3.0-or-later", True),
        ("GPL-2.0-only OR GPL-3.0-only", True),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("License :: OSI Approved :: GNU Affero General Public License v3", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT", False),
    ],
)
def test_a_licence_is_read_right(licence: str, *, copyleft: bool) -> None:
    assert is_copyleft(licence) is copyleft


# --- The front door --------------------------------------------------------------------------------------------------


def test_every_file_the_readme_points_at_exists() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    links = re.findall(r"(?<!!)\[[^]]*\]\(([^)#]+)\)", text)
    assert links
    assert not [link for link in links if "://" not in link and not (ROOT / link).exists()]


def test_ci_runs_the_readme_command_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["exec python3 dev.py test"]
    assert "python3 dev.py test" in (ROOT / "README.md").read_text("utf-8")


def test_every_writer_of_cells_neutralises_formulas() -> None:
    writes = re.compile(r"csv\.(?:writer|DictWriter)\(|\bWorkbook\(|\"\\t\"\.join")
    writers = {p: p.read_text(encoding="utf-8") for p in (ROOT / "expertteam_app").rglob("*.py")}
    found = {path.stem: "import neutral" in text for path, text in writers.items() if writes.search(text)}
    assert set(found) >= {"startfoto", "datapakket", "beeld", "icoontjes"}
    reads = {"vtb_bestand"}  # joins the cells of a table it reads; nothing is written
    assert {name for name, safe in found.items() if not safe} == reads
