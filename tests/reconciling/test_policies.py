"""A policy has a name, a page and no silent changes."""

from pathlib import Path

import pytest

from ledgerstone.errors import UnknownPolicy
from ledgerstone.reconciling import POLICIES, reconcile

PAGE = Path(__file__).parents[2] / "docs" / "policies.md"


def test_an_unknown_policy_is_an_error_that_names_the_known() -> None:
    with pytest.raises(UnknownPolicy, match=r"range\.v1"):
        reconcile(None, claims={}, links=(), reports={}, policy="majority.v9")


def test_every_policy_has_its_section() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in POLICIES if f"\n## {name}\n" not in page] == []
