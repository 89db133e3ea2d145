"""Every page of the room with something on it, for those that look at all of them: axe-core, screenshots, words.

A new page needs its line in ``pages``: who looks at it, and at which address.
"""

from django.urls import reverse
from review_room import Room

from ledgerstone.actions import accounts as acts
from ledgerstone.actions.accounts import Doer
from ledgerstone.actions.permissions import Role
from ledgerstone.records import Claim, Incident, Link, Report

EVERYTHING = (Role.REVIEWER, Role.RELEASER, Role.KEEPER)  # as somebody alone in a room has


def pages(room: Room) -> dict[str, tuple[tuple[Role, ...], str]]:
    """Return by name who looks at a page, and its address in this room."""
    doer = Doer(by="Ines Okoro", roles=frozenset(Role))
    word = acts.invite(doer, roles=[Role.CODER])
    room.account("coder")
    return {
        "start": (EVERYTHING, "/"),
        "incidents": (EVERYTHING, reverse("incidents")),
        "an incident": (EVERYTHING, reverse("incident", args=[_incident(room)])),
        "claims": (EVERYTHING, reverse("claims")),
        "reports": (EVERYTHING, reverse("reports")),
        "a report": (EVERYTHING, reverse("report", args=[report_with_most(room)])),
        "victims": (EVERYTHING, reverse("victims")),
        "map": (EVERYTHING, reverse("map")),
        "timeline": (EVERYTHING, reverse("timeline")),
        "pictures": (EVERYTHING, reverse("pictures")),
        "saved searches": (EVERYTHING, reverse("searches")),
        "material": (EVERYTHING, reverse("material")),
        "standards": (EVERYTHING, reverse("standards")),
        "people": (EVERYTHING, reverse("people")),
        "log": (EVERYTHING, reverse("log")),
        "log of the chain": (EVERYTHING, reverse("log") + "?of=chain"),
        "sessions": (EVERYTHING, reverse("usersessions_list")),
        "second factor": (EVERYTHING, reverse("mfa_index")),
        "an app that shows codes": (EVERYTHING, reverse("mfa_activate_totp")),
        "a security key": (EVERYTHING, reverse("mfa_add_webauthn")),
        "security keys": (EVERYTHING, reverse("mfa_list_webauthn")),
        "refused": ((Role.READER,), reverse("people")),
        "nothing there": ((Role.READER,), "/nothing/"),
        "sign in": ((), reverse("account_login")),
        "invitation": ((), reverse("accept", args=[word])),
        "a link that is used up": ((), reverse("enter", args=["none"])),
    }


def _incident(room: Room) -> str:
    """Return the incident of which most is claimed."""
    links = [link for link in room.served.store.records(Link).values() if link.judgement == "positive"]
    incidents = room.served.store.records(Incident)
    return max(incidents, key=lambda id_: sum(link.target == id_ for link in links))


def report_with_most(room: Room) -> str:
    """Return the report in which most is claimed."""
    claims = room.served.store.records(Claim).values()
    return max(room.served.store.records(Report), key=lambda id_: sum(claim.report == id_ for claim in claims))
