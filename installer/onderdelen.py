"""What the product is made of: a CycloneDX list of components and the notices of their licences.

Only what `requirements.lock` brings to this machine, what is built into those wheels, and what a built program has
beside them: Python, and the starter of PyInstaller. Other tools for building and testing are no part of the product.
Both files are the same at every run on the same locks.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import platform
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parents[1]
TEXTS: Final = ROOT / "installer" / "licenties"
SBOM: Final = "onderdelen.cdx.json"
NOTICES: Final = "licenties.txt"

_LOCKED: Final = re.compile(r"^(\S+==[^\\\n]+?)\s*\\?$", re.MULTILINE)
_LICENCE_FILE: Final = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_LGPL: Final = ("LGPL-3.0.txt", "GPL-3.0.txt")
_TEXTS_OF: Final = {"pyside6-essentials": _LGPL, "shiboken6": _LGPL}
"""Wheels that carry no licence text; the LGPL is a supplement to the GPL, so both must be there."""
_SAID: Final = {"pyrage": "MIT", "sqlcipher3": "Zlib", "reportlab": "BSD-3-Clause"}
"""Wheels that do not say their licence by its SPDX name; it was read in their licence file."""
_ARTWORK: Final = {"IBM Plex Sans, DejaVu Sans": "fonts", "Lucide": "icons"}


@dataclass(frozen=True, slots=True)
class Locked:
    """One distribution of the lock, and its version."""

    name: str
    version: str


def locked(text: str) -> list[Locked]:
    """What a lock file brings to this machine, by name."""
    found = []
    for line in _LOCKED.findall(text):
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate():
            (specifier,) = requirement.specifier
            found.append(Locked(canonicalize_name(requirement.name), specifier.version))
    return sorted(found, key=lambda one: one.name)


def built_in() -> dict[str, list[Component]]:
    """What is inside a wheel without a wheel of its own, as the libraries say themselves; by wheel."""
    import sqlcipher3.dbapi2 as sqlcipher
    from cryptography.hazmat.backends.openssl.backend import backend
    from PySide6.QtCore import qVersion

    connection = sqlcipher.connect(":memory:")
    connection.execute(f"PRAGMA key=\"x'{'0' * 64}'\"")  # only with a key does it say by what it encrypts
    sqlcipher_version = connection.execute("PRAGMA cipher_version").fetchone()[0].split()[0]
    provider = connection.execute("PRAGMA cipher_provider_version").fetchone()[0].split()[1]
    connection.close()
    return {
        "sqlcipher3": [
            _component("SQLCipher", sqlcipher_version, "BSD-3-Clause"),
            _component("SQLite", sqlcipher.sqlite_version, "blessing"),
            _component("OpenSSL", provider, "Apache-2.0"),
        ],
        "cryptography": [_component("OpenSSL", backend.openssl_version_text().split()[1], "Apache-2.0")],
        "pyside6-essentials": [_component("Qt", qVersion(), "LGPL-3.0-only")],
    }


def _component(name: str, version: str, licence: str) -> Component:
    return Component(
        name=name, version=version, bom_ref=f"{name}@{version}", licenses=[LicenseFactory().make_from_string(licence)]
    )


def around(build_lock: str) -> list[Component]:
    """What a built program has beside the wheels: Python itself, and the part of PyInstaller that starts it."""
    (packer,) = (one for one in locked(build_lock) if one.name == "pyinstaller")
    return [
        _component("Python", platform.python_version(), "PSF-2.0"),
        _component("PyInstaller bootloader", packer.version, "GPL-2.0-or-later WITH Bootloader-exception"),
    ]


def sbom(lock: str, build_lock: str) -> str:
    """The list of components as CycloneDX 1.6 in JSON.

    Raises:
        ValueError: it does not fit the schema of CycloneDX.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    inside = built_in()
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_OID, lock + project["version"]))
    bom.metadata.component = Component(
        name=project["name"], version=project["version"], type=ComponentType.APPLICATION, bom_ref=project["name"]
    )
    for one in locked(lock):
        purl = PackageURL("pypi", None, one.name, one.version)
        parts = inside.get(one.name, [])
        for part in parts:
            part.bom_ref.value = f"{one.name}/{part.name}"
        component = Component(
            name=one.name,
            version=one.version,
            purl=purl,
            bom_ref=purl.to_string(),
            licenses=[LicenseFactory().make_from_string(_licence(one.name))],
            components=parts,
        )
        bom.components.add(component)
        bom.register_dependency(bom.metadata.component, [component])
    for component in around(build_lock):
        bom.components.add(component)
        bom.register_dependency(bom.metadata.component, [component])
    made = json.loads(JsonV1Dot6(bom).output_as_string())
    made["metadata"].pop("timestamp")  # the file says what is in the product, not when someone asked
    text = json.dumps(made, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    if problem := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ValueError(str(problem))
    return text


def _licence(name: str) -> str:
    about = importlib.metadata.metadata(name)
    fields = [*about.get_all("License-Expression", []), *about.get_all("License", [])]
    said = [_SAID.get(name), *fields]
    said += [line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line.startswith("License ::")]
    return next((text.strip() for text in said if text and "\n" not in text.strip()), "onbekend")


def notices(lock: str) -> str:
    """The texts that must travel with the product, one chapter per component.

    Raises:
        LookupError: a component without any licence text.
    """
    chapters = [(f"{one.name} {one.version}", list(_texts(one.name))) for one in locked(lock)]
    chapters += [(name, [path.read_text("utf-8")]) for name, path in _own_texts()]
    if bare := [name for name, texts in chapters if not texts]:
        raise LookupError(f"Geen licentietekst gevonden van: {', '.join(bare)}")
    head = (
        "Expertteam is gemaakt met deze onderdelen. Qt en PySide6 worden ongewijzigd gebruikt onder de LGPL-3.0;\n"
        "hun bestanden staan los in het programma en mogen door andere versies worden vervangen.\n"
    )
    body = (f"{'=' * 100}\n{name}\n{'=' * 100}\n\n" + "\n\n".join(t.strip() for t in texts) for name, texts in chapters)
    return head + "\n\n" + "\n\n\n".join(body) + "\n"


def _texts(name: str) -> Iterator[str]:
    files = importlib.metadata.distribution(name).files or []
    for file in sorted(files, key=str):
        if ".dist-info/" in file.as_posix() and _LICENCE_FILE.search(file.name) and file.suffix != ".py":
            yield file.read_text(encoding="utf-8")
    for text in _TEXTS_OF.get(name, ()):
        yield (TEXTS / text).read_text("utf-8")


def _own_texts() -> Iterator[tuple[str, Path]]:
    yield "SQLCipher (in sqlcipher3)", TEXTS / "SQLCipher.txt"
    yield "OpenSSL (in sqlcipher3 en cryptography)", TEXTS / "Apache-2.0.txt"
    yield "Python (in het gebouwde programma)", TEXTS / "Python.txt"
    yield "PyInstaller (alleen de starter van het gebouwde programma)", TEXTS / "PyInstaller.txt"
    for name, folder in _ARTWORK.items():
        for path in sorted((ROOT / "resources" / folder).glob("*")):
            if re.search(r"LICENSE|OFL", path.name):
                yield name, path


def main() -> int:
    """Write both files into a folder and say how many components there are."""
    parser = argparse.ArgumentParser(description="Maakt de lijst van onderdelen (CycloneDX) en de licentieteksten.")
    parser.add_argument("--naar", type=Path, default=Path("uitvoer"), help="de map waarin de bestanden komen")
    target = parser.parse_args().naar
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    build_lock = (ROOT / "installer" / "requirements-build.lock").read_text("utf-8")
    target.mkdir(parents=True, exist_ok=True)
    (target / SBOM).write_text(sbom(lock, build_lock), "utf-8", newline="\n")
    (target / NOTICES).write_text(notices(lock), "utf-8", newline="\n")
    sys.stdout.write(f"{target / SBOM}: {len(locked(lock))} onderdelen\n{target / NOTICES}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
