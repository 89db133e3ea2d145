"""Names of people who may be alive, wherever in the case they are told: what a file that leaves has to mask.

A release reads the whole case for them. A list is taken while somebody waits, so it looks up by word which names there
are, and reads no record.
"""

from collections.abc import Collection, Iterable, Iterator

from ledgerstone.store.index.models import Claim, Named, Told, Victim
from ledgerstone.store.index.standing import among, some
from ledgerstone.store.sight import STRICTEST

_AT_ONCE = 500
Name = tuple[str, str, str, bool]
"""The id of a claim, one word of a name as it is looked up, the name, and whether its person speaks in the claim."""


def put_names(names: Iterable[Name], claims: Iterable[str], *, using: str) -> None:
    """Let these claims tell these names, and no others."""
    for part in some(claims):
        Named.objects.using(using).filter(claim__in=part).delete()
    rows = [Named(claim=claim, word=word, name=name, speaker=speaker) for claim, word, name, speaker in names]
    Named.objects.using(using).bulk_create(rows, batch_size=_AT_ONCE)


def names_of_the_living(
    words: Collection[str], *, opened: Collection[str], dead: Collection[str], using: str
) -> frozenset[str]:
    """Return the names, told anywhere in the case, of which a word is one of these, and that are to be masked.

    Args:
        words: as they are looked up.
        opened: the ids of claims that a person handled as open.
        dead: the harms whose victims are dead, so named.
        using: the database of the index.
    """
    rows = [row for row in among(Named.objects.using(using), "word", words) if row.claim not in opened]
    passed = set(_of_the_dead((row.claim for row in rows if not row.speaker), dead, using=using))
    return frozenset(row.name for row in rows if row.speaker or row.claim not in passed)


def _of_the_dead(claims: Iterable[str], dead: Collection[str], *, using: str) -> Iterator[str]:
    """Yield those of these claims whose victim is said to be dead, by all that is told of the victim."""
    wanted = list(dict.fromkeys(claims))
    affirmed = {
        row.record: row.harm for row in among(Claim.objects.using(using).filter(polarity="affirmed"), "record", wanted)
    }
    told = {row.claim: row.victim for row in among(Told.objects.using(using), "claim", affirmed)}
    whole = Victim.objects.using(using).filter(seen_to=STRICTEST)
    harms = {row.record: row.harm for row in among(whole, "record", told.values())}
    for claim, harm in affirmed.items():
        if harms.get(told.get(claim, ""), harm) in dead:
            yield claim
