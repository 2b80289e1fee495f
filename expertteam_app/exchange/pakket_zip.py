"""The zip inside a pakket: a signed manifest, the inhoud as JSON, and bijlagen; written and read without compression.

It opens with any unzip program. Reading is strict: one order of parts, known names only, nothing compressed (so nothing
can grow), every byte under the signature, and JSON only as this program writes it, so that each value has one spelling.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any, Final

from expertteam_app.domain.pakket import (
    BIJLAGE,
    FORMAAT,
    HANDTEKENING,
    INHOUD,
    MANIFEST,
    MAX_BIJLAGEN,
    MAX_JSON,
    MAX_PAKKET,
    OMSLAG,
    TOEGESTAAN,
    Omslag,
    Pakket,
    PakketGeweigerd,
    Pakketsoort,
    omslag_of,
    written,
)
from expertteam_app.domain.pakket_schema import Afwijking, Regel, check

SIGNATURE: Final = 64
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_HEAD: Final = b"PK\x03\x04"
_END: Final = b"PK\x05\x06"
_LOCAL, _CENTRAL, _END_LENGTH = 30, 46, 22
"""Bytes of the records of a zip beside names and contents."""
_MOST_PARTS: Final = MAX_BIJLAGEN + 3
_PART: Final = re.compile(BIJLAGE, re.ASCII)

Sign = Callable[[bytes], bytes]
"""Gives the signature on a manifest."""
Signed = Callable[[str, bytes, bytes], bool]
"""Whether the holder of a key (64 hexadecimal digits) signed these bytes with this signature."""


def pack(omslag: Omslag, inhoud: Mapping[str, Any], bijlagen: Mapping[str, bytes], sign: Sign) -> tuple[bytes, str]:
    """The zip of a pakket, and the SHA-256 of its manifest.

    Raises:
        Afwijking: something is not on the whitelist of its kind; our own mistake or too long a text.
        PakketGeweigerd: it would be larger than a pakket can be.
    """
    check(TOEGESTAAN[omslag.soort], inhoud)
    parts = {INHOUD: written(inhoud), **bijlagen}
    delen = [{"naam": n, "grootte": len(b), "sha256": hashlib.sha256(b).hexdigest()} for n, b in parts.items()]
    value = omslag.as_json(delen)
    check(OMSLAG, value, "omslag")
    _check_parts(omslag.soort, inhoud, list(parts))
    manifest = written(value)
    files = {MANIFEST: manifest, HANDTEKENING: sign(manifest), **parts}
    if sum(map(len, files.values())) > MAX_PAKKET or len(parts[INHOUD]) > MAX_JSON:
        raise PakketGeweigerd("het wordt groter dan een pakket kan zijn", "Stuur minder of kleinere bijlagen mee.")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return target.getvalue(), hashlib.sha256(manifest).hexdigest()


def unpack(data: bytes, signed: Signed) -> Pakket:
    """Open the zip of a pakket and check all that can be checked without knowing the sender.

    Raises:
        PakketGeweigerd: it is damaged, signed by another key than it names, or holds anything that does not belong.
    """
    files = _members(data)
    manifest = files.pop(MANIFEST)
    signature = files.pop(HANDTEKENING)
    value = read_omslag(manifest)
    if len(signature) != SIGNATURE or not signed(value["afzender"]["tekensleutel"], manifest, signature):
        raise PakketGeweigerd("de handtekening klopt niet met de inhoud")
    said = [(d["naam"], d["grootte"], d["sha256"]) for d in value["delen"]]
    there = [(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in files.items()]
    if said != there:
        raise PakketGeweigerd("de onderdelen zijn niet die waarvoor is getekend")
    try:
        omslag = omslag_of(value)
    except ValueError:
        raise PakketGeweigerd("het moment van maken kan niet") from None
    inhoud = read_inhoud(omslag.soort, files.pop(INHOUD, b""))
    try:
        _check_parts(omslag.soort, inhoud, [INHOUD, *files])
    except Afwijking as problem:
        raise PakketGeweigerd(str(problem)) from None
    return Pakket(omslag, inhoud, files, hashlib.sha256(manifest).hexdigest())


def read_omslag(data: bytes) -> dict[str, Any]:
    """The manifest, held against its schema.

    Raises:
        PakketGeweigerd: it does not fit, or is of a later version or a kind that this program does not know.
    """
    value = _json(data, "de omslag")
    newer = "Werk Expertteam bij, of vraag de afzender om een pakket dat uw versie kent."
    if type(value) is dict and type(value.get("formaat")) is int and value["formaat"] > FORMAAT:
        raise PakketGeweigerd("het is gemaakt met een nieuwere versie van Expertteam", newer)
    if type(value) is dict and value.get("soort") not in list(Pakketsoort):
        raise PakketGeweigerd("deze soort pakket kent deze versie van Expertteam niet", newer)
    return _checked(OMSLAG, value, "omslag")


def read_inhoud(soort: Pakketsoort, data: bytes) -> dict[str, Any]:
    """The inhoud, held against the schema of its kind.

    Raises:
        PakketGeweigerd: it does not fit.
    """
    return _checked(TOEGESTAAN[soort], _json(data, "de inhoud"), "inhoud")


def _checked(regel: Regel, value: Any, plaats: str) -> dict[str, Any]:  # noqa: ANN401 - what JSON gave
    try:
        check(regel, value, plaats)
    except Afwijking as problem:
        raise PakketGeweigerd(str(problem)) from None
    found: dict[str, Any] = value
    return found


def _json(data: bytes, wat: str) -> Any:  # noqa: ANN401 - any JSON
    if len(data) > MAX_JSON:
        raise PakketGeweigerd(f"{wat} is te groot")
    try:
        value = json.loads(data.decode("utf-8"))
        same = written(value) == data
    except (ValueError, RecursionError):
        same = False
    if not same:
        raise PakketGeweigerd(f"{wat} is niet leesbaar of anders geschreven dan Expertteam doet")
    return value


def _check_parts(soort: Pakketsoort, inhoud: Mapping[str, Any], names: list[str]) -> None:
    """Every bijlage is named in the inhoud, in this order, and none is named that is not there.

    Raises:
        Afwijking: they are not the same.
    """
    told = [each["deel"] for each in inhoud["bijlagen"]] if soort is Pakketsoort.INBRENG else []
    if names != [INHOUD, *told] or len(set(names)) != len(names):
        raise Afwijking("de bijlagen zijn niet die waarover de inhoud spreekt")


def _members(data: bytes) -> dict[str, bytes]:
    """The bytes of every part by its name, in the order of the zip."""
    if len(data) > MAX_PAKKET + _MOST_PARTS * 200:
        raise PakketGeweigerd("het is groter dan een pakket kan zijn")
    # The number of parts stands at the very end; it is looked at before a list of ten thousand is made.
    end = data[-_END_LENGTH:]
    if not data.startswith(_HEAD) or not end.startswith(_END) or int.from_bytes(end[10:12], "little") > _MOST_PARTS:
        raise PakketGeweigerd("het heeft meer of andere onderdelen dan een pakket")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            names = [info.filename for info in infos]
            _check_members(infos, names, len(data))
            files = {info.filename: archive.read(info) for info in infos}
    except PakketGeweigerd:
        raise
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        raise PakketGeweigerd("het is beschadigd") from None
    return files


def _check_members(infos: list[zipfile.ZipInfo], names: list[str], size: int) -> None:
    if len(infos) > _MOST_PARTS or names[:3] != [MANIFEST, HANDTEKENING, INHOUD]:
        raise PakketGeweigerd("het heeft meer of andere onderdelen dan een pakket")
    if not all(_PART.fullmatch(name) for name in names[3:]) or len(set(names)) != len(names):
        raise PakketGeweigerd("een onderdeel heeft een naam die in een pakket niet kan")
    plain = all(
        info.compress_type == zipfile.ZIP_STORED and info.file_size == info.compress_size and not info.flag_bits & 1
        for info in infos
    )
    if not plain:
        raise PakketGeweigerd("de onderdelen zijn samengeperst, en dat doet een pakket niet")
    place = 0
    for info in infos:
        if info.header_offset != place:
            raise PakketGeweigerd("er staat iets tussen de onderdelen")
        place += _LOCAL + len(info.filename) + info.file_size
    if place + sum(_CENTRAL + len(name) for name in names) + _END_LENGTH != size:
        raise PakketGeweigerd("er staat iets tussen de onderdelen")
