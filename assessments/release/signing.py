"""The force's signature on what it publishes: Ed25519, detached, to be verified by anybody with public tools."""

from __future__ import annotations

import base64
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings


def sign(content: bytes) -> bytes:
    """64 bytes, the same each time for the same content and key."""
    return _private().sign(content)


def key_id() -> str:
    """The name of the key that signs now."""
    return _id(_private().public_key())


def public_keys() -> dict[str, str]:
    """Every key that the force vouches for, by name, as PEM: the one that signs now, then those that did before."""
    return {name: _pem(key) for name, key in _vouched_for().items()}


def is_signed(content: bytes, signature: bytes, *, by: str) -> bool:
    """Whether a key of that name, which the force vouches for, signed exactly this."""
    key = _vouched_for().get(by)
    if key is None:
        return False
    try:
        key.verify(signature, content)
    except InvalidSignature:
        return False
    return True


def _vouched_for() -> dict[str, Ed25519PublicKey]:
    before = [
        Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(key)) for key in settings.PUBLICATION_KEYS_BEFORE
    ]
    return {_id(key): key for key in [_private().public_key(), *before]}


def _private() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.urlsafe_b64decode(settings.PUBLICATION_KEY))


def _id(key: Ed25519PublicKey) -> str:
    return sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def _pem(key: Ed25519PublicKey) -> str:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
