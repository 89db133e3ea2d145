"""range.v1: from the lowest to the highest credible claim about everyone meant. ``docs/policies.md`` tells it in full.

For each harm, and in it for everyone and for each status and group that claims speak of:

    1. set aside what counts nobody here: background, the future, what did not happen, denied figures, other people
    2. sort the rest: figures, parts, additions, estimates, words for a number, zeros, persons
    3. add what the text itself adds ("another three"); let an office's later statement replace its earlier one, and
       take a speaker's smaller figure in one report for a part of the larger one
    4. figures for everyone come before figures for some of them; those only raise what they exceed
    5. low is the least, high the greatest figure, open where the greatest is "at least"; best by choosing.py
    6. estimates and fears raise only the high; zeros of those who can know lower the low
    7. parts that exceed their whole, and persons named beyond it, raise the high
    8. without any figure: words for a number, else the persons told of one by one
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from ledgerstone.reconciling.gathering import Gathered, Told
from ledgerstone.reconciling.policies import facets, people_v1
from ledgerstone.reconciling.policies.choosing import best
from ledgerstone.reconciling.policies.facets import Facet
from ledgerstone.reconciling.policies.figures import (
    ADDED,
    Figure,
    bounds,
    figure,
    floor,
    last_said,
    replaced,
    states_number,
    with_added,
)
from ledgerstone.reconciling.policies.ledger import Ledger
from ledgerstone.records import Toll

NAME = "range.v1"
WORDS = "stated"  # the column of vocabulary/vague_counts.yaml
_NOT_SO = {
    "counterfactual": "said of what did not happen",
    "foreseen": "said of the future",
}
# Who counts what is before their eyes, or passes on what others did. An office's lower figure is a contradiction.
_SEE_A_PART = frozenset(
    {"media", "social_media", "unnamed", "witness", "relative", "victim", "expert", "party", "other"}
)
_FIGHTERS = frozenset({"fighter", "soldier", "perpetrator"})
_SIDES = frozenset({"accused", "armed_group", "party", "other", "unnamed", "social_media"})
_UNSURE = frozenset({"feared", "likely", "estimated"})


def tolls(gathered: Gathered) -> tuple[Toll, ...]:
    """Return the tolls of one incident: by harm, everyone first, then each status and each group."""
    return tuple(
        _Making(gathered.of_harm(harm), facet).toll(gathered.incident, harm)
        for harm in gathered.harms()
        for facet in facets.facets(gathered.of_harm(harm))
    )


@dataclass(slots=True)
class _Sorted:
    """The claims that speak of the people meant, by what they are to the toll."""

    heads: list[Told] = field(default_factory=list)
    added: list[Told] = field(default_factory=list)
    parts: list[Told] = field(default_factory=list)
    unsure: list[Told] = field(default_factory=list)
    vague: list[Told] = field(default_factory=list)
    zeros: list[Told] = field(default_factory=list)
    people: list[Told] = field(default_factory=list)


@dataclass(slots=True)
class _Making:
    """One toll being made."""

    told: Sequence[Told]
    facet: Facet
    low: int | None = None
    best: int | None = None
    high: int | None = None
    ledger: Ledger = field(init=False)

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.told)

    def toll(self, incident: str | None, harm: str) -> Toll:
        """Run the steps."""
        kinds = self._sort(self._meant())
        figures = self._standing(kinds)
        if figures:
            self._range(figures)
            self.ledger.set_aside(kinds.vague, "gives no number, and others do")
        elif not self._by_words(kinds.vague):
            self._by_people(kinds.people)
        self._unsure(kinds.unsure)
        self._zeros(kinds.zeros, figures)
        self._parts(kinds.parts, figures)
        self._people(kinds.people)
        self._contested()
        used, aside = self.ledger.reasons()
        low, high = self.ledger.independent()
        return Toll(
            incident=incident,
            harm=harm,
            status=self.facet.status,
            group=self.facet.group,
            low=self.low,
            best=self.best,
            high=self.high,
            as_of=last_said(self.ledger.used()),
            used=used,
            set_aside=aside,
            independent_low=low,
            independent_high=high,
            policy=NAME,
        )

    def _meant(self) -> list[Told]:
        meant = []
        for each in self.told:
            claim = each.claim
            if each.background:
                self.ledger.set_aside([each], "background: counts people of other incidents or of a longer time")
            elif claim.stance in _NOT_SO:
                self.ledger.set_aside([each], _NOT_SO[claim.stance])
            elif not facets.is_meant(each, self.facet):
                self.ledger.set_aside([each], f"counts {facets.in_words(each)}, not {self.facet.words}")
            elif claim.polarity == "denied" and any(bounds(each)):
                self.ledger.set_aside([each], "a denial of the figure, shown beside")
            else:
                meant.append(each)
        return meant

    def _sort(self, meant: Sequence[Told]) -> _Sorted:
        kinds, ids = _Sorted(), {each.id for each in meant}
        for each in meant:
            claim = each.claim
            if _is_zero(each):
                kinds.zeros.append(each)
            elif claim.person:
                kinds.people.append(each)
            elif claim.count is None:
                self.ledger.set_aside([each], "gives no number")
            elif not states_number(each):
                kinds.vague.append(each)
            elif claim.stance in _UNSURE:
                kinds.unsure.append(each)
            elif claim.relation == "part_of" and (self.facet == Facet() or claim.of in ids):
                kinds.parts.append(each)
            elif claim.relation in ADDED:
                kinds.added.append(each)
            else:
                kinds.heads.append(each)
        return kinds

    def _standing(self, kinds: _Sorted) -> list[Figure]:
        """Steps 3 and 4: return the figures that stand, those about everyone meant where there are any."""
        figures, rest = with_added(kinds.heads, kinds.added)
        if rest and (self.facet != Facet() or not figures):
            figures += [figure(each) for each in rest]
            rest = []
        self.ledger.set_aside(rest, "counts people beyond a figure that the text does not name")
        figures = self._past_partial(self._past_first_reports(self._current(figures)))
        if not figures and kinds.parts and not kinds.vague:
            return self._divided([figure(each) for each in kinds.parts])
        widths = {each.head.id: self._width(each.head) for each in figures}
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
        """Set aside what a report itself tells as an early figure ("initially"), where it gives others."""
        later = {each.head.claim.report for each in figures if each.head.claim.relation != "initial"}
        early = [each for each in figures if each.head.claim.relation == "initial" and each.head.claim.report in later]
        for each in early:
            self.ledger.set_aside(each.told, "an early figure as the report tells it, which also gives later ones")
        return [each for each in figures if each not in early]

    def _past_partial(self, figures: Sequence[Figure]) -> list[Figure]:
        """Set aside what bystanders and outlets count, where the report that quotes them itself says it was more."""
        own: dict[str, Figure] = {}
        for each in figures:
            claim, before = each.head.claim, own.get(each.head.claim.report)
            if claim.speaker is None and each.low and (before is None or each.low > (before.low or 0)):
                own[claim.report] = each
        partial = [each for each in figures if _is_partial(each, own.get(each.head.claim.report))]
        for each in partial:
            whole = own[each.head.claim.report]
            self.ledger.set_aside(each.told, f"a partial count: the report itself says {whole.words}")
        return [each for each in figures if each not in partial]

    def _current(self, figures: Sequence[Figure]) -> list[Figure]:
        """Return the figures that neither a later one replaces nor a larger one of the same speaker contains."""
        standing: list[Figure] = []
        for scope in _by(figures, lambda each: (self._width(each.head), facets.in_words(each.head))):
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
                    if each.least < largest.least:
                        words = f"taken for a part: the same speaker says {largest.words} in the same report"
                        self.ledger.set_aside(each.told, words)
                    else:
                        standing.append(each)
        return standing

    def _width(self, told: Told) -> int:
        return facets.width(told, self.facet, mixed=facets.is_mixed(self.told))

    def _divided(self, figures: Sequence[Figure]) -> list[Figure]:
        """Where all figures are of some: add those of one speaker that divide people, and keep the largest."""
        sums = [_sum(group) for group in _by(figures, lambda each: (each.head.claim.report, each.head.source))]
        largest = max(sums, key=lambda each: (each.least, each.head.order))
        for each in figures:
            if each.head.id not in {told.id for told in largest.told}:
                self.ledger.set_aside(each.told, f"counts {facets.in_words(each.head)} only, no more than others do")
        return [largest]

    def _range(self, figures: Sequence[Figure]) -> None:
        """Step 5."""
        chosen = best(figures)
        self.low = min((each.low for each in figures if each.low is not None), default=None)
        self.high = _greatest(figures)
        self.best = chosen.least
        for each in figures:
            self.ledger.use(each.told[:1], _why(each, chosen, self.low, self.high))
            self.ledger.use(each.told[1:], f"added to the figure before it, as the text does: {each.words}")

    def _by_words(self, vague: Sequence[Told]) -> bool:
        floors = [(least, each) for each in vague if (least := floor(each, column=WORDS))]
        certain = [
            pair for pair in floors if pair[1].claim.stance not in _UNSURE and pair[1].claim.relation != "part_of"
        ]
        if not certain:
            return False
        self.low = self.best = max(least for least, _ in certain)
        for least, each in certain:
            word = each.claim.count.wording if each.claim.count else ""
            self.ledger.use([each], f"the least that {word!r} says is {least}; no claim gives a number")
        return True

    def _by_people(self, people: Sequence[Told]) -> None:
        number = people_v1.distinct(people)
        if number:
            self.low = self.best = number
            self.ledger.use(people, f"{number} told of one by one; no claim gives a total")

    def _unsure(self, unsure: Sequence[Told]) -> None:
        """Step 6, estimates and fears: an estimate may be the best figure where nobody states one."""
        reached = self.high if self.high is not None else max(self.low or 0, self.best or 0)
        told = [figure(each) for each in unsure]
        higher = [each for each in told if (each.high if each.high is not None else each.least) > reached]
        if higher:
            self.high = _greatest(higher)
            estimates = [each for each in higher if each.head.claim.stance == "estimated"]
            self.best = best(estimates).least if self.best is None and estimates else self.best
        for each in told:
            word = each.head.claim.stance
            if each in higher:
                self.ledger.use(each.told, f"{word}, {each.words}: speaks only for the high")
            else:
                self.ledger.set_aside(each.told, f"{word}: speaks only for the high, and others reach it")

    def _zeros(self, zeros: Sequence[Told], figures: Sequence[Figure]) -> None:
        """Step 6, zeros."""
        positive = {each.head.claim.report for each in figures}
        sources = {each.head.source for each in figures}
        for each in zeros:
            if self._width(each):
                self.ledger.set_aside([each], f"says so only of {facets.in_words(each)}")
            elif each.accused:
                self.ledger.set_aside([each], "the accused side's own figure, shown beside")
            elif each.source in sources:
                self.ledger.set_aside([each], "the same office gives a figure")
            elif each.claim.report in positive and (each.claim.speaker is None or not each.named):
                self.ledger.set_aside([each], "the same report gives a figure")
            elif self.low is None and self.high is None:
                self.low = self.best = self.high = 0
                self.ledger.use([each], "says that there was nobody")
            else:
                self.low = 0
                self.ledger.use([each], "says that there was nobody: sets the low")

    def _parts(self, parts: Sequence[Told], figures: Sequence[Figure]) -> None:
        """Step 7, parts: never added to their whole; where they come to more, the high says so."""
        for whole in figures:
            own = [each for each in parts if _is_part(each, whole)]
            total = sum(bounds(each)[0] or 0 for each in own)
            adds_up = facets.is_division([facets.division(each) for each in own])
            if (
                adds_up
                and whole.high is not None
                and total > whole.high
                and self.high is not None
                and total > self.high
            ):
                self.high = total
                self.ledger.use(
                    own, f"the parts come to {total}, more than their whole ({whole.words}): raises the high"
                )
        for each in parts:
            self.ledger.set_aside(
                [each], f"a part of the people counted ({facets.in_words(each)}), never added to the whole"
            )

    def _people(self, people: Sequence[Told]) -> None:
        """Step 7, persons: more names than the total raise the high, and the low where two sources name each."""
        named = people_v1.surely_more(people, than=self.high) if self.high is not None else 0
        twice = people_v1.named_by_two(people)
        if named:
            self.high = named
            self.ledger.use(people, f"{named} are named, more than any total: raises the high")
        if self.low is not None and len(twice) > self.low:
            self.low = len(twice)
            self.best = max(self.best or 0, self.low)
            self.high = None if self.high is None else max(self.high, self.low)
            self.ledger.use(people, f"{len(twice)} are named by two independent sources: raises the low")
        self.ledger.set_aside(people, "one of the people that the totals count")

    def _contested(self) -> None:
        """The contested stand outside the low of civilians and inside the high."""
        if self.facet.status != "civilian":
            return
        contested = [each for each in self.told if each.claim.status == "contested" and not each.background]
        contested = [
            each for each in contested if each.claim.stance not in _NOT_SO and each.claim.polarity == "affirmed"
        ]
        number = people_v1.contested(contested)
        if not number:
            return
        self.low = self.low or 0
        is_open = self.high is None and self.best is not None
        self.high = None if is_open else (self.high or 0) + number
        self.ledger.use(contested, "contested: outside the low, inside the high")


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


def _is_zero(told: Told) -> bool:
    low, high = bounds(told)
    stated = told.claim.count is not None and low in {0, None} and high == 0
    return stated or (told.claim.polarity == "denied" and not low and not high)


def _is_part(told: Told, whole: Figure) -> bool:
    if told.claim.of is not None:
        return told.claim.of in {each.id for each in whole.told}
    head = whole.head
    return (told.claim.report, told.source) == (head.claim.report, head.source)


def _sum(figures: Sequence[Figure]) -> Figure:
    parts = [facets.division(each.head) for each in figures]
    if len(figures) > 1 and facets.is_division(parts):
        return figure(figures[0].head, [told for each in figures for told in each.told][1:])
    return max(figures, key=lambda each: (each.least, each.head.order))


def _greatest(figures: Sequence[Figure]) -> int | None:
    closed = max((each.high for each in figures if each.high is not None), default=None)
    opened = max((each.least for each in figures if each.high is None), default=None)
    return None if closed is None or (opened is not None and opened > closed) else closed


def _why(each: Figure, chosen: Figure, low: int | None, high: int | None) -> str:
    marks = []
    if each.low is not None and each.low == low:
        marks.append("low")
    if each is chosen:
        marks.append("best")
    if each.high is not None and each.high == high:
        marks.append("high")
    is_open = high is None and each.high is None
    sets = f"sets the {_and(marks)}" if marks else "lies within the range"
    return f"{each.words}: {sets}{', leaves the high open' if is_open else ''}"


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
