"""Office documents are ZIP files of XML: opened here, within limits, and refused where the XML would define entities.

No office program writes a document type declaration; who writes one wants a parser to expand what it defines.
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from ledgerstone.errors import TooLarge, UnreadableOriginal
from ledgerstone.reading.limits import LARGEST_MEMBER, MOST_MEMBERS
from ledgerstone.reading.zip_archive import BROKEN

UNACCEPTED = "The document holds changes that nobody accepted yet; it was read as if they were accepted."
DO = "Keep it as it is; save it as PDF or plain text, and add that too."

_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C\0T\0Y\0P\0E|E\0N\0T\0I\0T\0Y)")
_LOCKED = 0x1


@contextmanager
def opened_package(data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open an office document.

    Raises:
        TooLarge: what it holds is over the limit.
        UnreadableOriginal: damaged, locked, or with a document type declaration.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _check(package)
            yield package
    except (*BROKEN, zipfile.LargeZipFile) as error:
        raise UnreadableOriginal(f"The document is damaged or cut off ({error!s:.200}).", do=DO) from error


def _check(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    size = sum(info.file_size for info in parts)
    if size > LARGEST_MEMBER or len(parts) > MOST_MEMBERS:
        raise TooLarge(f"The document unpacks to {size:,} bytes in {len(parts):,} parts.", do=DO)
    if any(info.flag_bits & _LOCKED for info in parts):
        raise UnreadableOriginal("The document is locked by a password.", do="Unlock it, and add the unlocked copy.")
    for info in parts:
        if info.filename.endswith((".xml", ".rels")) and _DECLARES.search(package.read(info)):
            raise UnreadableOriginal(f"{info.filename[:200]!r} in the document declares a document type.", do=DO)
