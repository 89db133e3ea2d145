"""Who may do what: one table, and two questions to it.

Roles: a *reader* reads; a *coder* reads more, brings material in and decides on claims; a *reviewer* settles, too.
Beside this ladder a *releaser* lets releases out, and a *keeper* keeps the case: accounts, the log, what is sealed. An
account holds one of the three or none, and may be releaser or keeper or both besides.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from ledgerstone.errors import NotAllowed
from ledgerstone.store import sight
from ledgerstone.store.sight import Sight


class Role(StrEnum):
    """What somebody is in a case."""

    READER = "reader"
    CODER = "coder"
    REVIEWER = "reviewer"
    RELEASER = "releaser"
    KEEPER = "keeper"


class Deed(StrEnum):
    """What somebody does; each page and each action names one."""

    READ = "read"  # lists, pages and searches, within one's sight
    BRING = "bring"  # take material in, and run the stages over it
    REVIEW = "review"  # decide on a claim, add one that was missed
    SETTLE = "settle"  # decide where two decided otherwise
    LINK = "link"  # merge and split incidents and victims, judge links
    DETERMINE = "determine"  # set a claim aside, state the team's own figure
    NOTE = "note"  # write notes, save searches, take work on
    ASSIGN = "assign"  # give work to others
    SET_STANDARDS = "set standards"  # whom the team holds credible, who owns what, which incidents count
    HANDLE = "handle"  # say who may see a record, short of sealing
    SEAL = "seal"  # seal a record, and open a seal
    RELEASE = "release"  # let a release out
    TAKE_LIST = "take a list"  # a list as a file, through the gate of a release
    VERIFY = "verify"  # have the whole case read again
    KEEP = "keep"  # invite people, give and take roles
    SEE_LOG = "see the log"  # who saw and did what


WORDS: Mapping[Deed, str] = {
    Deed.READ: "read this",
    Deed.BRING: "bring material in",
    Deed.REVIEW: "decide on claims",
    Deed.SETTLE: "settle what two decided otherwise",
    Deed.LINK: "merge, split or judge links",
    Deed.DETERMINE: "set claims aside or state a figure",
    Deed.NOTE: "write notes or take work on",
    Deed.ASSIGN: "give work to others",
    Deed.SET_STANDARDS: "say whom the team holds credible, and what counts",
    Deed.HANDLE: "say who may see a record",
    Deed.SEAL: "seal a record or open a seal",
    Deed.RELEASE: "let a release out",
    Deed.TAKE_LIST: "take lists out",
    Deed.VERIFY: "have the case verified",
    Deed.KEEP: "keep the accounts of this case",
    Deed.SEE_LOG: "see the log",
}
"""What somebody does who does a deed, as it follows "to"."""

_READER = frozenset({Deed.READ})
_CODER = _READER | {Deed.BRING, Deed.REVIEW, Deed.NOTE}
_REVIEWER = _CODER | {Deed.SETTLE, Deed.LINK, Deed.DETERMINE, Deed.ASSIGN, Deed.HANDLE, Deed.SET_STANDARDS}

TABLE: Mapping[Role, frozenset[Deed]] = {
    Role.READER: _READER,
    Role.CODER: _CODER,
    Role.REVIEWER: _REVIEWER,
    Role.RELEASER: _READER | {Deed.NOTE, Deed.RELEASE, Deed.TAKE_LIST, Deed.VERIFY},
    Role.KEEPER: _READER
    | {Deed.NOTE, Deed.ASSIGN, Deed.HANDLE, Deed.SET_STANDARDS, Deed.SEAL, Deed.VERIFY, Deed.KEEP, Deed.SEE_LOG},
}

_SIGHT: Mapping[Role, Sight] = {
    Role.READER: sight.OF_OPEN,
    Role.CODER: sight.OF_RESTRICTED,
    Role.REVIEWER: sight.OF_RESTRICTED,
    Role.RELEASER: sight.OF_RESTRICTED,
    Role.KEEPER: sight.OF_ALL,
}


def may(roles: Collection[Role], deed: Deed) -> bool:
    """Say whether one of these roles opens a deed; what none opens is closed."""
    return any(deed in TABLE[role] for role in roles)


def require(roles: Collection[Role], deed: Deed) -> None:
    """Refuse a deed that none of these roles opens.

    Raises:
        NotAllowed: none does.
    """
    if not may(roles, deed):
        who = " or ".join(role.value for role in Role if deed in TABLE[role])
        raise NotAllowed(f"Your role does not let you {WORDS[deed]}.", do=f"Ask a {who} of this case.")


def sees(roles: Collection[Role]) -> Sight:
    """Return what somebody with these roles may see; without a role, nothing."""
    return Sight(levels=frozenset[str]().union(*(_SIGHT[role].levels for role in roles)))
