"""What a report that is not in the case yet is like: asked before it is taken in, by what step 2 would say of it after.

Nothing is remembered of it, and nothing that is known changes.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ledgerstone.linking.shelves import Known, Shelves
from ledgerstone.linking.wordings import CROWD, SHARE, Told, apart, share, sketch, told
from ledgerstone.records import Report

_ID = 64  # characters of a report's id, with which its age on the shelves ends
_MOST = 20  # reports that are compared, those with most hashes in common first
_SHOWN = 5  # sentences
_LONGEST = 300  # characters of each


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A report that another is like, with the share of the shorter one's words that stand in sentences of both.

    ``apart`` are some sentences that the new one does not have from it word for word, ``more`` how many others there
    are.
    """

    report: str
    share: float
    apart: tuple[str, ...] = ()
    more: int = 0


def resembling(report: Report, known: Known, *, beside: Mapping[str, Report]) -> tuple[Likeness, ...]:
    """Return what a report is like, the most alike first, from the share on at which linking calls one a copy.

    Args:
        report: it.
        known: what linking remembers of the case.
        beside: further reports by id, that linking does not know yet.
    """
    shelves = Shelves(known)
    seen = Counter[str]()
    for key in sketch(report.text):
        roots = shelves.first("rooted", f"{key:08x}", at_most=CROWD + 1)
        if len(roots) <= CROWD:
            seen.update(age[-_ID:].strip() for age in roots)
    near = sorted(seen, key=lambda id_: (-seen[id_], id_))[:_MOST]
    own = told(report.text)
    others = {id_: told(other.text) for id_, other in (*known.reports(near).items(), *beside.items())}
    shares = {id_: share(own, other) for id_, other in others.items()}
    alike = sorted((id_ for id_, found in shares.items() if found >= SHARE), key=lambda id_: (-shares[id_], id_))
    return tuple(_likeness(report, id_, shares[id_], others[id_]) for id_ in alike)


def _likeness(report: Report, other: str, found: float, of: Told) -> Likeness:
    sentences = apart(report.text, of=of)
    shown = tuple(each[:_LONGEST] for each in sentences[:_SHOWN])
    return Likeness(report=other, share=round(found, 4), apart=shown, more=max(0, len(sentences) - _SHOWN))
