"""How the stages put their sentences together: English as it stands in a record, with holes.

    %(n)s %(m)s     a number                    %(range)s %(low)s     a figure: "12", "at least 12", "up to 27"
    %(day)s %(to)s  a day                       %(codes)s %(other)s   codes in words, separated by commas, "and", "or"
    %(said)s        another sentence of these   anything else         data, left as it is: names, quotations

A test reads the stages, and fails where one says what no sentence here fits.
"""


def _(words: str) -> str:
    """Name a sentence for `makemessages`; it is translated when it is said."""
    return words


FIGURES = (
    _("not stated"),
    _("none"),
    _("nobody"),
    _("at least %(n)s"),
    _("up to %(n)s"),
    _("%(n)s–%(m)s"),
    _("%(n)s to %(m)s"),
    _("about %(range)s"),
)
TIMES = (
    _("date not known"),
    _("date not resolved"),
    _("on or after %(day)s"),
    _("on or before %(day)s"),
    _("%(n)s–%(day)s"),
    _("%(n)s to %(day)s"),
    _("%(day)s – %(to)s"),
    _("%(day)s to %(to)s"),
)
SUBJECTS = (
    _("not so: %(said)s"),
    _("%(range)s %(codes)s (%(other)s)"),
    _("%(range)s %(codes)s"),
    _("%(codes)s (%(other)s)"),
    _("one person, not named"),
    _("one person, not named %(codes)s"),
    _("people, number not stated:"),
    _("people, number not stated: %(codes)s"),
    _("people, number not stated: %(codes)s (%(other)s)"),
    _("distance: %(km)s km"),
    _("the report itself"),
    _("denies %(codes)s"),
    _("subjected to sexual violence"),
    _("died indirectly"),
    _("%(codes)s: %(other)s"),
)
STATES = (
    _("accepted"),
    _("corrected"),
    _("rejected"),
    _("withheld"),
    _("review pending"),
    _("inconclusive"),
    _("disputed"),
    _("unreviewed"),
    _("%(m)s more claims bear on it now"),
    _("%(m)s more claim bears on it now"),
    _("%(m)s of its claims are no more"),
    _("%(m)s of its claims is no more"),
    _("Wants another look: %(said)s, and %(also_said)s."),
    _("Wants another look: %(said)s."),
)
USED = (
    _("%(range)s: %(said)s"),
    _("%(said)s, leaves the high open"),
    _("sets the low"),
    _("sets the best"),
    _("sets the high"),
    _("sets the low and best"),
    _("sets the low and high"),
    _("sets the best and high"),
    _("sets the low, best and high"),
    _("lies within the range"),
    _("%(n)s are named: raises the low"),
    _("%(n)s are named, of %(m)s only the given name tells the sex: raises the low"),
    _("%(n)s are named by two independent sources: raises the low"),
    _("%(n)s are named, more than any total: raises the high"),
    _("%(n)s told of one by one; no claim gives a total"),
    _("%(n)s told of one by one, of %(m)s only the given name tells the sex; no claim gives a total"),
    _("%(n)s of %(m)s: the others are counted as %(codes)s"),
    _("%(n)s of those who were %(range)s: sets the low"),
    _("the parts come to %(n)s, more than their whole (%(range)s): raises the high"),
    _("the least that '%(word)s' says is %(n)s; no claim gives a number"),
    _("the dead of each status come to %(n)s, more than the best figure of all: best is their sum"),
    _("added to the figure before it, as the text does: %(range)s"),
    _("says that there was nobody"),
    _("says that there was nobody: sets the low"),
    _("hit, and not among the killed: %(alive)s"),
    _("%(said)s, and the total leaves %(n)s"),
)
SET_ASIDE = (
    _("no rule of the policy uses it"),
    _("gives no number"),
    _("gives no number, and others do"),
    _("one of the people that the totals count"),
    _("background: counts people of other incidents or of a longer time"),
    _("counts %(codes)s, not %(other)s"),
    _("counts %(codes)s only, no more than others do"),
    _("a part of the people counted (%(codes)s), never added to the whole"),
    _("a denial of the figure, shown beside"),
    _("the accused side's own figure, shown beside"),
    _("the same office gives a figure"),
    _("the same report gives a figure"),
    _("says that there was nobody; others count killed or injured, shown beside"),
    _("says that nobody was %(range)s; others count people without saying who they were"),
    _("says so only of %(codes)s"),
    _("contested: outside the low, inside the high"),
    _("told of as dead too: counted among the killed"),
    _("told of one by one"),
    _("are named"),
    _("read as %(n)s at most: speaks only for the high"),
    _("'%(word)s', %(range)s: speaks only for the high"),
    _("'%(word)s': speaks only for the high, and others reach it"),
    _("said of what did not happen"),
    _("said of the future"),
    _("counts people beyond a figure that the text does not name"),
    _("an early figure as the report tells it, which also gives later ones"),
    _("a partial count: the report itself says %(range)s"),
    _("less than the report itself sums up: %(range)s"),
    _("replaced by the same office's later statement: %(range)s"),
    _("replaced by the later figure that the text names: %(range)s"),
    _("taken for a part: the same speaker says %(range)s in the same report"),
    _("the team does not hold its speaker credible (decided on %(day)s)"),
    _("the team does not hold its outlet credible (decided on %(day)s)"),
    _("the team does not hold speakers of its kind credible (decided on %(day)s)"),
    _("its source is none of those that the team holds credible (decided on %(day)s)"),
)
CHECKS = (
    _("%(name)s stands in %(n)s incidents."),
    _("%(places)s: %(km)s km"),
    _("%(km)s km between %(names)s as stated; by the gazetteer they are %(far)s km apart."),
    _("“%(quote)s”: %(day)s is a %(codes)s."),
    _("“%(quote)s” is %(day)s, after the publication on %(to)s."),
    _("%(parts)s come to %(n)s; their total is said to be %(m)s."),
    _("%(parts)s: more than their total of %(n)s."),
)
GRADES = (
    _("%(meaning)s (here: every claim of harm speaks of combatants)"),
    _("%(meaning)s (here: no second source is proven independent of the first)"),
    _("%(meaning)s (here: at least %(n)s independent sources)"),
    _("%(meaning)s (here: %(name)s says so)"),
    _("%(meaning)s (here: %(names)s)"),
)
CRITERIA = (
    _("it meets every criterion"),
    _("its day is not known"),
    _("before %(day)s"),
    _("after %(day)s"),
    _("its days lie only partly within the criteria's"),
    _("not in %(place)s"),
    _("not told whether it was in %(place)s"),
    _("nobody %(codes)s"),
    _("no number of people %(codes)s"),
    _("not told whether anybody was %(codes)s"),
    _("fewer than %(n)s people %(codes)s"),
    _("%(said)s, and the high is open"),
)
LINKS = (
    _("a person put it there"),
    _("one report is a copy of the other"),
    _("one is told as part of something larger"),
    _("told as part of the other"),
    _("told of in the same words"),
    _("share of the shorter report's words in common"),
    _("one of them says no day"),
    _("one of them names no place"),
    _("one of them names no act in particular"),
    _("%(said)s, one only from its publication"),
    _("none in common"),
    _("no harm in common"),
    _("several on both sides and none in common"),
    _("outlet not known"),
    _("%(day)s and %(to)s"),
    _("%(day)s within %(to)s to %(end_day)s"),
    _("%(codes)s %(n)s and %(m)s"),
    _("killed or injured %(n)s and killed %(m)s, injured not said"),
    _("killed or injured %(n)s and killed %(m)s, injured %(more_n)s"),
    _("%(place)s is %(other_place)s"),
    _("%(place)s lies in %(other_place)s"),
    _("%(codes)s and %(other)s"),
)
DECIDED = (
    _("nothing is found there any more"),
    _("what is found there now has another value than what was decided on"),
    _("a person added it to a text that was read anew since"),
    _("claim %(n)s: %(codes)s"),
    _("handled as %(codes)s"),
    _("the team's own figure: %(said)s, %(range)s"),
    _("the team's own figure, %(codes)s: %(said)s, %(range)s"),
    _("%(codes)s, %(range)s"),
)
NOUNS = (
    _("Killing of %(whom)s"),
    _("Wounding of %(whom)s"),
    _("Shooting or stabbing of %(whom)s"),
    _("Killing or wounding of %(whom)s"),
    _("Disappearance of %(whom)s"),
    _("Trapping of %(whom)s"),
    _("Abduction of %(whom)s"),
    _("Detention of %(whom)s"),
    _("Displacement of %(whom)s"),
    _("Deaths after violence"),
    _("Sexual violence against %(whom)s"),
    _("Torture of %(whom)s"),
    _("Harm to %(whom)s"),
    _("Claims without an incident"),
)
REFUSALS = (
    _("Your role does not let you %(deed)s."),
    _("Ask a %(roles)s of this case."),
)
PEOPLE = (_("people"), _("civilians"))

SENTENCES = (
    *FIGURES, *TIMES, *STATES, *USED, *SET_ASIDE, *CHECKS, *GRADES, *CRITERIA, *LINKS, *DECIDED, *NOUNS, *REFUSALS,
    *PEOPLE, *SUBJECTS,
)  # fmt: skip
