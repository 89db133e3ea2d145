import hashlib
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from proving.our_authority import Authority, make_authority, needs_openssl

from ledgerstone.errors import BadSetting, BadToken, NotFound
from ledgerstone.proving import tokens

SHA256 = hashlib.sha256(b"Rain fell.").hexdigest()
NONCE = tokens.LOWEST_NONCE + 7

pytestmark = needs_openssl


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("tsa") / "one")


@pytest.fixture(scope="module")
def reply(authority: Authority) -> bytes:
    return authority.reply(tokens.request(SHA256, nonce=NONCE))


def test_openssl_reads_our_request(tmp_path: Path) -> None:
    (tmp_path / "q.tsq").write_bytes(tokens.request(SHA256, nonce=NONCE))
    said = subprocess.run(
        ["openssl", "ts", "-query", "-in", tmp_path / "q.tsq", "-text"], capture_output=True, check=True, text=True
    ).stdout
    for words in ("Hash Algorithm: sha256", "Certificate required: yes", f"Nonce: 0x{NONCE:016X}", "Extensions:"):
        assert words in said


@pytest.mark.parametrize("chain", [False, True], ids=["signer alone", "with its chain"])
def test_a_token_holds_for_us_and_for_openssl(authority: Authority, chain: bool, tmp_path: Path) -> None:  # noqa: FBT001
    data = authority.reply(tokens.request(SHA256, nonce=NONCE), chain=chain)
    token = tokens.read_token(data)
    assert abs(token.at - datetime.now(UTC)) < timedelta(seconds=10)
    assert (token.sha256, token.nonce, token.within) == (SHA256, NONCE, 1)
    assert token.signer == "CN=stamper,O=Kalvessa Time"
    assert tokens.refusal(token, sha256=SHA256, trusted=tokens.trusted_certificates([authority.root])) is None
    kept = tmp_path / "kept.tsr"
    kept.write_bytes(tokens.decoded(tokens.encoded(data)))
    said = authority.openssl(f"ts -verify -digest {SHA256} -in {kept} -CAfile {authority.root}")
    assert "Verification: OK" in said


def test_a_token_proves_nothing_to_who_does_not_trust_its_authority(reply: bytes, tmp_path: Path) -> None:
    stranger = make_authority(tmp_path / "other", name="Drovath Time")
    token = tokens.read_token(reply)
    for files in ([], [stranger.root]):
        why = tokens.refusal(token, sha256=SHA256, trusted=tokens.trusted_certificates(files))
        assert why == "no certificate that you trust vouches for who signed it"


def test_an_authority_of_the_same_name_is_not_the_same(reply: bytes, tmp_path: Path) -> None:
    impostor = make_authority(tmp_path / "impostor")
    why = tokens.refusal(tokens.read_token(reply), sha256=SHA256, trusted=tokens.trusted_certificates([impostor.root]))
    assert why is not None
    assert "does not hold" in why


def test_a_token_over_something_else_proves_nothing(authority: Authority, reply: bytes) -> None:
    other = hashlib.sha256(b"Snow fell.").hexdigest()
    trusted = tokens.trusted_certificates([authority.root])
    assert tokens.refusal(tokens.read_token(reply), sha256=other, trusted=trusted) == "it is over something else"


def test_a_certificate_for_another_purpose_cannot_stamp(authority: Authority, tmp_path: Path) -> None:
    """Openssl refuses to stamp with it; so a token is signed by hand, as CMS, with the wrong certificate."""
    info = tmp_path / "info.der"
    data = authority.reply(tokens.request(SHA256, nonce=NONCE))
    token = tmp_path / "token.der"
    whole = tmp_path / "whole.tsr"
    whole.write_bytes(data)
    authority.openssl(f"ts -reply -in {whole} -token_out -out {token}")
    authority.openssl(f"cms -verify -noverify -inform DER -in {token} -out {info}")
    forged = tmp_path / "forged.der"
    authority.openssl(
        f"cms -sign -binary -nodetach -outform DER -econtent_type 1.2.840.113549.1.9.16.1.4 -md sha256 -in {info} "
        f"-signer {authority.folder}/server.crt -inkey {authority.folder}/server.key -out {forged}"
    )
    inner = b"\x30\x03\x02\x01\x00" + forged.read_bytes()
    response = b"\x30\x82" + len(inner).to_bytes(2, "big") + inner
    found = tokens.read_token(response)
    why = tokens.refusal(found, sha256=SHA256, trusted=tokens.trusted_certificates([authority.root]))
    assert why is not None
    assert "does not hold" in why


def test_no_changed_bit_makes_a_token_hold_for_something_else(authority: Authority, reply: bytes) -> None:
    """Each bit of each byte in turn: it can no longer be read, no longer holds, or says just what it said."""
    trusted = tokens.trusted_certificates([authority.root])
    whole = tokens.read_token(reply)
    held = 0
    for place in range(len(reply)):
        changed = bytearray(reply)
        changed[place] ^= 1 << (place % 8)
        try:
            token = tokens.read_token(bytes(changed))
        except BadToken:
            continue
        if tokens.refusal(token, sha256=SHA256, trusted=trusted) is None:
            held += 1
            assert (token.at, token.sha256, token.nonce) == (whole.at, whole.sha256, whole.nonce)
    assert held < len(reply) // 10  # what is not signed: the length of a padding, an unused attribute


@pytest.mark.parametrize(
    "data", [b"", b"no token", b"\x30\x03\x02\x01\x00", b"\x30\x80" * 50, b"\x30\x05\x30\x03\x02\x01\x02"]
)
def test_what_is_no_token_is_told(data: bytes) -> None:
    with pytest.raises(BadToken):
        tokens.read_token(data)


def test_each_cut_of_a_token_is_told(reply: bytes) -> None:
    for length in range(0, len(reply), 37):
        with pytest.raises(BadToken):
            tokens.read_token(reply[:length])


def test_a_token_over_another_digest_is_refused(authority: Authority, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"Rain fell.")
    authority.openssl(f"ts -query -data {tmp_path}/file -sha512 -cert -out {tmp_path}/q.tsq")
    with pytest.raises(BadToken, match="another digest"):
        tokens.read_token(authority.reply((tmp_path / "q.tsq").read_bytes()))


def test_a_refusal_is_told(authority: Authority, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"Rain fell.")
    authority.openssl(f"ts -query -data {tmp_path}/file -sha384 -cert -out {tmp_path}/q.tsq")
    with pytest.raises(BadToken, match="refused"):
        tokens.read_token(authority.reply((tmp_path / "q.tsq").read_bytes()))


def test_what_holds_no_certificate_is_told(tmp_path: Path) -> None:
    (tmp_path / "no.pem").write_text("no certificate")
    with pytest.raises(BadSetting):
        tokens.trusted_certificates([tmp_path / "no.pem"])
    with pytest.raises(NotFound):
        tokens.trusted_certificates([tmp_path / "none.pem"])
    with pytest.raises(BadToken):
        tokens.decoded("no base64!")
