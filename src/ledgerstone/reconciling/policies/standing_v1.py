"""Steps 3 and 4 of range.v1: which figures stand, once sums are made and early and partial ones are set aside."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ledgerstone.reconciling.gathering import Told
from ledgerstone.reconciling.policies import facets
from ledgerstone.reconciling.policies.facets import Facet
from ledgerstone.reconciling.policies.figures import Figure, figure, replaced, with_added, word_in
from ledgerstone.reconciling.policies.ledger import Ledger
from ledgerstone.reconciling.policies.sorting_v1 import Kinds

# Who counts what is before their eyes, or passes on what others did. An office's lower figure is a contradiction.
_SEE_A_PART = frozenset(
    {"media", "social_media", "unnamed", "witness", "relative", "victim", "expert", "party", "other"}
)
_FIGHTERS = frozenset({"fighter", "soldier", "perpetrator"})
_SIDES = frozenset({"accused", "armed_group", "party", "other", "unnamed", "social_media"})


@dataclass(frozen=True, slots=True)
class Standing:
    """The steps over the claims of one harm, seen from one toll; what does not stand goes to the ledger."""

    told: Sequence[Told]
    facet: Facet
    ledger: Ledger
    summed_up: bool = False  # a report's first figure in its own voice sums up what it quotes: less is a part

    def figures(self, kinds: Kinds) -> list[Figure]:
        """Steps 3 and 4: return the figures that stand, those about everyone meant where there are any."""
        figures, rest = with_added(kinds.heads, kinds.added)
        if rest and (self.facet != Facet() or not figures):
            figures += [figure(each) for each in rest]
            rest = []
        self.ledger.set_aside(rest, "counts people beyond a figure that the text does not name")
        leads = _leads(each for each in figures if not self.width(each.head)) if self.summed_up else {}
        figures = self._past_less(figures, leads)
        figures = self._past_partial(self._past_first_reports(self._current(figures, leads)), leads)
        if not figures and kinds.parts and not kinds.vague:
            return self._divided([figure(each) for each in kinds.parts])
        widths = {each.head.id: self.width(each.head) for each in figures}
        widest = min(widths.values(), default=0)
        whole = [each for each in figures if widths[each.head.id] == widest]
        if widest > 1:
            return self._divided(whole)
        top = max((each.high if each.high is not None else each.least for each in whole), default=0)
        for each in figures:
            if widths[each.head.id] > widest:
                if each.least > top and not _is_one_sides_count(each):
                    whole.append(each)
                else:
                    self.ledger.set_aside(each.told, f"counts {facets.in_words(each.head)}, not {self.facet.words}")
        return whole

    def _past_first_reports(self, figures: Sequence[Figure]) -> list[Figure]:
        """Set aside what a report itself tells as an early figure ("initially"), where it gives others.

        "Up to 15" in its own voice says that it may be fewer: then early figures stand.
        """
        later = {each.head.claim.report for each in figures if each.head.claim.relation != "initial"}
        later -= {each.head.claim.report for each in figures if each.low is None and each.head.claim.speaker is None}
        early = [each for each in figures if each.head.claim.relation == "initial" and each.head.claim.report in later]
        for each in early:
            self.ledger.set_aside(each.told, "an early figure as the report tells it, which also gives later ones")
        return [each for each in figures if each not in early]

    def _past_partial(self, figures: Sequence[Figure], leads: Mapping[str, Figure]) -> list[Figure]:
        """Set aside what bystanders and outlets count, where the report that quotes them itself says it was more."""
        own: dict[str, Figure] = {}
        for each in figures:
            claim, before = each.head.claim, own.get(each.head.claim.report)
            if claim.speaker is None and each.low and (before is None or each.low > (before.low or 0)):
                own[claim.report] = each
        partial = [
            each
            for each in figures
            if _is_partial(each, own.get(each.head.claim.report)) and leads.get(each.head.claim.report) is not each
        ]
        for each in partial:
            whole = own[each.head.claim.report]
            self.ledger.set_aside(each.told, f"a partial count: the report itself says {whole.words}")
        return [each for each in figures if each not in partial]

    def _past_less(self, figures: Sequence[Figure], leads: Mapping[str, Figure]) -> list[Figure]:
        """Set aside what is less than the figure by which the report that tells of it sums up."""
        less = [each for each in figures if _is_less(each, leads.get(each.head.claim.report))]
        for each in less:
            whole = leads[each.head.claim.report]
            self.ledger.set_aside(each.told, f"less than the report itself sums up: {whole.words}")
        return [each for each in figures if each not in less]

    def _current(self, figures: Sequence[Figure], leads: Mapping[str, Figure]) -> list[Figure]:
        """Return the figures that neither a later one replaces nor a larger one of the same speaker contains."""
        standing: list[Figure] = []
        for scope in _by(figures, lambda each: (self.width(each.head), facets.in_words(each.head))):
            old = replaced(scope)
            for each in scope:
                if new := old.get(each.head.id):
                    same = new.head.source == each.head.source
                    whose = "the same office's later statement" if same else "the later figure that the text names"
                    self.ledger.set_aside(each.told, f"replaced by {whose}: {new.words}")
            current = [each for each in scope if each.head.id not in old]
            for own in _by(current, lambda each: (each.head.claim.report, each.head.source)):
                largest = max(own, key=lambda each: (each.least, each.high or 0))
                for each in own:
                    if self._is_contained(each, largest) and leads.get(each.head.claim.report) is not each:
                        words = f"taken for a part: the same speaker says {largest.words} in the same report"
                        self.ledger.set_aside(each.told, words)
                    else:
                        standing.append(each)
        return standing

    def _is_contained(self, each: Figure, largest: Figure) -> bool:
        """Say whether a figure is a part of a larger one of the same speaker; "up to seven" contains no "several"."""
        told = self.summed_up and largest.low is None and word_in(each.head) is not None
        return each.least < largest.least and not told

    def width(self, told: Told) -> int:
        """Return how nearly a claim speaks of all that the toll means, 0 for all."""
        return facets.width(told, self.facet, mixed=facets.is_mixed(self.told))

    def _divided(self, figures: Sequence[Figure]) -> list[Figure]:
        """Where all figures are of some: add those of one speaker that divide people, and keep the largest."""
        sums = [_sum(group) for group in _by(figures, lambda each: (each.head.claim.report, each.head.source))]
        largest = max(sums, key=lambda each: (each.least, each.head.order))
        for each in figures:
            if each.head.id not in {told.id for told in largest.told}:
                self.ledger.set_aside(each.told, f"counts {facets.in_words(each.head)} only, no more than others do")
        return [largest]


def _leads(figures: Iterable[Figure]) -> dict[str, Figure]:
    """Return the first figure that each report gives in its own voice, where it says how many at least."""
    own = [each for each in figures if each.head.claim.speaker is None and each.head.claim.relation != "initial"]
    first: dict[str, Figure] = {}
    for each in sorted(own, key=lambda each: each.head.order):
        first.setdefault(each.head.claim.report, each)
    return {report: each for report, each in first.items() if each.low}


def _is_less(each: Figure, lead: Figure | None) -> bool:
    most = each.high if each.high is not None else each.least
    return lead is not None and lead.low is not None and each is not lead and min(each.least, most) < lead.low


def _is_one_sides_count(each: Figure) -> bool:
    """Say whether a figure counts fighters on the word of nobody who is placed to know: a side, or somebody unnamed."""
    told = each.head
    fighters = told.claim.status == "combatant" or bool(_FIGHTERS & set(told.claim.group))
    return fighters and (told.accused or (told.claim.speaker is not None and told.claim.speaker.role in _SIDES))


def _by(figures: Iterable[Figure], key: Callable[[Figure], Hashable]) -> list[list[Figure]]:
    groups: dict[Hashable, list[Figure]] = {}
    for each in figures:
        groups.setdefault(key(each), []).append(each)
    return list(groups.values())


def _is_partial(each: Figure, whole: Figure | None) -> bool:
    """Say whether a figure is below what the same report says in its own voice, and no office's."""
    if whole is None or whole.low is None or each is whole:
        return False
    speaker = each.head.claim.speaker
    most = each.high if each.high is not None else each.least
    return most < whole.low and (speaker is None or speaker.role in _SEE_A_PART)


def _sum(figures: Sequence[Figure]) -> Figure:
    parts = [facets.division(each.head) for each in figures]
    if len(figures) > 1 and facets.is_division(parts):
        return figure(figures[0].head, [told for each in figures for told in each.told][1:])
    return max(figures, key=lambda each: (each.least, each.head.order))
