"""Boxes for secrets: AES-256-GCM under a key, and a seal to someone's X25519 public key.

A box is ``nonce (12 bytes) + ciphertext + tag``. A seal is ``ephemeral public key (32 bytes) + box``; its key is
HKDF-SHA256 over the X25519 secret, salted with both public keys.
"""

from __future__ import annotations

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE: Final = 12
_TAG: Final = 16
PUBLIC_KEY_LENGTH: Final = 32


def shut_box(key: bytes, secret: bytes, aad: bytes) -> bytes:
    """Encrypt a secret under a 32-byte key, bound to `aad`."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, secret, aad)


def open_box(key: bytes, box: bytes, aad: bytes) -> bytes:
    """The secret of a box.

    Raises:
        InvalidTag: another key, other `aad`, or a changed box.
    """
    if len(box) < _NONCE + _TAG:
        raise InvalidTag
    return AESGCM(key).decrypt(box[:_NONCE], box[_NONCE:], aad)


def new_key_pair() -> bytes:
    """A fresh X25519 private key (32 raw bytes); `public_key_of` gives the other half."""
    return X25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private_key: bytes) -> bytes:
    """The public half (32 raw bytes) of an X25519 private key."""
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def seal(public_key: bytes, secret: bytes, aad: bytes) -> bytes:
    """Encrypt a secret so that only the holder of the private half can read it, bound to `aad`."""
    ephemeral = X25519PrivateKey.generate()
    key = _seal_key(ephemeral, public_key, ephemeral.public_key().public_bytes_raw(), public_key)
    return ephemeral.public_key().public_bytes_raw() + shut_box(key, secret, aad)


def unseal(private_key: bytes, sealed: bytes, aad: bytes) -> bytes:
    """The secret of a seal.

    Raises:
        InvalidTag: another private key, other `aad`, or a changed seal.
        ValueError: the ephemeral key in the seal is no usable point.
    """
    ephemeral, box = sealed[:PUBLIC_KEY_LENGTH], sealed[PUBLIC_KEY_LENGTH:]
    own = X25519PrivateKey.from_private_bytes(private_key)
    key = _seal_key(own, ephemeral, ephemeral, own.public_key().public_bytes_raw())
    return open_box(key, box, aad)


def _seal_key(own: X25519PrivateKey, other: bytes, ephemeral: bytes, recipient: bytes) -> bytes:
    shared = own.exchange(X25519PublicKey.from_public_bytes(other))
    return HKDF(SHA256(), 32, salt=ephemeral + recipient, info=b"kluis-v1:seal").derive(shared)
