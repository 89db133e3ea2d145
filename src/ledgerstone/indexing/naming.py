"""Which names a claim tells that may be of somebody living, word by word; and the words of what is about to leave."""

import re
from collections.abc import Iterable, Iterator

from ledgerstone import codec
from ledgerstone.indexing.part import Part
from ledgerstone.records import Assessment
from ledgerstone.releasing.masks import speaker_names
from ledgerstone.releasing.names import parts_of
from ledgerstone.store.index.naming import Name

_WORD = re.compile(r"[^\W_]+")


def names_in_claims(part: Part) -> Iterator[Name]:
    """Yield the names of speakers and of people harmed in the claims of a part, rejected ones too."""
    for id_, claim in {**part.now.reviewed.claims, **part.now.reviewed.rejected}.items():
        persons = {name.text for name in claim.person.names} if claim.person else set[str]()
        for speaker, names in ((True, speaker_names(claim.speaker)), (False, persons)):
            for name in sorted(names):
                # A part that may stand alone is masked alone; where none may, the name is looked up by all its words.
                for word in sorted({_folded(each) for each in parts_of(name)} or set(_words(name))):
                    yield id_, word, name, speaker


def words_of(assessments: Iterable[Assessment]) -> frozenset[str]:
    """Return all words that stand in the texts of incidents, as they are looked up."""
    found: set[str] = set()
    for each in assessments:
        texts = [codec.canonical(claim) for claim in each.claims.values()]
        texts += [
            each.label,
            *(
                text
                for report in each.reports.values()
                for text in (report.title, report.publisher, report.url)
                if text
            ),
        ]
        for text in texts:
            found.update(_words(text))
    return frozenset(found)


def _words(text: str) -> Iterator[str]:
    return (_folded(word[0]) for word in _WORD.finditer(text))


def _folded(word: str) -> str:
    """Return the longest run of letters of a word: marks join words of a name in one place and part them in another."""
    return max(_WORD.findall(word), key=len, default=word).casefold()
