"""Step 6: who can know. Claims of one outlet, office or person come from one source, however many outlets print them.

- The publisher's own voice is the outlet; that of a copied report is the outlet of the original.
- A quoted office or person is its own source: the same office quoted by two outlets is one.
- "Residents", "sources" and the like are a source each, by report and wording; nothing proves them independent.
- "The police" of two incidents are not one source, "the police" and "the Sarvek police" of one incident are.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from ledgerstone.linking.folding import folded, words
from ledgerstone.records import Because, Claim, Report, Speaker

UNNAMED = frozenset({"unnamed", "social_media"})

_FILLER = frozenset(
    "a an the of for in at on by to and or its their his her our local said says told who that this there here from"
    " with mr mrs ms dr sir spokesman spokeswoman spokesperson spokespeople spokesmen director head chief deputy senior"
    " representative statement press service office".split()
)
# Words that name a kind of office; a speaker described by these alone is known only within its incident.
_GENERIC = frozenset(
    "police hospital hospitals clinic medic medics doctor doctors officials official authorities government ministry"
    " health military army defence defense civil forces interior media state governor mayor municipality council"
    " agency rescuers workers ambulance committee gendarmerie company commander general provincial regional national"
    " district city town village camp president minister prosecutor court security sources source group party movement"
    " monitor observatory witness witnesses residents resident survivor family relatives neighbour neighbor".split()
)
# The kind of office that a description names, and words beside it that tell it from no other.
_KINDS = frozenset(
    "police hospital clinic ministry gendarmerie committee observatory municipality council army governor prosecutor"
    " mayor court agency".split()
)
_PLAIN = frozenset(
    "general provincial regional national district city town village camp list kept figure doctor doctors medic medics"
    " source sources official officials authorities volunteers residents".split()
)
# What nobody can be asked by: people without a name or an office.
_ANYBODY = frozenset(
    "sources source residents resident witnesses witness eyewitnesses locals people reports report villagers neighbours"
    " neighbors activists survivors survivor relatives relative some others many several one two three media analysts"
    " man woman images footage videos video posts".split()
)


def origins(
    scope: str,
    ids: Sequence[str],
    claims: Mapping[str, Claim],
    *,
    reports: Mapping[str, Report],
    root: Callable[[str], str],
) -> dict[str, list[str]]:
    """Return the claims of one incident by where they come from; the same origin has the same name in each incident.

    Args:
        scope: the incident, or a report without one, by any name.
        ids: the ids of its claims.
        claims: these claims by id.
        reports: their reports by id, and those that these copy.
        root: returns the report that a report copies, or itself.
    """
    local: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id_ in ids:
        local[_key(claims[id_], reports, root)].append(id_)
    found: dict[str, list[str]] = defaultdict(list)
    for key, own in _merged(local).items():
        found[_placed(key, scope)].extend(own)
    return found


def because(origin: str, claim: Claim, reports: Mapping[str, Report]) -> Because:
    """Return why a claim comes from its origin: in which words its speaker is named."""
    report = reports.get(claim.report)
    said = claim.speaker.wording if claim.speaker else report.publisher if report else None
    return Because(feature=origin.split(" ", 1)[0], values=said or "outlet not known", weight=1.0)


def is_unnamed(speaker: Speaker | None) -> bool:
    """Say whether a speaker is nobody who can be told from others."""
    if speaker is None:
        return False
    return speaker.role in UNNAMED or not set(_content(speaker.wording)) - _ANYBODY


def _key(claim: Claim, reports: Mapping[str, Report], root_of: Callable[[str], str]) -> tuple[str, str]:
    root = root_of(claim.report)
    speaker = claim.speaker
    if speaker is None:
        return "outlet", _outlet(root, reports)
    content = " ".join(sorted(_content(speaker.wording)))
    if is_unnamed(speaker):
        return "unnamed", f"{root} {content}"
    return ("outlet" if speaker.role == "media" else "office"), content or f"{root} {folded(speaker.wording)}"


def _outlet(report_id: str, reports: Mapping[str, Report]) -> str:
    report = reports.get(report_id)
    if report and report.publisher:
        return " ".join(_content(report.publisher)) or folded(report.publisher)
    host = _host(report.url) if report and report.url else ""
    return host or report_id


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _content(wording: str) -> tuple[str, ...]:
    plain = wording.replace("’s", "").replace("'s", "")
    return tuple(dict.fromkeys(word for word in words(plain) if word not in _FILLER))


def _merged(local: Mapping[tuple[str, str], list[str]]) -> dict[tuple[str, str], list[str]]:
    """Join descriptions of one office within one incident, the fullest first; what fits two of them stays alone."""
    merged: dict[tuple[str, str], list[str]] = {}
    known: dict[tuple[str, str], set[str]] = {}
    for key in sorted((key for key in local if key[0] == "office"), key=lambda key: (-len(key[1].split()), key)):
        own = set(key[1].split())
        found = [(shared, other) for other, theirs in known.items() if (shared := _shared(own, theirs)) is not None]
        best = [other for shared, other in found if shared == max(most for most, _ in found)]
        home = best[0] if len(best) == 1 else key
        merged.setdefault(home, []).extend(local[key])
        known.setdefault(home, set()).update(own)
    for key in sorted(local):
        if key[0] != "office":
            merged.setdefault(key, []).extend(local[key])
    return merged


def _shared(own: set[str], theirs: set[str]) -> int | None:
    """Return how many telling words two descriptions of one office share; None where they are two offices.

    "Its hospital", "Dr Halvin of Drovath hospital" and "the list of Drovath General Hospital" are one: the same kind of
    office, and no names that differ altogether. The Ministry of Health is not the Ministry of Defence.
    """
    if own <= theirs:
        return len(own)
    kinds, names, other_names = own & _KINDS, own - _KINDS - _PLAIN, theirs - _KINDS - _PLAIN
    if not kinds or kinds != theirs & _KINDS or (names and other_names and not names & other_names):
        return None
    return len(names & other_names)


def _placed(key: tuple[str, str], scope: str) -> str:
    kind, name = key
    is_generic = kind == "office" and not set(name.split()) - _GENERIC
    return f"{kind} {name} {scope}" if is_generic else f"{kind} {name}"


def founding(id_: str, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> tuple[str, str, int, int, str]:
    """Sort claims so that the one that founds an identity comes first: by publication, report and place in the text."""
    claim = claims[id_]
    report = reports.get(claim.report)
    published = report.published if report else None
    day = published.isoformat() if published else "9999"
    return day, claim.report, claim.passage.start, claim.passage.end, id_
