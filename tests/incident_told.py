"""One invented incident told by claims, and the tolls that a policy makes of them."""

from typing import Any

from factory import by_id, make_claim, make_report

from ledgerstone.codec import identify
from ledgerstone.reconciling.gathering import Gathered, gather
from ledgerstone.reconciling.policies import named
from ledgerstone.records import Claim, Link, Report, Toll

INCIDENT = "f" * 64
HOSPITAL = ("Drovath General Hospital", "medical")
MINISTRY = ("the Ministry of Defence", "accused")
MONITOR = ("the Civic Harm Observatory", "monitor")
RESIDENTS = ("residents", "unnamed")


def report(day: int = 12) -> Report:
    return make_report(f"A report of day {day}.", published=f"2031-03-{day:02d}", publisher="Kalvessa Wire")


def said(count: Any, speaker: tuple[str, str] | None = HOSPITAL, *, day: int = 12, **values: Any) -> Claim:
    return make_claim(report(day), count=count, speaker=speaker, **values)


def links_of(claims: dict[str, Claim]) -> list[Link]:
    links = []
    for id_, claim in claims.items():
        links.append(Link(claim=id_, target=INCIDENT, linker="by_hand.1"))
        source = claim.speaker.wording if claim.speaker else "outlet"
        links.append(Link(claim=id_, target=f"source {source}", relation="from", linker="by_hand.1"))
        if claim.person and claim.person.names:
            links.append(Link(claim=id_, target=f"victim {claim.person.names[0].text}", linker="by_hand.1"))
    return links


def gathered(*claims: Claim) -> Gathered:
    held = by_id(claims)
    reports = {identify(report(day)): report(day) for day in range(1, 29)}
    return gather(INCIDENT, claims=held, links=links_of(held), reports=reports)


def tolls(*claims: Claim, policy: str = "range.v1") -> dict[tuple[str, str | None, str | None], Toll]:
    found = named(policy).tolls(gathered(*claims))
    return {(toll.harm, toll.status, toll.group): toll for toll in found}


def killed(*claims: Claim, status: str | None = None, group: str | None = None, policy: str = "range.v1") -> Toll:
    return tolls(*claims, policy=policy)["killed", status, group]


def bounds(toll: Toll) -> tuple[int | None, int | None, int | None]:
    return toll.low, toll.best, toll.high


def why(toll: Toll, claim: Claim) -> str:
    reasons = {each.claim: each.reason for each in (*toll.used, *toll.set_aside)}
    return reasons[identify(claim)]


def is_used(toll: Toll, claim: Claim) -> bool:
    return identify(claim) in {each.claim for each in toll.used}
