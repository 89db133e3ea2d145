"""Decisions of an invented team about invented sources."""

from datetime import UTC, datetime, timedelta
from typing import Any

from ledgerstone.codec import identify
from ledgerstone.reconciling.standards import Decision, Standards, in_force
from ledgerstone.records import Appraisal, Ownership, Review

AT = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)


def appraisal(source: str | None, credibility: str, *, hour: int = 0, **values: Any) -> Appraisal:
    at = AT + timedelta(hours=hour)
    return Appraisal(source=source, credibility=credibility, because="A test.", at=at, by="Ines Okoro", **values)


def ownership(outlet: str, owner: str, **values: Any) -> Ownership:
    return Ownership(outlet=outlet, owner=owner, because="The company register.", at=AT, by="Ines Okoro", **values)


def standards(*decisions: Decision, reviews: tuple[Review, ...] = ()) -> Standards:
    return in_force({identify(each): each for each in decisions}, reviews)


def rejected(decision: Decision, *, hour: int, verdict: str = "reject") -> Review:
    about, at = identify(decision), AT + timedelta(hours=hour)
    return Review(about=about, verdict=verdict, because="A slip.", at=at, by="Ines Okoro")
