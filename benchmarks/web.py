"""How fast the review room answers over a filled case, with two people at work. Keeps the figures in web.json.

    python -m benchmarks.web [--incidents N] [--rounds N] [--case FOLDER]

``filled.py`` makes the case; with ``--case`` it is kept there, and used again the next time. Two people ask for pages
at the same time, each in a thread of their own; the time is what the server takes for one answer, from request to
bytes, and ``cpu_ms`` how much of that the processor worked for it, which other work on the machine does not lengthen.
Sums of a filter, which are made of what it found, stand apart from the other pages. Then the two decide on claims: a
decision is what the server takes from the key to the card that shows it. Last is what one costs with the index brought
up to it.
"""

import argparse
import json
import os
import platform
import random
import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from ledgerstone.web.project import Profile
from ledgerstone.web.serving import set_up

_T = TypeVar("_T")
_NUMBER = re.compile('name="number" value="([0-9]+)"')
_ROLES = ("coder", "reviewer")
RESULT = Path(__file__).with_name("web.json")
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGES = (
    "/", "/incidents/", "/incidents/?order=deaths", "/claims/", "/claims/?review=none", "/reports/", "/victims/",
    "/incidents/?harm=killed&stance=asserted&review=none", "/incidents/?since=2031-05-01&until=2031-06-01",
    "/map/", "/map/?box=60,-48,80,-40", "/timeline/", "/pictures/",
)  # fmt: skip
SEARCHES = (
    "/incidents/?text=market", "/claims/?text=people", "/claims/?text=killed+police", "/reports/?text=wounded",
    "/victims/?text=ilan", "/incidents/?actor=guard", "/reports/?text=%22among+the+dead%22",
    "/claims/?text=nobodyatall",
)  # fmt: skip


SUMS_OF_A_FILTER = ("/map/?harm=killed", "/timeline/?harm=killed", "/pictures/?harm=killed")
_APART = frozenset({*SEARCHES, *SUMS_OF_A_FILTER})


@dataclass(slots=True)
class _Taken:
    """How long each answer took, in milliseconds: by the clock, and of the processor."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def main() -> int:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--case", type=Path)
    options = parser.parse_args()
    set_up(Profile(secret="no secret of anybody", hosts=("testserver",)))  # noqa: S106 (as it says)
    setup_test_environment()
    with tempfile.TemporaryDirectory(prefix="web-") as top:
        case = options.case or Path(top, "case")
        found: dict[str, Any] = {}
        if not case.exists():
            # The store is loaded only once Django is set up for the room.
            from benchmarks.filled import fill  # noqa: PLC0415

            start = time.monotonic()
            fill(case, incidents=options.incidents).close()
            found["seconds_to_fill"] = round(time.monotonic() - start)
        found |= _measure(case, rounds=options.rounds)
    RESULT.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1, sort_keys=True))
    return 0


def _measure(case: Path, *, rounds: int) -> dict[str, Any]:
    # The tables are known to Django only once it is set up.
    from ledgerstone import indexing  # noqa: PLC0415
    from ledgerstone.store.index import models  # noqa: PLC0415
    from ledgerstone.web.desk import serve_case  # noqa: PLC0415

    with serve_case(case, patience=60) as served:
        load_before = os.getloadavg()[0]
        start = time.monotonic()
        indexing.follow(served.store)
        built = round(time.monotonic() - start)
        chance = random.Random(1)  # noqa: S311 (no secret)
        incidents = chance.sample(list(models.Incident.objects.values_list("record", flat=True)), 8)
        reports = chance.sample(list(models.Report.objects.values_list("record", flat=True)), 8)
        one = {"/incidents/<id>/": [f"/incidents/{id_}/" for id_ in incidents]}
        one["/reports/<id>/"] = [f"/reports/{id_}/" for id_ in reports]
        pages = {**{each: [each] for each in (*PAGES, *SEARCHES, *SUMS_OF_A_FILTER)}, **one}
        times, sizes = _two_at_work(pages, rounds=rounds)
        queries = {name: _queries(addresses[0]) for name, addresses in pages.items()}
        claims = chance.sample(
            list(models.Claim.objects.filter(verdict="", level=0).values_list("record", "report")), 120
        )
        load = os.getloadavg()[0]
        return {
            "in_the_case": dict(served.store.counts()),
            "seconds_to_build_the_index": built,
            "pages": {
                name: {**_spread([times[name]]), "kB": round(sizes[name] / 1000, 1), "queries": queries[name]}
                for name in pages
            },
            "all_pages": _spread([times[name] for name in pages if name not in _APART]),
            "searches": _spread([times[name] for name in SEARCHES]),
            "sums_of_a_filter": _spread([times[name] for name in SUMS_OF_A_FILTER]),
            "reviews": _spread([_two_decide(served.store, claims[60:])]),
            "review_and_index": _spread([_decide(served.store, [claim for claim, _ in claims[:60]])]),
            "load_before": load_before,
            "load_between": load,
            "python": platform.python_version(),
            "machine": platform.machine(),
        }


def _client(role: str) -> Client:
    from ledgerstone.actions.permissions import Role  # noqa: PLC0415
    from ledgerstone.store.room.accounts import add_account  # noqa: PLC0415
    from ledgerstone.store.room.models import Account  # noqa: PLC0415

    name = f"measured {role}"
    account = Account.objects.filter(name=name).first() or add_account(name, name=name, roles=[Role(role)])
    client = Client()
    client.force_login(account, backend=_BACKEND)
    return client


def _two_at_work(pages: dict[str, list[str]], *, rounds: int) -> tuple[dict[str, _Taken], dict[str, int]]:
    times: dict[str, _Taken] = defaultdict(_Taken)
    sizes: dict[str, int] = {}

    def work(role: str) -> None:
        client, chance = _client(role), random.Random(role)  # noqa: S311 (no secret)
        for _ in range(rounds):
            for name in chance.sample(list(pages), len(pages)):
                address = chance.choice(pages[name])
                answer = _timed(partial(client.get, address), times[name])
                sizes[name] = max(sizes.get(name, 0), len(answer.content))
                if answer.status_code != 200:  # noqa: PLR2004 (HTTP)
                    raise RuntimeError(f"{address}: {answer.status_code}")
        connection.close()

    _at_once([partial(work, role) for role in _ROLES])
    return times, sizes


def _at_once(works: Sequence[Callable[[], None]]) -> None:
    with ThreadPoolExecutor(len(works)) as people:
        for each in [people.submit(work) for work in works]:
            each.result()  # where one failed there is no figure


def _queries(address: str) -> int:
    client = _client("coder")
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def _two_decide(store: Any, claims: list[tuple[str, str]]) -> _Taken:
    """Let two people accept claims at the same time, each on a report that is open before them."""
    taken = _Taken()

    def work(role: str, own: list[tuple[str, str]]) -> None:
        client = _client(role)
        for claim, report in own:
            card = client.get(f"/reports/{report}/").content.decode().partition(f"/claims/{claim}/decide/")[2]
            form = {"verdict": "accept", "entry": store.last_entry(), "number": _NUMBER.search(card)[1]}  # type: ignore[index]  # it has one
            answer = _timed(partial(client.post, f"/reports/{report}/claims/{claim}/decide/", form), taken)
            if answer.status_code != 200:  # noqa: PLR2004 (HTTP)
                raise RuntimeError(f"{claim}: {answer.status_code}")
        connection.close()

    _at_once([partial(work, role, claims[place :: len(_ROLES)]) for place, role in enumerate(_ROLES)])
    return taken


def _decide(store: Any, claims: list[str]) -> _Taken:
    from ledgerstone import indexing  # noqa: PLC0415
    from ledgerstone.actions import deciding  # noqa: PLC0415

    def one(claim: str) -> None:
        deciding.review(store, claim, "accept", because="It says so.", by="Benchmark")
        indexing.follow(store)

    taken = _Taken()
    for claim in claims:
        _timed(partial(one, claim), taken)
    return taken


def _timed(work: Callable[[], _T], taken: _Taken) -> _T:
    wall, cpu = time.perf_counter(), time.thread_time()
    done = work()
    taken.cpu.append((time.thread_time() - cpu) * 1000)
    taken.wall.append((time.perf_counter() - wall) * 1000)
    return done


def _spread(taken: Sequence[_Taken]) -> dict[str, float]:
    ordered = sorted(time for each in taken for time in each.wall)
    return {
        "cpu_ms": round(statistics.median(time for each in taken for time in each.cpu), 1),
        "median_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1),
        "times": len(ordered),
    }


if __name__ == "__main__":
    sys.exit(main())
