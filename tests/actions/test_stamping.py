from pathlib import Path

import pytest
from capturing.hostile_servers import answer, serving
from case_making import BY, keep, new_case
from proving.our_authority import Authority as Openssl
from proving.our_authority import answering, make_authority, needs_openssl
from proving.test_calendars import ANSWER

from ledgerstone.actions.adding import Added, add
from ledgerstone.actions.capturing_pages import add_pages
from ledgerstone.actions.stamping import export_head, stamp
from ledgerstone.capturing.asking import Asked
from ledgerstone.capturing.authority import Authority
from ledgerstone.capturing.fetching import Fetcher, Limits
from ledgerstone.capturing.network import Rules
from ledgerstone.errors import NotStamped
from ledgerstone.proving import proofs, tokens
from ledgerstone.records import Capture, Problem, Stamp
from ledgerstone.store.verifying import verify

pytestmark = pytest.mark.usefixtures("database")

FETCHER = Fetcher(rules=Rules.allowing(["127.0.0.1"]), limits=Limits(seconds=3, pause=0, tries=1))


@pytest.fixture(scope="module")
def openssl(tmp_path_factory: pytest.TempPathFactory) -> Openssl:
    return make_authority(tmp_path_factory.mktemp("tsa") / "one")


def authority(url: str, openssl: Openssl) -> Authority:
    return Authority(url=url, fetcher=FETCHER, trusted=tokens.trusted_certificates([openssl.root]))


@needs_openssl
def test_what_is_taken_in_is_stamped_and_a_stranger_can_check_it_by_openssl(tmp_path: Path, openssl: Openssl) -> None:
    (tmp_path / "note.txt").write_text("Rain fell.")
    with answering(openssl) as server, serving({"/": answer()}) as pages, new_case(tmp_path / "case") as store:
        asking = authority(server.at(), openssl)
        (added,) = add(store, [tmp_path / "note.txt"], by=BY, authority=asking)
        (page,) = add_pages(store, [Asked(url=pages.at())], fetcher=FETCHER, by=BY, authority=asking)
        (made,) = stamp(store, authority=asking, by=BY)
        captures = list(store.records(Capture).values())
    assert isinstance(added, Added)
    assert isinstance(page, Added)
    assert isinstance(made, Stamp)
    assert captures[0].clock.startswith("system clock; right to within 1 s by the token of http://127.0.0.1")
    assert "Date header" not in captures[0].clock
    found = verify(tmp_path / "case")
    trusted = tokens.trusted_certificates([openssl.root])
    proved = list(proofs.prove(found.stamped, heads=found.heads, trusted=trusted))
    assert [(each.over, each.about, each.refused) for each in proved] == [
        ("original", added.sha256, None),
        ("original", page.sha256, None),
        ("head", found.heads[-2], None),
    ]
    (tmp_path / "token.tsr").write_bytes(tokens.decoded(captures[0].tokens[0]))
    said = openssl.openssl(f"ts -verify -data {tmp_path}/note.txt -in {tmp_path}/token.tsr -CAfile {openssl.root}")
    assert "Verification: OK" in said


@needs_openssl
def test_originals_without_a_token_are_stamped_afterwards_each_once(tmp_path: Path, openssl: Openssl) -> None:
    with answering(openssl) as server, new_case(tmp_path / "case") as store:
        kept = [keep(store, data, tmp_path) for data in (b"one", b"two")]
        asking = authority(server.at(), openssl)
        made = [each.about for each in stamp(store, authority=asking, originals=True, by=BY) if isinstance(each, Stamp)]
        assert made[:2] == [each.sha256 for each in kept]
        assert len(list(stamp(store, authority=asking, originals=True, by=BY))) == 1  # the head alone


@needs_openssl
def test_without_a_token_the_original_is_taken_all_the_same(tmp_path: Path, openssl: Openssl) -> None:
    (tmp_path / "note.txt").write_text("Rain fell.")
    with serving({"/": answer(b"no token")}) as server, new_case(tmp_path / "case") as store:
        asking = authority(server.at(), openssl)
        added, problem = add(store, [tmp_path / "note.txt"], by=BY, authority=asking)
        assert isinstance(added, Added)
        assert isinstance(problem, Problem)
        assert (problem.record, problem.code) == (added.sha256, NotStamped.code)
        page, unstamped = add_pages(store, [Asked(url=server.at())], fetcher=FETCHER, by=BY, authority=asking)
        assert isinstance(page, Added)
        assert isinstance(unstamped, Problem)
        assert [type(each) for each in stamp(store, authority=asking, by=BY)] == [Problem]
        assert {capture.tokens for capture in store.records(Capture).values()} == {()}
    assert verify(tmp_path / "case").originals == 2


def test_the_head_is_written_with_the_promise_of_a_calendar(tmp_path: Path) -> None:
    out = tmp_path / "head.txt"
    with serving({"/digest": answer(ANSWER)}) as server, new_case(tmp_path / "case") as store:
        found = export_head(store, out, calendar=server.at("/"), fetcher=FETCHER)
        assert found.head == store.entries()[-1].head
        assert out.read_text() == found.text()
        assert BY not in out.read_text()
        assert (tmp_path / "head.txt.ots").read_bytes().endswith(ANSWER)
        with pytest.raises(NotStamped):
            export_head(store, out, calendar=server.at("/none"), fetcher=FETCHER)
