"""The tokens of a case -> what each of them proves, in plain words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ledgerstone.errors import BadToken
from ledgerstone.proving import Stamped, tokens
from ledgerstone.proving.tokens import Certificates

PROVES = (
    "A token that holds shows that what it is over existed at the time that its authority names, if you trust that "
    "authority. Over an original: these bytes existed by then. Over a head of the chain: so did every record up to "
    "that entry, unchanged since."
)
PROVES_NOT = (
    "A token does not show that anything is true, who captured it, or that it was not made long before. Whoever "
    "rewrites the whole case can have it stamped anew, at a later time: the earliest time counts, so keep a token or a "
    "signed head elsewhere."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a token proves.

    ``over`` is "original" or "head", and ``entry`` the number of the entry whose head it is; ``refused`` says why it
    proves nothing, None where it holds. ``at`` and ``signer`` are None where it cannot even be read.
    """

    about: str
    over: str
    entry: int | None
    at: datetime | None
    within: float | None
    signer: str | None
    refused: str | None

    def words(self) -> str:
        """Return it as a sentence."""
        what = f"the original {self.about[:12]}" if self.entry is None else f"entry {self.entry} of the chain"
        if self.refused is not None:
            return f"A token over {what} shows nothing: {self.refused}."
        before = "" if self.entry is None else ", and every record before it,"
        within = f", to within {self.within:g} s" if self.within else ""
        return f"{what[0].upper()}{what[1:]}{before} existed at {self.at:%Y-%m-%d %H:%M:%S} UTC{within}: {self.signer}."


def prove(stamped: Iterable[Stamped], *, heads: Sequence[str], trusted: Certificates) -> Iterator[Proof]:
    """Yield what each token proves, in their order.

    Args:
        stamped: the tokens of a case.
        heads: those of its chain, from the first entry on.
        trusted: certificates that the reader trusts.
    """
    entries = {head: number for number, head in enumerate(heads, start=1)}
    for each in stamped:
        entry = entries.get(each.about)
        over = "original" if entry is None else "head"
        try:
            token = tokens.read_token(tokens.decoded(each.token))
        except BadToken as error:
            why = error.what.rstrip(".")
            yield Proof(about=each.about, over=over, entry=entry, at=None, within=None, signer=None, refused=why)
            continue
        yield Proof(
            about=each.about,
            over=over,
            entry=entry,
            at=token.at,
            within=token.within,
            signer=token.signer,
            refused=tokens.refusal(token, sha256=each.about, trusted=trusted),
        )
