"""The rules by which claims become a toll, each under its name and version.

A policy that changes a number gets a new name; the old one stays, so that an old toll can be made again. To add one:
write a module beside range_v1.py, register it here, and describe it in ``docs/policies.md``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ledgerstone.errors import UnknownPolicy
from ledgerstone.reconciling.gathering import Gathered, gather
from ledgerstone.reconciling.policies import airwars_v1, ged_v1, grading_airwars_v1, range_v1
from ledgerstone.records import Claim, Grade, Link, Report, Toll


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A rule by which claims become tolls; ``grade``, where its scheme grades incidents, gives an incident's grade."""

    name: str
    tolls: Callable[[Gathered], tuple[Toll, ...]]
    grade: Callable[[Gathered], Grade | None] = lambda _: None


POLICIES = {
    each.name: each
    for each in (
        Policy(name=range_v1.NAME, tolls=range_v1.tolls),
        Policy(name=ged_v1.NAME, tolls=ged_v1.tolls),
        Policy(name=airwars_v1.NAME, tolls=airwars_v1.tolls, grade=grading_airwars_v1.grade),
    )
}


def reconcile(
    incident: str | None,
    *,
    claims: Mapping[str, Claim],
    links: Sequence[Link],
    reports: Mapping[str, Report],
    policy: str = range_v1.NAME,
) -> tuple[Toll, ...]:
    """Reconcile the claims of one incident into tolls: one a harm for everyone, further ones a status and a group.

    Args:
        incident: its id; None for the claims that belong to no incident.
        claims: by id; those of the incident at least.
        links: of the claims to incidents, victims and sources. Only positive ones count.
        reports: by id; they say when a claim was published.
        policy: the name of the rule.

    Raises:
        UnknownPolicy: there is no policy of that name.
    """
    return named(policy).tolls(gather(incident, claims=claims, links=links, reports=reports))


def named(policy: str) -> Policy:
    """Return the policy of that name.

    Raises:
        UnknownPolicy: there is none.
    """
    if policy not in POLICIES:
        known = ", ".join(sorted(POLICIES))
        raise UnknownPolicy(f"No policy is called {policy!r}.", do=f"The policies are: {known}.")
    return POLICIES[policy]
