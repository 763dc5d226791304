"""One spelling of what JSON can say, so that the same content always has the same digest.

After RFC 8785: no spaces, keys ordered by their UTF-16 code units, nothing escaped without need,
UTF-8. Fractions are refused: no figure is one, and programs do not agree on how they are spelled.
"""

import json
from hashlib import sha256
from typing import Any


def canonical(content: Any) -> bytes:
    """The one spelling; raises TypeError for what has none."""
    return json.dumps(_ordered(content), ensure_ascii=False, separators=(",", ":")).encode()


def digest(content: Any) -> bytes:
    """The SHA-256 of the one spelling."""
    return sha256(canonical(content)).digest()


def _ordered(content: Any) -> Any:
    if isinstance(content, dict):
        return {key: _ordered(content[key]) for key in sorted(content, key=_code_units)}
    if isinstance(content, list | tuple):
        return [_ordered(item) for item in content]
    if content is None or isinstance(content, str | int):
        return content
    raise TypeError(f"a receipt says nothing of the kind of {content!r}")


def _code_units(key: str) -> bytes:
    return key.encode("utf-16-be")
