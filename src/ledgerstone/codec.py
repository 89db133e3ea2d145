"""Record <-> canonical JSON; the SHA-256 of kind and canonical JSON is the record's id.

``docs/canonical-json.md`` specifies the form on one page and ``tests/test_codec.py`` freezes ids by it. In short: keys
sorted, no white space, UTF-8; fields that are None or empty are left out, so that a field added later changes no old
id; dates as ISO 8601, times in UTC with six digits; floats as decimal strings with the field's number of places.

The codec refuses and never repairs: a value of the wrong type, text that is not NFC, a code that stands on no list, a
float with more places than its field has, each is an error that names the field.
"""

import dataclasses
import hashlib
import json
import math
import types
import typing
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from ledgerstone import vocabulary
from ledgerstone.errors import NotCanonical, UnknownCode
from ledgerstone.records import KINDS, Record
from ledgerstone.records.text import is_normal

LARGEST_INTEGER = 2**53 - 1  # what every JSON reader holds exactly (RFC 8259, section 6)
_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"
_KIND_OF = {type_: kind for kind, type_ in KINDS.items()}

_Json = Any
_Step = Callable[[Any, str], Any]


def kind_of(record: Record) -> str:
    """Return the record's kind: "claim", "report" ..."""
    return _KIND_OF[type(record)]


def canonical(record: Record) -> str:
    """Return the record's canonical JSON.

    Raises:
        NotCanonical: a value that canonical JSON refuses.
        UnknownCode: a code that stands on no code list.
    """
    return _dump(to_json(record))


def identify(record: Record) -> str:
    """Return the record's id: SHA-256, in hexadecimal, of its kind, a line feed and its canonical JSON."""
    return digest(kind_of(record), canonical(record))


def digest(kind: str, text: str) -> str:
    """Return the id of a record of that kind with that canonical JSON."""
    return hashlib.sha256(f"{kind}\n{text}".encode()).hexdigest()


def parse(kind: str, text: str) -> Record:
    """Return the record of that kind that canonical JSON describes; the way back of :func:`canonical`.

    Raises:
        NotCanonical: the text is not what :func:`canonical` writes for a record of that kind.
        UnknownCode: a code that stands on no code list, or an unknown kind.
    """
    if kind not in KINDS:
        raise UnknownCode(f"No record is of kind {kind!r}.", do="Open the case with the version that wrote it.")
    try:
        tree = json.loads(text)
    except ValueError as error:
        raise NotCanonical(f"The text of a {kind} is not JSON: {error}.") from error
    record: Record = from_json(KINDS[kind], tree)
    if canonical(record) != text:
        raise NotCanonical(f"The text of a {kind} is JSON, but not in canonical form.")
    return record


def to_json(value: Any) -> dict[str, _Json]:
    """Return a record or value type as a tree of dicts, lists, strings, integers and booleans."""
    return dict(_encode_fields(value, type(value).__name__))


def from_json(type_: type[Any], tree: Any) -> Any:
    """Return the record or value type that the tree describes."""
    return _decode_fields(type_, tree, type_.__name__)


def _dump(tree: _Json) -> str:
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


@dataclasses.dataclass(frozen=True, slots=True)
class _Field:
    name: str
    required: bool
    encode: _Step
    decode: _Step


@cache
def _hints(type_: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(type_)


@cache
def _fields(type_: Any) -> tuple[_Field, ...]:
    hints = _hints(type_)
    return tuple(
        _Field(
            name=field.name,
            required=field.default is dataclasses.MISSING and not _optional(hints[field.name]),
            encode=_encoder(hints[field.name], dict(field.metadata)),
            decode=_decoder(hints[field.name], dict(field.metadata)),
        )
        for field in dataclasses.fields(type_)
    )


def _encode_fields(value: Any, path: str) -> dict[str, _Json]:
    tree = {}
    type_: Any = type(value)
    for field in _fields(type_):
        item = getattr(value, field.name)
        if item is None or item == ():
            if field.required and item is None:
                raise _refused(f"{path}.{field.name}", "a value", item)
            continue
        tree[field.name] = field.encode(item, f"{path}.{field.name}")
    return tree


def _decode_fields(type_: Any, tree: Any, path: str) -> Any:
    if not isinstance(tree, dict):
        raise _refused(path, "an object", tree)
    fields = _fields(type_)
    if unknown := tree.keys() - {field.name for field in fields}:
        raise NotCanonical(f"{path} has no field {min(unknown)!r}.")
    values = {
        field.name: field.decode(tree[field.name], f"{path}.{field.name}") for field in fields if field.name in tree
    }
    for field in fields:
        if field.name not in tree:
            values[field.name] = _left_out(type_, field, path)
    return type_(**values)


def _left_out(type_: Any, field: _Field, path: str) -> Any:
    hint = _hints(type_)[field.name]
    if typing.get_origin(hint) is tuple:
        return ()
    if _optional(hint):
        return None
    raise NotCanonical(f"{path}.{field.name} is missing.")


def _optional(hint: Any) -> bool:
    return typing.get_origin(hint) in (types.UnionType, typing.Union) and type(None) in typing.get_args(hint)


def _bare(hint: Any) -> tuple[Any, ...]:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return tuple(part for part in typing.get_args(hint) if part is not type(None))
    return (hint,)


def _encoder(hint: Any, metadata: dict[str, Any]) -> _Step:
    kinds = _bare(hint)
    if typing.get_origin(kinds[0]) is tuple:
        return _tuple_encoder(kinds[0], metadata)
    if dataclasses.is_dataclass(kinds[0]):
        return lambda value, path: _encode_fields(_of_type(value, kinds[0], path), path)
    if kinds == (float,):
        return lambda value, path: _decimal(value, metadata["places"], path)
    if date in kinds:
        return lambda value, path: _moment(value, kinds, path)
    if kinds == (datetime,):
        return lambda value, path: _moment(value, kinds, path)
    if kinds == (str,):
        return lambda value, path: _text(value, metadata.get("codes"), path)
    return lambda value, path: _plain(value, kinds[0], path)


def _tuple_encoder(hint: Any, metadata: dict[str, Any]) -> _Step:
    parts = typing.get_args(hint)
    if parts[-1] is Ellipsis:
        item = _encoder(parts[0], metadata)
        return lambda value, path: [item(x, f"{path}[{i}]") for i, x in enumerate(_of_type(value, tuple, path))]
    steps = [_encoder(part, metadata) for part in parts]
    return lambda value, path: [
        step(x, f"{path}[{i}]") for i, (step, x) in enumerate(zip(steps, _of_type(value, tuple, path), strict=True))
    ]


def _decoder(hint: Any, metadata: dict[str, Any]) -> _Step:
    kinds = _bare(hint)
    if typing.get_origin(kinds[0]) is tuple:
        return _tuple_decoder(kinds[0], metadata)
    if dataclasses.is_dataclass(kinds[0]):
        return lambda tree, path: _decode_fields(kinds[0], tree, path)
    if kinds == (float,):
        return _from_decimal
    if date in kinds or datetime in kinds:
        return lambda tree, path: _from_moment(tree, kinds, path)
    if kinds == (str,):
        return lambda tree, path: _text(tree, metadata.get("codes"), path)
    return lambda tree, path: _plain(tree, kinds[0], path)


def _tuple_decoder(hint: Any, metadata: dict[str, Any]) -> _Step:
    parts = typing.get_args(hint)
    if parts[-1] is Ellipsis:
        item = _decoder(parts[0], metadata)
        return lambda tree, path: tuple(item(x, f"{path}[{i}]") for i, x in enumerate(_of_type(tree, list, path)))
    steps = [_decoder(part, metadata) for part in parts]

    def fixed(tree: Any, path: str) -> tuple[Any, ...]:
        if len(_of_type(tree, list, path)) != len(steps):
            raise _refused(path, f"{len(steps)} items", tree)
        return tuple(step(x, f"{path}[{i}]") for i, (step, x) in enumerate(zip(steps, tree, strict=True)))

    return fixed


def _text(value: Any, codes: str | None, path: str) -> str:
    text = _of_type(value, str, path)
    if not is_normal(text):
        raise NotCanonical(f"{path} holds NUL, a lone surrogate, or text that is not NFC.")
    if codes is not None and text not in vocabulary.codes(codes):
        raise UnknownCode(f"{path}: {text!r} is not on the code list {codes!r}.", do="See docs/codebook.md.")
    return str(text)


def _plain(value: Any, type_: type[Any], path: str) -> Any:
    if type(value) is not type_:
        raise _refused(path, type_.__name__, value)
    if type_ is int and abs(value) > LARGEST_INTEGER:
        raise NotCanonical(f"{path} is an integer beyond {LARGEST_INTEGER}.")
    return value


def _decimal(value: Any, places: int, path: str) -> str:
    number = float(_of_type(value, (float, int), path))
    if isinstance(value, bool) or not math.isfinite(number) or round(number, places) != number:
        raise _refused(path, f"a finite number with at most {places} places", value)
    text = f"{number:.{places}f}"
    return text.removeprefix("-") if float(text) == 0 else text


def _from_decimal(tree: Any, path: str) -> float:
    try:
        return float(_of_type(tree, str, path))
    except ValueError as error:
        raise _refused(path, "a decimal string", tree) from error


def _moment(value: Any, kinds: tuple[Any, ...], path: str) -> str:
    if type(value) not in kinds:
        raise _refused(path, " or ".join(kind.__name__ for kind in kinds), value)
    if isinstance(value, datetime):
        if value.utcoffset() is None or value.utcoffset() != UTC.utcoffset(None):
            raise NotCanonical(f"{path} is a time that is not in UTC.")
        return value.strftime(_TIME) if value.year > 999 else value.strftime(_TIME).zfill(27)  # noqa: PLR2004 (glibc pads no years)
    return str(value.isoformat())


def _from_moment(tree: Any, kinds: tuple[Any, ...], path: str) -> date | datetime:
    text = _of_type(tree, str, path)
    try:
        if datetime in kinds and "T" in text:
            return datetime.strptime(text, _TIME).replace(tzinfo=UTC)
        if date in kinds:
            return date.fromisoformat(text)
    except ValueError as error:
        raise _refused(path, "a date or time in canonical form", tree) from error
    raise _refused(path, "a time in canonical form", tree)


def _of_type(value: Any, type_: Any, path: str) -> Any:
    if not isinstance(value, type_):
        name = type_.__name__ if isinstance(type_, type) else "number"
        raise _refused(path, name, value)
    return value


def _refused(path: str, wanted: str, value: Any) -> NotCanonical:
    return NotCanonical(f"{path} must be {wanted}, not {type(value).__name__} {str(value)[:60]!r}.")
