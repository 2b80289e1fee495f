"""Writing an age file that opens with a wachtzin, at a cost that every office computer can pay.

The library that reads them chooses the cost by the speed of the sender: on a fast one, scrypt takes a gigabyte or more
at both ends, and a computer that does not have it loses the program. Here it is the cost of the ``age`` tool, 256 MB.
Only this one recipient of the format is written (https://age-encryption.org/v1); reading stays with the library.
"""

from __future__ import annotations

import base64
import hmac
import os
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

WORK: Final = 18
"""The binary logarithm of the cost of scrypt; the wachtzin itself has 70 bits."""
_CHUNK: Final = 64 * 1024


def seal_with(wachtzin: str, data: bytes) -> bytes:
    """An age file that opens with a wachtzin."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrap = Scrypt(salt=b"age-encryption.org/v1/scrypt" + salt, length=32, n=1 << WORK, r=8, p=1)
    wrapped = ChaCha20Poly1305(wrap.derive(wachtzin.encode("utf-8"))).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_b64(salt), WORK, _b64(wrapped))
    mac = hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")
    return b"".join((header, b" ", _b64(mac), b"\n", nonce, *_stream(_derived(file_key, nonce, b"payload"), data)))


def _stream(key: bytes, data: bytes) -> list[bytes]:
    """Chunks under a counter; the last one says that it is, so that a file without its end is seen."""
    cipher = ChaCha20Poly1305(key)
    starts = range(0, max(len(data), 1), _CHUNK)
    last = len(starts) - 1
    return [
        cipher.encrypt(number.to_bytes(11) + bytes([number == last]), data[start : start + _CHUNK], None)
        for number, start in enumerate(starts)
    ]


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=salt, info=info).derive(key)


def _b64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")
