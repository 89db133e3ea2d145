"""Every page of the room with something on it, for those that look at all of them: axe-core, screenshots, words.

A new page needs its line in ``pages``: who looks at it, and at which address.
"""

import io

from django.urls import reverse
from review_room import Room

from ledgerstone import codec
from ledgerstone.actions import accounts as acts
from ledgerstone.actions import bringing, deciding, releasing_in_room, setting_standards
from ledgerstone.actions.accounts import Doer
from ledgerstone.actions.permissions import Role
from ledgerstone.actions.preparing import SHAPES
from ledgerstone.assessing import POLICY
from ledgerstone.records import Claim, Incident, Link, Report
from ledgerstone.store.room import jobs
from ledgerstone.store.room.jobs import Kind
from ledgerstone.web import working

EVERYTHING = (Role.REVIEWER, Role.RELEASER, Role.KEEPER)  # as somebody alone in a room has


def pages(room: Room) -> dict[str, tuple[tuple[Role, ...], str]]:
    """Return by name who looks at a page, and its address in this room."""
    doer = Doer(by="Ines Okoro", roles=frozenset(Role))
    word = acts.invite(doer, roles=[Role.CODER])
    room.account("coder")
    _decide_on_a_source(room)
    _bring_again(room)
    released, prepared = _releases(room)
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
        "releases": (EVERYTHING, reverse("releases")),
        "a release": (EVERYTHING, reverse("release_prepared", args=[prepared])),
        "a release that is out": (EVERYTHING, reverse("release_prepared", args=[released])),
        "verify": (EVERYTHING, reverse("verifying")),
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


def _decide_on_a_source(room: Room) -> None:
    """Record a decision that changes no figure, and take another one back."""
    store = room.served.store
    for name in ("The Gazette of Nowhere", "The Oldenmarsh Crier"):
        made = setting_standards.appraise(store, name, "not_credible", because="It prints rumours.", by="Ines Okoro")
    deciding.review(store, codec.identify(made), "reject", because="We met its editor.", by="Ines Okoro")


def _bring_again(room: Room) -> None:
    """Bring a reprint, and the same bytes, so that the room asks about them."""
    store, account = room.served.store, room.account(*EVERYTHING)
    report = store.get([report_with_most(room)])[report_with_most(room)]
    assert isinstance(report, Report)
    reprint = f"{report.text}\n\nThe port of Oldenmarsh stayed closed."
    for name, data in (("reprint.txt", reprint.encode()), ("again.bin", store.vault.read(report.original))):
        bringing.bring_upload(store, io.BytesIO(data), name=name, by=account.name)
    jobs.put(Kind.LOOK, by=account.name)
    _work(room)


def _releases(room: Room) -> tuple[int, int]:
    """Let one release out, prepare another, and have the case verified; return the numbers of the two."""
    store, account = room.served.store, room.account(*EVERYTHING)
    doer = Doer(by=account.name, roles=frozenset(EVERYTHING), number=account.pk)
    report = report_with_most(room)
    for claim in list(store.records(Claim, about=report))[:12]:
        deciding.review(store, claim, "accept", because="It says so.", by="Ines Okoro")
    for title in ("Drovath, May 2031", "Drovath, June 2031"):
        number = releasing_in_room.ask(doer, title=title, policy=POLICY, shapes=list(SHAPES))
        if title.endswith("May 2031"):
            released = number
            _work(room)
            releasing_in_room.ask_to_let_go(doer, number)
    jobs.put(Kind.VERIFY, by=account.name)
    _work(room)
    return released, number


def _work(room: Room) -> None:
    while (job := jobs.claim()) is not None:
        working.do(room.served.store, job, network=False)


def _incident(room: Room) -> str:
    """Return the incident of which most is claimed."""
    links = [link for link in room.served.store.records(Link).values() if link.judgement == "positive"]
    incidents = room.served.store.records(Incident)
    return max(incidents, key=lambda id_: sum(link.target == id_ for link in links))


def report_with_most(room: Room) -> str:
    """Return the report in which most is claimed."""
    claims = room.served.store.records(Claim).values()
    return max(room.served.store.records(Report), key=lambda id_: sum(claim.report == id_ for claim in claims))
