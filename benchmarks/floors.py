"""The floors under the accuracy figures, and the digests of the data that they were measured on.

``floors.toml`` holds, for each gold set, the SHA-256 of its data, and for each measure its steps, the last of which
counts. A step may only go up; one that goes down must say why (``because``), or the file is refused.
"""

import hashlib
import itertools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("floors.toml")
_LEAST_REASON = 20  # characters; a reason is a sentence


class BadFloors(Exception):
    """The file of floors breaks its own rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The least figure that a measure may have, and the best published one with its source."""

    measure: str
    at: float
    published: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFloors:
    """The floors of one gold set; ``digest`` is that of its data."""

    name: str
    digest: str
    floors: tuple[Floor, ...]


def read_floors(path: Path = FILE) -> dict[str, SetFloors]:
    """Return the floors by gold set.

    Raises:
        BadFloors: a floor was lowered without a reason.
    """
    sets = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: _set_floors(name, entry) for name, entry in sets.items()}


def _set_floors(name: str, entry: Mapping[str, Any]) -> SetFloors:
    floors = tuple(
        Floor(
            measure=measure,
            at=_last_step(f"{name}.{measure}", said["steps"]),
            published=said.get("published", ""),
            source=said.get("source", ""),
        )
        for measure, said in entry["measures"].items()
    )
    return SetFloors(name=name, digest=entry["data"], floors=floors)


def _last_step(measure: str, steps: list[Mapping[str, Any]]) -> float:
    for before, after in itertools.pairwise(steps):
        if after["at"] < before["at"] and len(after.get("because", "")) < _LEAST_REASON:
            text = f"{measure}: the floor goes down from {before['at']} to {after['at']} and `because` does not say why"
            raise BadFloors(text)
    return float(steps[-1]["at"])


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, or of the names and digests of all files in a folder."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    files = sorted(each for each in path.rglob("*") if each.is_file())
    lines = "".join(f"{digest(each)}  {each.relative_to(path).as_posix()}\n" for each in files)
    return hashlib.sha256(lines.encode()).hexdigest()
