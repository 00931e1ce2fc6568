"""How one event is bound to the one before. Pure, but for the key."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

DOMAIN = b"cia-audit-v1"


def canonical_bytes(value: Any) -> bytes:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").encode()
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def chained_hash(fields: Iterable[Any]) -> str:
    """SHA-256 over each field with its length before it, so that no two lists of fields can collide."""
    digest = hashlib.sha256(DOMAIN)
    for field in fields:
        encoded = canonical_bytes(field)
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()


def authentication_code(hash: str, key: str) -> str:
    """HMAC-SHA-256 of a hash, under a key that is kept outside the database."""
    return hmac.new(key.encode(), hash.encode(), "sha256").hexdigest()
