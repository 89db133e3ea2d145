"""The order of the certificates in a time-stamp response.

DER wants the members of a set sorted, and rfc3161-client insists on it; OpenSSL, and every authority built on it, sends
certificates in the order in which it was given them. They are not signed, so sorting them changes nothing that counts.
"""

_CERTIFICATES = 0xA0  # [0] of SignedData (RFC 5652, 5.1), where the fourth element need not be
_LONG = 0x80


def certificates_in_order(data: bytes) -> bytes:
    """Return a TimeStampResp with its certificates sorted; data of another form is returned as it is."""
    try:
        token = _children(data, *_inside(data, 0, len(data)))[1]
        content = _children(data, *_inside(data, *token))[1]
        signed = _children(data, *_inside(data, *content))[0]
        for start, end in _children(data, *_inside(data, *signed)):
            if data[start] == _CERTIFICATES:
                first, last = _inside(data, start, end)
                members = sorted(data[a:b] for a, b in _children(data, first, last))
                return data[:first] + b"".join(members) + data[last:]
    except IndexError:
        pass
    return data


def _inside(data: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the content of the element at ``start`` begins and ends."""
    length, at = data[start + 1], start + 2
    if length & _LONG:
        number = length & ~_LONG
        length, at = int.from_bytes(data[at : at + number], "big"), at + number
    if at + length > end:
        raise IndexError(start)
    return at, at + length


def _children(data: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """Where each of the elements between ``start`` and ``end`` begins and ends."""
    found = []
    while start < end:
        _, after = _inside(data, start, end)
        found.append((start, after))
        start = after
    return found
