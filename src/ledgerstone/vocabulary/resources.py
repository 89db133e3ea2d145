"""What the stages are handed from outside: opened once, never changed, their digest part of the stage's version."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ledgerstone.engine.engine import Engine, open_engine
from ledgerstone.vocabulary.gazetteer import Gazetteer, open_gazetteer
from ledgerstone.vocabulary.spelling import Spelling


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """The gazetteer, the list of English words and the language engine. They can be pickled."""

    gazetteer: Gazetteer
    spelling: Spelling = field(default_factory=Spelling)
    engine: Engine = field(default_factory=open_engine)

    @property
    def digest(self) -> str:
        """The SHA-256 of everything that the resources were made of."""
        parts = self.gazetteer.digest, self.spelling.digest, self.engine.digest
        return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def open_resources(gazetteers: Sequence[Path] = (), *, geonames: bool = True) -> Resources:
    """Open the resources, once for each choice of gazetteers.

    Args:
        gazetteers: users' own places in CSV, the first file's before the second's.
        geonames: False leaves GeoNames, countries and regions out.

    Raises:
        MissingResource: the index of places was not built, or the engine's weights are not there.
        BadGazetteer: a file of the user's cannot be used.
        NotFound: a file is not there.
    """
    return _open(tuple((Path(path).absolute(), _stamp(Path(path))) for path in gazetteers), geonames)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0  # reading it raises the error that names it
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=8)
def _open(gazetteers: tuple[tuple[Path, tuple[int, int]], ...], geonames: bool) -> Resources:  # noqa: FBT001 (private)
    return Resources(gazetteer=open_gazetteer([path for path, _ in gazetteers], geonames=geonames))
