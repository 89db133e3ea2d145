"""The form by which a claim is corrected or added: the fields that a reviewer decides on, as a person types them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from ledgerstone import codec, vocabulary
from ledgerstone.errors import BadReview
from ledgerstone.records import Claim
from ledgerstone.records.text import normal
from ledgerstone.releasing.wording import code_words

KINDS = ("harm", "act", "response", "attribution", "detail")
CHOICES = {
    "kind": "kind",
    "harm": "harm",
    "status": "status",
    "relation": "relation",
    "act": "act",
    "response": "response",
    "detail": "detail",
    "polarity": "polarity",
    "stance": "stance",
}
"""The fields that hold one code, and the list of each."""

_LONGEST = 300  # characters of a name or of words
_MOST = 10_000_000  # people; a figure beyond it is a slip of the hand


def choices() -> dict[str, list[tuple[str, str]]]:
    """Return the codes of each list that the form offers, with their words."""
    lists = {name: list_ for name, list_ in CHOICES.items() if name != "kind"} | {
        "group": "group",
        "role": "speaker_role",
        "sex": "sex",
    }
    found = {
        name: [(code.name, gettext(code_words(code.name))) for code in vocabulary.code_list(list_).codes]
        for name, list_ in lists.items()
    }
    found["kind"] = [(code, gettext(code_words(code))) for code in KINDS]
    return found


def shown(claim: Claim | None) -> dict[str, Any]:
    """Return what the form shows of a claim; None is a new one: people killed, in the publisher's own voice."""
    if claim is None:
        return {
            "kind": "harm",
            "harm": "killed",
            "relation": "whole",
            "polarity": "affirmed",
            "stance": "asserted",
            "group": (),
        }
    count, person, speaker = claim.count, claim.person, claim.speaker
    found: dict[str, Any] = {name: getattr(claim, name) or "" for name in CHOICES}
    return found | {
        "group": claim.group,
        "counted": count is not None,
        "low": "" if count is None or count.low is None else count.low,
        "high": "" if count is None or count.high is None else count.high,
        "about": bool(count and count.about),
        "wording": count.wording if count else "",
        "name": person.names[0].text if person and person.names else "",
        "age": "" if person is None or person.age_low is None else person.age_low,
        "sex": (person.sex or "") if person else "",
        "speaker": speaker.wording if speaker else "",
        "role": speaker.role if speaker else "",
    }


def said(form: Mapping[str, Any], *, before: Claim | None, groups: list[str]) -> dict[str, Any]:
    """Return the fields of a claim that a form says otherwise than the claim before; None empties one.

    Args:
        form: what was sent.
        before: the claim that is corrected, None for a new one.
        groups: the groups that were chosen.

    Raises:
        BadReview: a figure that is none.
    """
    made: dict[str, Any] = {name: _word(form, name) for name in CHOICES}
    made["group"] = sorted(set(groups)) or None
    made["count"] = _count(form)
    made["person"] = _person(form, before)
    made["speaker"] = _speaker(form, before)
    if made["kind"] != "harm":
        made |= dict.fromkeys(("harm", "status", "relation", "group", "count", "person"))
    for name, kind in (("act", "act"), ("response", "response"), ("detail", "detail")):
        made[name] = made[name] if made["kind"] == kind else None
    if before is None:
        return {name: value for name, value in made.items() if value is not None}
    was = codec.to_json(before)
    if set(groups) == set(before.group):
        made["group"] = was.get("group") if made["kind"] == before.kind else None
    return {name: value for name, value in made.items() if value != (was.get(name) or None)}


def _count(form: Mapping[str, Any]) -> dict[str, Any] | None:
    low, high, wording = _number(form, "low"), _number(form, "high"), _word(form, "wording")
    if low is None and high is None and wording is None:
        return None
    if low is not None and high is not None and low > high:
        raise BadReview(f"{low:,} is more than {high:,}.", do="Give the lower figure first.")
    words = wording or (str(low) if low == high else f"{low or ''}–{high or ''}")
    found: dict[str, Any] = {"about": bool(form.get("about")), "wording": words}
    found |= {"low": low} if low is not None else {}
    return found | ({"high": high} if high is not None else {})


def _person(form: Mapping[str, Any], before: Claim | None) -> dict[str, Any] | None:
    name, age, sex = _word(form, "name"), _number(form, "age"), _word(form, "sex")
    was = codec.to_json(before.person) if before and before.person else {}
    if name is None and age is None and sex is None and not was:
        return None
    names = [dict(each) for each in was.get("names", [])]
    if name is None:
        names = []
    elif not names or names[0]["text"] != name:
        names = [{"text": name, "script": "Latn"}]
    old_age = (was.get("age_low"), was.get("age_high"))
    ages = old_age if age == old_age[0] else (age, age)
    made = {**was, "names": names, "age_low": ages[0], "age_high": ages[1], "sex": sex}
    kept = {key: value for key, value in made.items() if value not in (None, [])}
    return kept or None


def _speaker(form: Mapping[str, Any], before: Claim | None) -> dict[str, Any] | None:
    wording, role = _word(form, "speaker"), _word(form, "role") or "unnamed"
    if wording is None:
        return None
    was = codec.to_json(before.speaker) if before and before.speaker else {}
    return {**was, "wording": wording, "role": role}


def _word(form: Mapping[str, Any], name: str) -> str | None:
    text = normal(str(form.get(name) or "")).strip()
    if len(text) > _LONGEST:
        raise BadReview(f"{len(text):,} characters are too many for one field.", do=f"Use {_LONGEST} at most.")
    return text or None


def _number(form: Mapping[str, Any], name: str) -> int | None:
    text = (_word(form, name) or "").replace(",", "").replace(" ", "").replace("\u00a0", "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or int(text[:12]) > _MOST:
        raise BadReview(f"{text[:40]!r} is no number of people.", do="Give digits alone, or nothing.")
    return int(text)
