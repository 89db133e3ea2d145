"""The form in which a whole case travels: one zip file that holds one bag (BagIt, RFC 8493).

    case/bagit.txt                  what this is
    case/bag-info.txt               made by which version, how much, the head of the chain
    case/data/...                   the case folder, as it lies at rest
    case/manifest-sha256.txt        the digest of each file of the case
    case/tagmanifest-sha256.txt     the digest of each other file

Nothing in the zip is compressed: so no few bytes can unfold into many, and the same case gives the same file on every
machine, whatever its library for compressing is.
"""

import re
from collections.abc import Iterable, Mapping

from ledgerstone.errors import BadExport
from ledgerstone.store.folder import DATABASE, SETTINGS, VAULT

TOP = "case/"
PAYLOAD = "data/"
DECLARATION, INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
TAGS = (DECLARATION, INFO, MANIFEST)  # what the manifest of tag files lists
DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
STAMP = (1980, 1, 1, 0, 0, 0)  # the time of each file in the zip: the first that a zip can hold, so that none differ

# A name that is not one of these is refused before anything is unpacked, so that none can lead out of the folder.
_ORIGINAL = re.compile(rf"{VAULT}/([0-9a-f]{{2}})/\1[0-9a-f]{{62}}", re.ASCII)
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)", re.ASCII)


def is_of_a_case(name: str) -> bool:
    """Say whether a case folder has a file of that name: case.toml, the database, or an original in the vault."""
    return name in {SETTINGS, DATABASE} or _ORIGINAL.fullmatch(name) is not None


def manifest(digests: Mapping[str, str]) -> bytes:
    """Return the text of a manifest: a line for each file, sorted, with its SHA-256."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()


def parse_manifest(data: bytes, *, name: str) -> dict[str, str]:
    """Return the SHA-256 of each file that a manifest lists.

    Raises:
        BadExport: it is no manifest, or lists a file twice.
    """
    found: dict[str, str] = {}
    for line in data.decode("ascii", "replace").splitlines():
        match = _LINE.fullmatch(line)
        if match is None or match[2] in found:
            raise bad(f"{name} has a line that is no digest and name, or a name twice")
        found[match[2]] = match[1]
    return found


def info(*, agent: str, day: str, sizes: Iterable[int], head: str) -> bytes:
    """Return the text of bag-info.txt."""
    each = list(sizes)
    return (
        f"Bag-Software-Agent: {agent}\n"
        f"Bagging-Date: {day}\n"
        f"External-Description: A Ledgerstone case; its folder is data/\n"
        f"External-Identifier: {head}\n"
        f"Payload-Oxum: {sum(each)}.{len(each)}\n"
    ).encode()


def bad(what: str) -> BadExport:
    """Return the error for a file that is no export, or no longer the one that was written."""
    return BadExport(f"This is no whole export of a case: {what}.", do="Ask for it again; nothing was made of it.")
