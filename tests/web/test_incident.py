"""The page of one incident, and what people judge on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from review_room import Room

from ledgerstone import current, indexing
from ledgerstone.actions import deciding, determining, linking
from ledgerstone.codec import identify
from ledgerstone.records import Assessment, Determination, Link, Review
from ledgerstone.web.pages.incident_acts import ACTS

KILLED = ("killed", None, None)
WHY = "The two name the same house and hour."


@pytest.fixture
def incidents(room: Room) -> list[Assessment]:
    """Return the incidents with an upper figure of those killed, the one with the most claims first."""
    indexing.follow(room.served.store)
    found = [each for each in current.assessments(room.served.store) if each.incident and _high(each)]
    return sorted(found, key=lambda each: -len(each.claims))


def _page(room: Room, incident: str | None, query: str = "", role: str = "reviewer") -> str:
    answer = room.client(role).get(f"/incidents/{incident}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def _now(room: Room, incident: str | None) -> Assessment:
    return next(each for each in current.assessments(room.served.store) if each.incident == incident)


def _high(of: Assessment) -> int | None:
    return next((toll.high for toll in of.tolls if (toll.harm, toll.status, toll.group) == KILLED), None)


def test_it_shows_each_claim_with_its_words_and_what_the_figures_did_with_it(
    room: Room, incidents: list[Assessment]
) -> None:
    of = incidents[0]
    page = _page(room, of.incident, role="reader")
    assert of.label in page
    for id_ in of.claims:
        assert f'value="{id_}"' in page
    assert "Used" in page
    assert "Set aside" in page
    assert "Make an incident of its own" not in page  # a reader looks
    assert len(page.encode()) < 300_000


def test_leaving_a_claim_out_shows_what_it_does_and_records_nothing(room: Room, incidents: list[Assessment]) -> None:
    of = incidents[0]
    (main,) = (toll for toll in of.tolls if (toll.harm, toll.status, toll.group) == KILLED)
    entries = len(room.served.store.entries())
    chosen = "&".join(f"claim={id_}" for id_ in {x.claim for x in main.used})
    part = room.client("reader").get(f"/incidents/{of.incident}/figures/?{chosen}").content.decode()
    assert "nothing is saved" in part
    assert 'class="main changed"' in part
    other = room.client("reader").get(f"/incidents/{of.incident}/figures/?policy=airwars.v1").content.decode()
    assert "airwars.v1" in other
    assert len(room.served.store.entries()) == entries
    assert _now(room, of.incident).tolls == of.tolls


def test_setting_claims_aside_moves_the_range_and_stands_with_its_reason(
    room: Room, incidents: list[Assessment]
) -> None:
    of = incidents[0]
    chosen = [each.claim for each in of.tolls[0].used][:2]
    entry = room.served.store.last_entry()
    given = {"claim": chosen, "because": "They repeat the third one's list.", "entry": entry}
    answer = room.client("reviewer").post(f"/incidents/{of.incident}/set-aside/", given, follow=True)
    assert "2 claims were set aside" in answer.content.decode()
    made = [each for each in room.served.store.records(Review).values() if each.verdict == "reject"]
    assert {each.because for each in made} == {"They repeat the third one's list."}
    assert {each.by for each in made} == {"reviewer"}
    assert not {x.claim for x in _now(room, of.incident).tolls[0].used} & set(chosen)


def test_incidents_are_merged_and_the_merge_is_taken_back(room: Room, incidents: list[Assessment]) -> None:
    this, other = incidents[0].incident, incidents[1].incident
    client = room.client("reviewer")
    near = client.get(f"/incidents/{this}/others/?q={incidents[1].label.split()[-3]}").content.decode()
    assert "<fieldset" in near
    given = {"other": other, "judgement": "positive", "because": WHY}
    page = client.post(f"/incidents/{this}/judge/", given, follow=True).content.decode()
    assert "Your judgement is recorded" in page
    assert WHY in page
    assert _now(room, this).claims.keys() >= incidents[1].claims.keys()
    assert client.get(f"/incidents/{other}/").headers["Location"] == f"/incidents/{this}/"
    (link,) = (id_ for id_, each in room.served.store.records(Link).items() if each.relation == "same_as")
    client.post(f"/incidents/{this}/take-back/", {"link": link, "because": "Two houses."})
    assert _now(room, this).claims == incidents[0].claims
    assert client.get(f"/incidents/{other}/").status_code == 200


def test_a_contradiction_is_refused_and_the_three_are_named(room: Room, incidents: list[Assessment]) -> None:
    a, b, c = (each.incident for each in incidents[:3])
    assert a
    assert b
    assert c
    linking.judge(room.served.store, b, a, "positive", because=WHY, by="Ines Okoro")
    linking.judge(room.served.store, c, a, "negative", because="Another day.", by="Ines Okoro")
    answer = room.client("reviewer").post(
        f"/incidents/{a}/judge/", {"other": c, "judgement": "positive", "because": WHY}
    )
    assert answer.status_code == 302  # on the same pair somebody may change their mind
    answer = room.client("reviewer").post(
        f"/incidents/{c}/judge/", {"other": b, "judgement": "negative", "because": WHY}
    )
    assert answer.status_code in {400, 404, 409}


def test_claims_become_an_incident_of_their_own_and_move(room: Room, incidents: list[Assessment]) -> None:
    this, other = incidents[0], incidents[1].incident
    chosen = list(this.claims)[-3:]
    client = room.client("reviewer")
    answer = client.post(f"/incidents/{this.incident}/split/", {"claim": chosen, "because": "Another street."})
    made = answer.headers["Location"].split("/")[2]
    assert set(_now(room, made).claims) == set(chosen)
    client.post(f"/incidents/{made}/move/", {"claim": chosen[:1], "other": other, "because": "By its hour."})
    assert chosen[0] in _now(room, other).claims


def test_two_victims_are_judged_one_person(room: Room, incidents: list[Assessment]) -> None:
    of = next(each for each in incidents if len(each.victims) > 1)
    two = [each.victim for each in of.victims[:2]]
    client = room.client("reviewer")
    client.post(f"/incidents/{of.incident}/victims/", {"victim": two, "judgement": "positive", "because": "One age."})
    assert len(_now(room, of.incident).victims) == len(of.victims) - 1
    answer = client.post(f"/incidents/{of.incident}/victims/", {"victim": two[:1], "judgement": "positive"})
    assert answer.status_code == 400


def test_why_the_program_put_a_claim_or_a_part_here_is_told(room: Room, incidents: list[Assessment]) -> None:
    client = room.client("reader")
    of = incidents[0]
    told = [client.get(f"/incidents/{of.incident}/why/{id_}/").content.decode() for id_ in of.claims]
    assert all("The program linked it" in each or "nowhere else" in each for each in told)
    assert any("The program linked it" in each for each in told)
    theirs = next(iter(incidents[1].claims))
    assert client.get(f"/incidents/{of.incident}/why/{theirs}/").status_code == 404


def test_forged_ids_and_missing_reasons_change_nothing(room: Room, incidents: list[Assessment]) -> None:
    this, other = incidents[0], incidents[1]
    client = room.client("reviewer")
    entries = len(room.served.store.entries())
    theirs = next(iter(other.claims))
    for path, given in {
        "set-aside": {"claim": theirs, "because": WHY, "entry": room.served.store.last_entry()},
        "split": {"claim": next(iter(this.claims)), "because": "  "},
        "move": {"claim": next(iter(this.claims)), "other": "f" * 64, "because": WHY},
        "judge": {"other": this.incident, "judgement": "positive", "because": WHY},
        "take-back": {"link": next(iter(room.served.store.records(Link))), "because": WHY},
    }.items():
        assert client.post(f"/incidents/{this.incident}/{path}/", given).status_code in {400, 404}
    assert len(room.served.store.entries()) == entries


def test_what_may_not_be_seen_is_not_there(room: Room, incidents: list[Assessment]) -> None:
    this, other = incidents[0].incident, incidents[1].incident
    assert this
    assert other
    deciding.handle(room.served.store, this, "sealed", because="A relative asked.", by="Ines Okoro")
    indexing.follow(room.served.store)
    for path in ("", "figures/", "others/"):
        assert room.client("reviewer").get(f"/incidents/{this}/{path}").status_code == 404
    for act in ACTS:
        answer = room.client("reviewer").post(f"/incidents/{this}/{act}/", {"because": WHY})
        assert answer.status_code == 404
    given = {"other": this, "judgement": "positive", "because": WHY}
    assert room.client("reviewer").post(f"/incidents/{other}/judge/", given).status_code == 400
    assert "A relative asked" in _page(room, this, role="keeper")


def test_a_claim_that_is_closed_takes_the_figures_along(room: Room, incidents: list[Assessment]) -> None:
    of = incidents[0]
    claim = of.tolls[0].used[0].claim
    deciding.handle(room.served.store, claim, "restricted", because="A relative asked.", by="Ines Okoro")
    indexing.follow(room.served.store)
    page = _page(room, of.incident, role="reader")
    assert claim not in page
    assert "Withheld." in page
    part = room.client("reader").get(f"/incidents/{of.incident}/figures/?policy=airwars.v1").content.decode()
    assert "Withheld." in part


def test_what_sources_write_is_text_and_nothing_else(room: Room, incidents: list[Assessment]) -> None:
    of = incidents[0]
    claim = next(iter(of.claims))
    because = '<script>alert(1)</script>\u202e"><img src=x onerror=alert(1)>'
    deciding.review(room.served.store, claim, "reject", because=because, by="<b>Ines</b>")
    page = _page(room, of.incident)
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>Ines</b>" not in page
    assert "\u202e" not in page


def test_the_number_of_queries_does_not_grow_with_the_claims(room: Room, incidents: list[Assessment]) -> None:
    asked = []
    client = room.client("reader")
    client.get(reverse("incident", args=[incidents[0].incident]))
    for each in (incidents[0], incidents[-1]):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("incident", args=[each.incident]))
        asked.append(len(queries))
    assert abs(asked[0] - asked[1]) <= 3


def _given(room: Room, incident: str | None, **values: str) -> dict[str, str]:
    page = _page(room, incident)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    return {"seen": seen, "harm": "killed", "low": "1,234", "high": "1239", "because": WHY} | values


def test_the_teams_own_figure_stands_beside_the_rules_and_is_taken_back(
    room: Room, incidents: list[Assessment]
) -> None:
    of, client = incidents[0], room.client("reviewer")
    page = client.post(f"/incidents/{of.incident}/determine/", _given(room, of.incident), follow=True).content.decode()
    assert "own figure is recorded" in page
    assert page.count("1,234–1,239") >= 2  # beside the figures, and in what was decided
    assert WHY in page
    assert "Wants another look" not in page
    assert _now(room, of.incident).tolls == of.tolls
    ((id_, made),) = room.served.store.records(Determination).items()
    assert (made.by, made.low, made.high, made.status) == ("reviewer", 1234, 1239, None)
    deciding.review(
        room.served.store, made.claims[0], "correct", because="It says so.", replace={"stance": "estimated"}, by="Mara"
    )
    assert "Wants another look: 1 more claim bears on it now, and 1 of its claims is no more." in _page(
        room, of.incident, role="reader"
    )
    client.post(f"/incidents/{of.incident}/withdraw/", {"determination": id_, "because": "A slip."})
    page = _page(room, of.incident)
    assert 'id="own"' not in page
    assert "own figure, reject: killed" in page
    assert client.post(f"/incidents/{of.incident}/withdraw/", {"determination": id_, "because": "x"}).status_code == 404


def test_a_figure_is_not_determined_over_a_claim_that_was_not_shown(room: Room, incidents: list[Assessment]) -> None:
    of = incidents[0]
    given = _given(room, of.incident)
    linking.judge(room.served.store, next(iter(incidents[1].claims)), str(of.incident), "positive", because=WHY, by="M")
    answer = room.client("reviewer").post(f"/incidents/{of.incident}/determine/", given)
    assert answer.status_code == 400
    for wrong in ({"low": "9", "high": "2"}, {"low": "", "high": ""}, {"low": "many"}, {"harm": "x"}, {"because": " "}):
        given = _given(room, of.incident, **wrong)
        assert room.client("reviewer").post(f"/incidents/{of.incident}/determine/", given).status_code == 400
    assert not room.served.store.records(Determination)


def test_the_teams_own_figure_is_withheld_where_figures_are(room: Room, incidents: list[Assessment]) -> None:
    of = incidents[0]
    made = determining.determine(room.served.store, of, "killed", 1234, 1239, because=WHY, by="Ines Okoro")
    assert "1,234" in _page(room, of.incident, role="reader")
    deciding.handle(room.served.store, made.claims[0], "sealed", because="A relative asked.", by="Ines Okoro")
    indexing.follow(room.served.store)
    for role in ("reader", "reviewer"):
        page = _page(room, of.incident, role=role)
        assert "1,234" not in page
        assert WHY not in page
        assert 'name="seen"' not in page
    answer = room.client("reviewer").post(f"/incidents/{of.incident}/determine/", {"because": WHY})
    assert answer.status_code == 400
    assert "1,234" in _page(room, of.incident, role="keeper")


def test_a_figure_that_is_sealed_itself_is_shown_to_keepers_alone(room: Room, incidents: list[Assessment]) -> None:
    of, store = incidents[0], room.served.store
    made = determining.determine(store, of, "killed", 1234, 1239, because=WHY, by="Ines Okoro")
    deciding.handle(store, identify(made), "sealed", because="It names a contact.", by="Ines Okoro")
    indexing.follow(store)
    assert "1,234" not in _page(room, of.incident)
    assert "1,234" in _page(room, of.incident, role="keeper")
