from pathlib import Path

from proving.our_authority import make_authority, needs_openssl

from ledgerstone.proving import Stamped, tokens
from ledgerstone.proving.proofs import prove

ORIGINAL, HEADS = "ab" * 32, ("01" * 32, "02" * 32)

pytestmark = needs_openssl


def test_what_each_token_proves_is_said_in_plain_words(tmp_path: Path) -> None:
    authority = make_authority(tmp_path / "tsa")

    def token(sha256: str) -> str:
        return tokens.encoded(authority.reply(tokens.request(sha256, nonce=tokens.LOWEST_NONCE)))

    stamped = [
        Stamped(about=ORIGINAL, token=token(ORIGINAL)),
        Stamped(about=HEADS[1], token=token(HEADS[1])),
        Stamped(about=HEADS[0], token=token(HEADS[1])),
        *(Stamped(about=ORIGINAL, token=broken) for broken in ("bm8gdG9rZW4=", "no base64!")),
    ]
    trusted = tokens.trusted_certificates([authority.root])
    said = [each.words() for each in prove(stamped, heads=HEADS, trusted=trusted)]
    assert said[0].startswith("The original abababababab existed at 20")
    assert said[0].endswith("UTC, to within 1 s: CN=stamper,O=Kalvessa Time.")
    assert said[1].startswith("Entry 2 of the chain, and every record before it, existed at 20")
    assert said[2] == "A token over entry 1 of the chain shows nothing: it is over something else."
    assert "is no token" in said[3]
    assert "not base64" in said[4]
    unsure = [each.refused for each in prove(stamped[:2], heads=HEADS, trusted=[])]
    assert unsure == ["no certificate that you trust vouches for who signed it"] * 2
