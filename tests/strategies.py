"""Hypothesis strategies for every record and value type, made from the types themselves."""

import dataclasses
import types
import typing
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from hypothesis import strategies as st

from ledgerstone import vocabulary
from ledgerstone.codec import LARGEST_INTEGER
from ledgerstone.records import KINDS
from ledgerstone.records.text import normal

texts = st.text(max_size=40).map(normal)
moments = st.datetimes(
    min_value=datetime(1000, 1, 1),  # noqa: DTZ001 (the zone is given on the next line)
    timezones=st.just(UTC),
)
decimals = st.integers(-(10**9), 10**9)


def _of_hint(hint: Any, metadata: dict[str, Any]) -> st.SearchStrategy[Any]:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return st.one_of(
            *(st.none() if part is type(None) else _of_hint(part, metadata) for part in typing.get_args(hint))
        )
    if typing.get_origin(hint) is tuple:
        parts = typing.get_args(hint)
        if parts[-1] is Ellipsis:
            return st.lists(_of_hint(parts[0], metadata), max_size=3).map(tuple)
        return st.tuples(*(_of_hint(part, metadata) for part in parts))
    if dataclasses.is_dataclass(hint):
        return of(hint)
    if hint is str:
        return st.sampled_from(sorted(vocabulary.codes(metadata["codes"]))) if "codes" in metadata else texts
    if hint is float:
        places = metadata["places"]
        return decimals.map(lambda number: round(number / 10**places, places))
    return {
        int: st.integers(-LARGEST_INTEGER, LARGEST_INTEGER),
        bool: st.booleans(),
        date: st.dates(),
        datetime: moments,
    }[hint]


@cache
def of(type_: type[Any]) -> st.SearchStrategy[Any]:
    """Values of a record or value type with every field drawn."""
    hints = typing.get_type_hints(type_)
    fields = {field.name: _of_hint(hints[field.name], dict(field.metadata)) for field in dataclasses.fields(type_)}
    return st.builds(type_, **fields)


records = st.one_of(*(of(type_) for type_ in KINDS.values()))
