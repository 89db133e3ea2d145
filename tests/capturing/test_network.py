import socket
import ssl
import time
from ipaddress import ip_address

import pytest
from capturing.hostile_servers import answer, serving

from ledgerstone.capturing.addresses import read_address
from ledgerstone.capturing.network import Deadline, Rules, connect, resolve
from ledgerstone.errors import BadSetting, NotFetched, RefusedAddress

TLS = ssl.create_default_context()
REFUSED = [
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "0.0.0.0",  # noqa: S104 (nothing is bound)
    "255.255.255.255", "224.0.0.1", "239.255.255.250", "192.0.2.1", "198.18.0.1", "240.0.0.1",
    "::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1",
]  # fmt: skip


@pytest.mark.parametrize("ip", REFUSED)
def test_what_is_not_on_the_public_internet_is_refused(ip: str) -> None:
    assert not Rules().allow(ip_address(ip))


@pytest.mark.parametrize("ip", ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_what_is_public_is_allowed(ip: str) -> None:
    assert Rules().allow(ip_address(ip))


def test_a_network_can_be_allowed_and_nothing_else_with_it() -> None:
    rules = Rules.allowing(["192.168.7.0/24", "::1"])
    assert rules.allow(ip_address("192.168.7.9"))
    assert rules.allow(ip_address("::ffff:192.168.7.9"))
    assert rules.allow(ip_address("::1"))
    assert not rules.allow(ip_address("192.168.8.9"))
    assert not rules.allow(ip_address("127.0.0.1"))
    with pytest.raises(BadSetting):
        Rules.allowing(["all"])


@pytest.mark.parametrize("found", [["127.0.0.1"], ["1.1.1.1", "127.0.0.1"], ["::ffff:127.0.0.1"], ["fe80::1%eth0"]])
def test_a_name_that_leads_inside_is_refused_even_if_it_leads_outside_too(found: list[str]) -> None:
    with pytest.raises(RefusedAddress, match="public internet"):
        connect(
            read_address("http://news.example/"),
            rules=Rules(),
            deadline=Deadline(2),
            resolving=lambda *_: found,
            tls=TLS,
        )


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"])
def test_odd_ways_to_write_loopback_are_refused(host: str) -> None:
    with pytest.raises((RefusedAddress, NotFetched)) as caught:
        connect(read_address(f"http://{host}/"), rules=Rules(), deadline=Deadline(5), tls=TLS)
    assert isinstance(caught.value, RefusedAddress) or "leads nowhere" in caught.value.what


def test_what_was_checked_is_what_is_connected_to() -> None:
    """A rebinding name answers with a public address first and with loopback ever after."""
    looks: list[str] = []

    def rebinding(*_: object) -> list[str]:
        looks.append("look")
        return ["127.0.0.2"] if len(looks) == 1 else ["127.0.0.1"]

    with serving({"/": answer()}) as server:
        address = read_address(f"http://rebinding.example:{server.port}/")
        rules = Rules.allowing(["127.0.0.2"])
        with pytest.raises(NotFetched, match="cannot be reached"):  # nobody listens on 127.0.0.2
            connect(address, rules=rules, deadline=Deadline(2), resolving=rebinding, tls=TLS)
        assert looks == ["look"]
        with pytest.raises(RefusedAddress):  # asked again, it is checked again
            connect(address, rules=rules, deadline=Deadline(2), resolving=rebinding, tls=TLS)
        assert server.asked == []


def test_the_address_that_was_reached_is_told() -> None:
    with serving({"/": answer()}) as server:
        link, peer = connect(
            read_address(server.at()), rules=Rules.allowing(["127.0.0.1"]), deadline=Deadline(2), tls=TLS
        )
        link.close()
        assert peer == "127.0.0.1"


def test_a_name_that_is_not_resolved_in_time_is_given_up() -> None:
    def slow(*_: object) -> list[str]:
        time.sleep(1)
        return []

    start = time.monotonic()
    with pytest.raises(NotFetched, match="in time"):
        connect(read_address("http://a.example/"), rules=Rules(), deadline=Deadline(0.1), resolving=slow, tls=TLS)
    assert time.monotonic() - start < 0.9


def test_a_name_that_leads_nowhere_is_told() -> None:
    def nowhere(*_: object) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    for resolving in (nowhere, lambda *_: [], lambda *_: ["not an address"]):
        with pytest.raises(NotFetched):
            connect(
                read_address("http://a.example/"), rules=Rules(), deadline=Deadline(2), resolving=resolving, tls=TLS
            )


def test_the_system_resolves() -> None:
    assert "127.0.0.1" in resolve("127.0.0.1", 80)
