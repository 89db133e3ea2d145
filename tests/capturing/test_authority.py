"""Authorities that cannot be relied on: what they send is checked before it is kept."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from capturing.hostile_servers import answer, dripping, redirect, serving
from proving.our_authority import Authority as Openssl
from proving.our_authority import answering, make_authority, needs_openssl

from ledgerstone.capturing.authority import Authority
from ledgerstone.capturing.fetching import Fetcher, Limits
from ledgerstone.capturing.network import Rules
from ledgerstone.errors import NotStamped
from ledgerstone.proving import tokens

SHA256 = hashlib.sha256(b"Rain fell.").hexdigest()
KIND = "application/timestamp-reply"

pytestmark = needs_openssl


@pytest.fixture(scope="module")
def openssl(tmp_path_factory: pytest.TempPathFactory) -> Openssl:
    return make_authority(tmp_path_factory.mktemp("tsa") / "one")


def authority(url: str, openssl: Openssl) -> Authority:
    limits = Limits(seconds=1.5, pause=0, tries=1)
    fetcher = Fetcher(rules=Rules.allowing(["127.0.0.1"]), limits=limits)
    return Authority(url=url, fetcher=fetcher, trusted=tokens.trusted_certificates([openssl.root]))


def test_a_token_comes_over_the_network_and_says_how_our_clock_is(openssl: Openssl) -> None:
    with answering(openssl) as server:
        found = authority(server.at(), openssl).stamp(SHA256)
    assert tokens.read_token(tokens.decoded(found.token)).sha256 == SHA256
    assert abs(found.at - datetime.now(UTC)) < timedelta(seconds=10)
    assert f"by the token of {server.at()}" in found.clock
    assert b"Content-Type: application/timestamp-query" in server.heads[0]
    assert b"Rain" not in server.heads[0]  # the digest alone leaves


def test_a_token_for_an_earlier_request_is_refused(openssl: Openssl) -> None:
    old = openssl.reply(tokens.request(SHA256, nonce=tokens.LOWEST_NONCE))
    with serving({"/": answer(old, kind=KIND)}) as server, pytest.raises(NotStamped, match="another request"):
        authority(server.at(), openssl).stamp(SHA256)


def test_a_token_over_something_else_is_refused(openssl: Openssl) -> None:
    other = openssl.reply(tokens.request("ab" * 32, nonce=tokens.LOWEST_NONCE))
    with serving({"/": answer(other, kind=KIND)}) as server, pytest.raises(NotStamped, match="proves nothing"):
        authority(server.at(), openssl).stamp(SHA256)


def test_a_token_of_somebody_else_is_refused(openssl: Openssl, tmp_path: Path) -> None:
    stranger = make_authority(tmp_path / "stranger", name="Drovath Time")
    with answering(stranger) as server, pytest.raises(NotStamped, match="no certificate that you trust"):
        authority(server.at(), openssl).stamp(SHA256)


@pytest.mark.parametrize(
    "page",
    [answer(b""), answer(b"<html>"), answer(status="500 No"), redirect("/"), dripping, b"", answer(bytes(2_000_000))],
    ids=["nothing", "a page", "an error", "a redirect", "drips", "hangs up", "too much"],
)
def test_what_is_no_token_is_told(page: bytes, openssl: Openssl) -> None:
    with serving({"/": page}) as server, pytest.raises(NotStamped, match="gave no token"):
        authority(server.at(), openssl).stamp(SHA256)


def test_an_authority_on_a_private_address_is_not_reached(openssl: Openssl) -> None:
    with answering(openssl) as server:
        asking = Authority(url=server.at(), fetcher=Fetcher(), trusted=tokens.trusted_certificates([openssl.root]))
        with pytest.raises(NotStamped, match="public internet"):
            asking.stamp(SHA256)
        assert server.asked == []
