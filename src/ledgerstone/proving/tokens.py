"""Proofs of time by RFC 3161: asking for one, reading one, and finding out whether it holds.

A time-stamping authority signs a SHA-256 together with the time. Whoever trusts the authority knows then that what has
that SHA-256 existed at that time. A token is kept as the authority's whole response (base64 of DER), as it came, so
that ``openssl ts -verify`` takes it too. Nothing here reaches the network; ``capturing.authority`` does.
"""

import base64
import binascii
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from rfc3161_client import TimeStampResponse, VerificationError, VerifierBuilder, decode_timestamp_response

from ledgerstone.errors import BadSetting, BadToken, NotFound
from ledgerstone.proving.der_order import certificates_in_order

_SHA256_OID = "2.16.840.1.101.3.4.2.1"
# TimeStampReq (RFC 3161, 2.4.1): version 1, SHA-256 with its digest, a nonce of 8 bytes, certificates wanted.
_VERSION = bytes.fromhex("020101")
_IMPRINT = bytes.fromhex("3031300d060960864801650304020105000420")
_NONCE, _CERTIFICATES = bytes.fromhex("0208"), bytes.fromhex("0101ff")
LOWEST_NONCE = 1 << 62  # so that it always takes 8 bytes

Certificates = Sequence[x509.Certificate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a response says: the time, to within how many seconds, over which SHA-256, and who signed it.

    ``issuers`` are those who vouch for the signer, as far as the response says.
    """

    at: datetime
    within: float | None
    sha256: str
    nonce: int | None
    signer: str
    issuers: frozenset[x509.Name]
    response: TimeStampResponse


def request(sha256: str, *, nonce: int) -> bytes:
    """Return the request for a token over a SHA-256, in DER.

    Args:
        sha256: in hexadecimal.
        nonce: a number that nobody can guess, from ``LOWEST_NONCE`` up to twice that.
    """
    body = _VERSION + _IMPRINT + bytes.fromhex(sha256) + _NONCE + nonce.to_bytes(8, "big") + _CERTIFICATES
    return bytes([0x30, len(body)]) + body


def encoded(response: bytes) -> str:
    """Return a response as records keep it."""
    return base64.b64encode(response).decode("ascii")


def decoded(token: str) -> bytes:
    """Return a response as its authority sent it.

    Raises:
        BadToken: it is not base64.
    """
    try:
        return base64.b64decode(token, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadToken("A token is not base64.", do="Look at the record.") from error


def read_token(data: bytes) -> Token:
    """Read a response.

    Raises:
        BadToken: it is none, or it holds no token over a SHA-256.
    """
    try:
        response = decode_timestamp_response(certificates_in_order(data))
        if response.status in {0, 1}:
            return _token(response)
        said = ", ".join(response.status_string) or f"status {response.status}"
    except Exception as error:  # the libraries meet bytes of anybody, and fail in ways of their own
        raise BadToken(f"What the authority sent is no token over a SHA-256 ({error!s:.200}).") from error
    raise BadToken(f"The authority refused: {said:.200}.")


def _token(response: TimeStampResponse) -> Token:
    info, accuracy = response.tst_info, response.tst_info.accuracy
    if info.message_imprint.hash_algorithm.dotted_string != _SHA256_OID:
        raise ValueError("it is over another digest")
    within = None
    if accuracy is not None:
        within = accuracy.seconds + (accuracy.millis or 0) / 1e3 + (accuracy.micros or 0) / 1e6
    (signed,) = response.signed_data.signer_infos
    inside = tuple(x509.load_der_x509_certificate(der) for der in response.signed_data.certificates)
    names = [each for each in inside if (each.issuer, each.serial_number) == (signed.issuer, signed.serial_number)]
    unnamed = f"somebody certified by {signed.issuer.rfc4514_string()}"
    return Token(
        at=info.gen_time.astimezone(UTC),
        within=within,
        sha256=info.message_imprint.message.hex(),
        nonce=info.nonce,
        signer=names[0].subject.rfc4514_string() if names else unnamed,
        issuers=frozenset({signed.issuer, *(each.issuer for each in inside)}),
        response=response,
    )


def refusal(token: Token, *, sha256: str, trusted: Certificates) -> str | None:
    """Say why a token does not prove that ``sha256`` existed then; None where it does.

    Args:
        token: the token.
        sha256: what it should be over, in hexadecimal.
        trusted: certificates of authorities, and those between them and the signer that the token leaves out.
    """
    if token.sha256 != sha256:
        return "it is over something else"
    roots = _leading_to(token, trusted)
    if not roots:
        return "no certificate that you trust vouches for who signed it"
    try:
        VerifierBuilder(roots=roots).build().verify(token.response, bytes.fromhex(sha256))
    except (VerificationError, ValueError, TypeError) as error:
        return f"its signature does not hold: {error!s:.300}"
    return None


def trusted_certificates(files: Iterable[Path]) -> Certificates:
    """Return the certificates of files that somebody named (PEM).

    The system's own are left out on purpose: they vouch for web servers, and whom to trust about time is a decision.

    Raises:
        NotFound: a file is not there.
        BadSetting: it holds no certificate.
    """
    found: list[x509.Certificate] = []
    for path in files:
        try:
            found += x509.load_pem_x509_certificates(path.read_bytes())
        except OSError as error:
            raise NotFound(f"{path} may not be read ({error.strerror}).", do="Look at the name.") from error
        except ValueError as error:
            raise BadSetting(f"{path} holds no certificate in PEM.", do="Ask the authority for it.") from error
    return found


def _leading_to(token: Token, trusted: Certificates) -> list[x509.Certificate]:
    """The trusted certificates that lead to the signer; none, where the signer is somebody else's."""
    wanted, found = set(token.issuers), list[x509.Certificate]()
    while more := [each for each in trusted if each.subject in wanted and each not in found]:
        found += more
        wanted |= {each.issuer for each in more}
    return found
