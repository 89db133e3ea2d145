"""From the lowest to the highest credible claim about everyone meant: what range.v1 and airwars.v1 have in common.

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

``docs/policies.md`` tells each policy in full.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ledgerstone.reconciling.gathering import Gathered, Told
from ledgerstone.reconciling.policies import facets, opening_v1, people_v1
from ledgerstone.reconciling.policies.facets import Facet
from ledgerstone.reconciling.policies.figures import (
    Figure,
    bounds,
    figure,
    last_said,
    read_word,
)
from ledgerstone.reconciling.policies.hits_v1 import with_survivors
from ledgerstone.reconciling.policies.ledger import Ledger
from ledgerstone.reconciling.policies.placing import GROUPS, presumed
from ledgerstone.reconciling.policies.sorting_v1 import NOT_SO, UNSURE, meant, sort
from ledgerstone.reconciling.policies.standing_v1 import Standing
from ledgerstone.records import Toll

_DIVIDED = frozenset({"killed", "injured"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What tells one policy of ranges from another.

    Attributes:
        name: the policy's.
        words: the column of ``vocabulary/vague_counts.yaml`` by which words for a number are read.
        best: which of several figures is the best one.
        closed: no bound is left open: where no claim sets a high, it is the low.
        by_name: the children, women and men who are named are placed by placing.py, and are the least of their group.
        beyond: so many full names beyond the greatest total raise the high; one name more may be a spelling.
        one_source: those names are counted by source, since two sources spell one name in two ways.
        summed_up: the first figure of a report's own voice is the least that it holds; what it quotes below is a part.
    """

    name: str
    words: str
    best: Callable[[Sequence[Figure]], Figure]
    beyond: int
    closed: bool = False
    by_name: bool = False
    one_source: bool = False
    summed_up: bool = False


def tolls(gathered: Gathered, rules: Rules) -> tuple[Toll, ...]:
    """Return the tolls of one incident: by harm, everyone first, then each status and each group."""
    counted = {harm for harm in gathered.harms() if any(map(_is_positive, gathered.of_harm(harm)))}
    made = [
        _Making(
            gathered.of_harm(harm),
            facet,
            rules,
            divided=harm == "killed_or_injured" and bool(counted & _DIVIDED),
            died=people_v1.told_dead(gathered) if rules.by_name and harm == "injured" else frozenset(),
        ).toll(gathered.incident, harm)
        for harm in gathered.harms()
        for facet in facets.facets(gathered.of_harm(harm))
    ]
    return with_survivors(made)


def _is_positive(told: Told) -> bool:
    return told.counts and told.claim.polarity == "affirmed" and any(bounds(told))


@dataclass(slots=True)
class _Making:
    """One toll being made."""

    told: Sequence[Told]
    facet: Facet
    rules: Rules
    divided: bool = False  # others count the killed or the injured apart
    died: frozenset[str] = frozenset()  # victims who are told of as dead: the injured who later died
    low: int | None = None
    best: int | None = None
    high: int | None = None
    ledger: Ledger = field(init=False)

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.told)

    def toll(self, incident: str | None, harm: str) -> Toll:
        """Run the steps."""
        kinds = sort(meant(self.told, self.facet, self.ledger), self.facet, self.ledger)
        self._without_the_dead(kinds.people)
        standing = Standing(self.told, self.facet, self.ledger, summed_up=self.rules.summed_up)
        figures = standing.figures(kinds)
        if figures:
            self._range(figures)
            self._words_beside(kinds.vague)
        elif not self._by_words(kinds.vague):
            self._by_people(kinds.people)
        self._unsure(kinds.unsure)
        self._zeros([each for each in kinds.zeros if not self._is_narrower(each, standing)], figures)
        self._parts(kinds.parts, figures)
        self._people(kinds.people)
        self._contested()
        if self.rules.closed and self.high is None:
            self.high = max(self.low, self.best or 0) if self.low is not None else None
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
            policy=self.rules.name,
        )

    def _without_the_dead(self, people: list[Told]) -> None:
        """Set aside those injured of whom a claim says that they died."""
        died = [each for each in people if each.victim in self.died]
        self.ledger.set_aside(died, "told of as dead too: counted among the killed")
        people[:] = [each for each in people if each not in died]

    def _range(self, figures: Sequence[Figure]) -> None:
        """Step 5."""
        chosen = self.rules.best(figures)
        lows = [each.low for each in figures if each.low is not None]
        at_most = [each.high for each in figures if each.high is not None]
        self.low = min([*lows, *(most for most in at_most if most < min(lows))]) if lows else None
        self.high = _greatest(figures)
        self.best = chosen.least
        for each in figures:
            self.ledger.use(each.told[:1], _why(each, chosen, self.low, self.high))
            self.ledger.use(each.told[1:], f"added to the figure before it, as the text does: {each.words}")

    def _words_beside(self, vague: Sequence[Told]) -> None:
        """Where somebody gives a number: words for one set nothing, or speak for the high, as the rules say."""
        for each in [each for each in vague if not _counts_bodies(each)] if self.rules.closed else ():
            least, most = read_word(each, column=self.rules.words) or (0, None)
            most = least if most is None else most
            if self.high is not None and most > self.high and each.claim.stance not in UNSURE:
                self.high = most
                self.ledger.use([each], f"read as {most} at most: speaks only for the high")
        self.ledger.set_aside(vague, "gives no number, and others do")

    def _by_words(self, vague: Sequence[Told]) -> bool:
        read = [(each, read_word(each, column=self.rules.words) or (0, None)) for each in vague]
        certain = [
            (each, least, most)
            for each, (least, most) in read
            if each.claim.stance not in UNSURE and each.claim.relation != "part_of"
        ]
        if not certain:
            return False
        self.low = self.best = max(least for _, least, _ in certain)
        self.high = max((most for _, _, most in certain if most is not None), default=None)
        for each, least, _ in certain:
            word = each.claim.count.wording if each.claim.count else ""
            self.ledger.use([each], f"the least that {word!r} says is {least}; no claim gives a number")
        return True

    def _by_people(self, people: Sequence[Told]) -> None:
        number = people_v1.distinct(people)
        if number:
            self.low = self.best = number
            self.ledger.use(people, f"{number} told of one by one{self._presumption(people)}; no claim gives a total")

    def _unsure(self, unsure: Sequence[Told]) -> None:
        """Step 6, estimates and fears: an estimate may be the best figure where nobody states one."""
        reached = self.high if self.high is not None else max(self.low or 0, self.best or 0)
        told = [figure(each) for each in unsure]
        higher = [each for each in told if (each.high if each.high is not None else each.least) > reached]
        if higher:
            self.high = _greatest(higher)
            estimates = [each for each in higher if each.head.claim.stance == "estimated"]
            self.best = self.rules.best(estimates).least if self.best is None and estimates else self.best
        for each in told:
            word = each.head.claim.stance
            if each in higher:
                self.ledger.use(each.told, f"{word}, {each.words}: speaks only for the high")
            else:
                self.ledger.set_aside(each.told, f"{word}: speaks only for the high, and others reach it")

    def _is_narrower(self, zero: Told, standing: Standing) -> bool:
        if standing.width(zero):
            self.ledger.set_aside([zero], f"says so only of {facets.in_words(zero)}")
        return bool(standing.width(zero))

    def _leaves_status_open(self) -> bool:
        """Say whether somebody counts people without their status: "no civilians" does not make that unknown a zero."""
        return any(_is_positive(each) and not each.claim.status for each in self.told)

    def _zeros(self, zeros: Sequence[Told], figures: Sequence[Figure]) -> None:
        """Step 6, zeros."""
        positive = {each.head.claim.report for each in figures}
        sources = {each.head.source for each in figures}
        for each in zeros:
            if self.divided:
                self.ledger.set_aside(
                    [each], "says that there was nobody; others count killed or injured, shown beside"
                )
            elif each.accused:
                self.ledger.set_aside([each], "the accused side's own figure, shown beside")
            elif each.source in sources:
                self.ledger.set_aside([each], "the same office gives a figure")
            elif each.claim.report in positive and (each.claim.speaker is None or not each.named):
                self.ledger.set_aside([each], "the same report gives a figure")
            elif self.facet.status and self._leaves_status_open():
                self.ledger.set_aside(
                    [each], f"says that nobody was {self.facet.words}; others count people without saying who they were"
                )
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
            if self.rules.summed_up and whole.low is None:
                self._floor(own, whole)
        for each in parts:
            self.ledger.set_aside(
                [each], f"a part of the people counted ({facets.in_words(each)}), never added to the whole"
            )

    def _floor(self, parts: Sequence[Told], whole: Figure) -> None:
        """Of "up to 20, at least 14 of them guests", there were 14 at least."""
        certain = [each for each in parts if each.claim.stance not in UNSURE]
        least = max((bounds(each)[0] or 0 for each in certain), default=0)
        if (self.low or 0) < least < (whole.high or 0):
            self.low = least
            setting = [each for each in certain if bounds(each)[0] == least]
            self.ledger.use(setting, f"{least} of those who were {whole.words}: sets the low")

    def _people(self, people: Sequence[Told]) -> None:
        """Step 7, persons: more names than the total raise the high, and the low where two sources name each."""
        named = self._named_beyond(people)
        twice = people_v1.named_by_two(people)
        if named:
            self.high = named
            self.ledger.use(people, f"{named} are named, more than any total: raises the high")
        if self.low is not None and len(twice) > self.low:
            self.low = len(twice)
            self.best = max(self.best or 0, self.low)
            self.high = None if self.high is None else max(self.high, self.low)
            self.ledger.use(people, f"{len(twice)} are named by two independent sources: raises the low")
        if self.rules.by_name and self.facet.group in GROUPS and self.low is not None:
            self._of_group(people)
        self.ledger.set_aside(people, "one of the people that the totals count")

    def _named_beyond(self, people: Sequence[Told]) -> int:
        if self.high is None:
            return 0
        rules = self.rules
        return people_v1.surely_more(people, than=self.high, by=rules.beyond, one_source=rules.one_source)

    def _of_group(self, people: Sequence[Told]) -> None:
        """Step 7, persons of a group: those named are at least so many, whatever figures of some of them say."""
        number = len(people_v1.named(people))
        if self.facet.group != "child":  # of women and men often only the name tells; a child's age is told
            divided = opening_v1.divided(self.told, group=self.facet.group)
            number = min(number, divided) if divided else number
        if number > (self.low or 0):
            self.low = number
            self.best = max(self.best or 0, number)
            self.high = None if self.high is None else max(self.high, number)
            self.ledger.use(people, f"{number} are named{self._presumption(people)}: raises the low")

    def _presumption(self, people: Sequence[Told]) -> str:
        number = presumed(people) if self.rules.by_name else 0
        return f", of {number} only the given name tells the sex" if number and self.facet.group in GROUPS else ""

    def _contested(self) -> None:
        """The contested stand outside the low of civilians and inside the high."""
        if self.facet.status != "civilian":
            return
        contested = [each for each in self.told if each.claim.status == "contested" and each.counts]
        contested = [
            each for each in contested if each.claim.stance not in NOT_SO and each.claim.polarity == "affirmed"
        ]
        number = people_v1.contested(contested)
        if not number:
            return
        self.low = self.low or 0
        is_open = self.high is None and self.best is not None
        self.high = None if is_open else (self.high or 0) + number
        self.ledger.use(contested, "contested: outside the low, inside the high")


def _counts_bodies(told: Told) -> bool:
    """Say whether the word is for bodies: those that somebody saw, at a burial from several attacks perhaps."""
    return told.claim.count is not None and "bodies" in told.claim.count.wording.casefold()


def _is_part(told: Told, whole: Figure) -> bool:
    if told.claim.of is not None:
        return told.claim.of in {each.id for each in whole.told}
    head = whole.head
    return (told.claim.report, told.source) == (head.claim.report, head.source)


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
