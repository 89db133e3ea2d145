"""A policy has a name, a page and no silent changes."""

from pathlib import Path

import pytest
from factory import make_claim
from hypothesis import given, settings
from hypothesis import strategies as st
from incident_told import HOSPITAL, MINISTRY, MONITOR, RESIDENTS, bounds, report, tolls

from ledgerstone.codec import identify
from ledgerstone.errors import UnknownPolicy
from ledgerstone.reconciling import POLICIES, reconcile
from ledgerstone.records import Claim

PAGE = Path(__file__).parents[2] / "docs" / "policies.md"


def test_an_unknown_policy_is_an_error_that_names_the_known() -> None:
    with pytest.raises(UnknownPolicy, match=r"range\.v1"):
        reconcile(None, claims={}, links=(), reports={}, policy="majority.v9")


def test_every_policy_has_its_section() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in POLICIES if f"\n## {name}\n" not in page] == []


counts = st.one_of(
    st.none(),
    st.sampled_from(["dozens", "several", "civilians"]),
    st.integers(0, 40),
    st.tuples(st.integers(1, 20), st.none()),
    st.tuples(st.integers(1, 20), st.integers(20, 40)),
    st.tuples(st.none(), st.integers(1, 20)),
)


@st.composite
def some_claims(draw: st.DrawFn) -> list[Claim]:
    claims: list[Claim] = []
    for number in range(draw(st.integers(1, 9))):
        of = draw(st.sampled_from([None, *(identify(claim) for claim in claims)]))
        values = {
            "harm": draw(st.sampled_from(["killed", "killed", "injured"])),
            "relation": draw(
                st.sampled_from(
                    ["whole", "whole", "part_of", "in_addition", "increment", "running_total", "background"]
                )
            ),
            "stance": draw(st.sampled_from(["asserted", "asserted", "feared", "estimated", "counterfactual"])),
            "polarity": draw(st.sampled_from(["affirmed", "affirmed", "denied"])),
            "status": draw(st.sampled_from([None, None, "civilian", "combatant", "contested"])),
            "group": draw(st.sampled_from([(), (), ("child",), ("woman",), ("family",)])),
        }
        if draw(st.booleans()) and draw(st.booleans()):
            values["name"] = draw(st.sampled_from(["Ilva Ordeva", "Jorun Ordeva"]))
            values["count"] = None
        else:
            values["count"] = draw(counts)
        speaker = draw(st.sampled_from([HOSPITAL, MINISTRY, MONITOR, RESIDENTS, None]))
        day = draw(st.integers(11, 14))
        claims.append(
            make_claim(
                report(day), speaker=speaker, of=of, at=60 * number, **(values | {"relation": values["relation"]})
            )
        )
    return claims


@pytest.mark.parametrize("policy", POLICIES)
@given(claims=some_claims(), data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_claim_is_left_out_and_order_does_not_matter(claims: list[Claim], data: st.DataObject, policy: str) -> None:
    found = tolls(*claims, policy=policy)
    for (harm, _, _), toll in found.items():
        listed = [each.claim for each in (*toll.used, *toll.set_aside)]
        assert sorted(listed) == sorted({identify(claim) for claim in claims if claim.harm == harm})
        assert all(each.reason for each in (*toll.used, *toll.set_aside))
        known = [bound for bound in bounds(toll) if bound is not None]
        assert known == sorted(known)
        assert toll.independent_low <= toll.independent_high
    assert tolls(*data.draw(st.permutations(claims)), policy=policy) == found
