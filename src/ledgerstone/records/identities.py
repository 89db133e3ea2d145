"""Identities are decisions. The id is the hash of kind and founding claim, minted once and never recalculated."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One who can know: an outlet, an office, a named person, an account; reprints and quotes of it add no second."""

    founded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One occurrence of violence at a place and time; it may be part of a larger one (a Link says so)."""

    founded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Victim:
    """One person harmed, named or not. Speaking, office or profession neither makes nor unmakes one."""

    founded_by: str
