"""The manifest of a release: the digest of each of its files."""

import hashlib
from collections.abc import Mapping


def manifest(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return one line a file, ``sha256  name``, sorted by name: the form that ``sha256sum --check`` reads."""
    return tuple(f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in sorted(files.items()))
