"""Letting go in the room: prepared by the worker, looked at by a person, and let go as it was looked at.

1. ``ask``      notes what is wanted, and puts the work into the queue
2. ``prepare``  the worker writes out what would leave, and says what stays and why
3. ``let_go``   the worker prepares it once more: only where the same leaves, word for word, it is recorded

The last two are the worker's. What they write into the room goes when anything is expunged.
"""

import io
import stat
import zipfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ledgerstone import codec
from ledgerstone.actions import preparing
from ledgerstone.actions.accounts import Doer
from ledgerstone.actions.people import who
from ledgerstone.actions.permissions import Deed, Role, require
from ledgerstone.actions.preparing import Prepared
from ledgerstone.errors import BadSetting, NotAllowed, ReleaseChanged, UnknownRecord
from ledgerstone.reconciling.policies import POLICIES
from ledgerstone.records import Release, Toll
from ledgerstone.records.text import normal, on_one_line
from ledgerstone.releasing.sentences import SILENCED
from ledgerstone.releasing.wording import range_words
from ledgerstone.store.room import accounts, jobs, releases
from ledgerstone.store.room.doings import What, note
from ledgerstone.store.room.jobs import Kind
from ledgerstone.store.room.models import ReleasePrepared
from ledgerstone.store.room.models.releases import TITLE_LENGTH
from ledgerstone.store.room.releases import Holds
from ledgerstone.store.store import Store

_INCIDENTS = 100  # that the page names
_MODE = stat.S_IFREG | stat.S_IRUSR | stat.S_IWUSR
_NAMED = 50  # records that the page names for one reason


def ask(doer: Doer, *, title: str, policy: str, shapes: Sequence[str]) -> int:
    """Have a release prepared; return the number by which it is looked at.

    Raises:
        NotAllowed: this person may not let a release out.
        BadSetting: an unknown shape, none at all, an unknown policy, or a title that is too long.
    """
    require(doer.roles, Deed.RELEASE)
    preparing.check_shapes(shapes)
    if not shapes or policy not in POLICIES:
        raise BadSetting("A release has a shape and a policy.", do="Choose of those on the page.")
    said = on_one_line(normal(title))
    if len(said) > TITLE_LENGTH:
        raise BadSetting(f"A title has at most {TITLE_LENGTH} characters.", do="Say it in fewer words.")
    account = accounts.account(doer.number) if doer.number is not None else None
    if account is None:
        raise UnknownRecord("There is no such account.", do="Sign in again.")
    going = [int(given["number"]) for given in jobs.asked_for(Kind.LET_GO)]
    number = releases.wish(account, title=said, policy=policy, shapes=shapes, going=going)
    jobs.put(Kind.PREPARE, by=doer.by, given={"number": number})
    return number


def ask_to_let_go(doer: Doer, number: int) -> None:
    """Have what was prepared and looked at let go, under the name of who asks for it.

    Raises:
        NotAllowed: this person may not let a release out.
        UnknownRecord: it is not there, or not prepared yet.
        BadSetting: nothing of it may leave.
    """
    require(doer.roles, Deed.RELEASE)
    row = _row(number)
    if not row.digest:
        raise UnknownRecord("It is not prepared yet.", do="Wait until it is, and read it.")
    if not releases.holds_of(row).claims:
        raise BadSetting("Nothing may leave yet.", do="Have claims reviewed first.")
    jobs.put(Kind.LET_GO, by=doer.by, given={"number": number})


def prepare(store: Store, number: int) -> None:
    """Write out what would leave, for somebody to look at.

    Raises:
        UnknownRecord: nobody wants it any more.
    """
    row = _row(number)
    made = _prepared(store, row)
    releases.fill(number, digest=made.digest, summary=_summary(made), holds=_holds(made), files=_packed(made.files))


def let_go(store: Store, number: int, *, by: str) -> str:
    """Let go what was prepared, where the same would leave now; return its id. Once, however often a worker is killed.

    Raises:
        NotAllowed: who asked may no longer let a release out.
        UnknownRecord: it is not there any more.
        ReleaseChanged: something else would leave now.
        StoreBusy: another release was made meanwhile.
        ReadOnlyCase: the case may not be written.
    """
    row = _row(number)
    if row.release:  # a worker was killed in the middle
        if store.get([row.release]):
            releases.drop_prepared(number)
            return row.release
        releases.drop_kept(row.release)
    _require_still(by)
    store.require_writable()
    made = _prepared(store, row)
    if made.digest != row.digest:
        raise ReleaseChanged(
            "What would leave is no longer what was looked at. Nothing was let go.",
            do="Prepare it again, and read it again.",
        )
    record = preparing.release_of(made, by=who(by))
    id_ = codec.identify(record)
    releases.keep(number, id_, record, title=row.title, holds=_holds(made), files=_packed(made.files))
    try:
        preparing.record(store, made, record)
    except BaseException:
        if not store.get([id_]):
            releases.drop_kept(id_)
        raise
    releases.drop_prepared(number)
    note(What.LET_GO, by=by, about=id_)
    return id_


def list_made(store: Store) -> None:
    """List the releases that were recorded since one last looked, wherever they were made."""
    upto, before = store.last_entry(), releases.noted()
    if upto > before:
        came = ((entry, each) for entry, _, each in store.since(before, kinds=("release",)))
        releases.note_recorded([(entry, each) for entry, each in came if isinstance(each, Release)], upto=upto)


def file_of(packed: bytes, name: str) -> bytes | None:
    """Return one file of what was prepared or let go; None where it holds none of that name."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return archive.read(name) if name in archive.namelist() else None


def _row(number: int) -> ReleasePrepared:
    row = releases.prepared(number)
    if row is None:
        raise UnknownRecord("This is not prepared any more.", do="It was let go or prepared anew; look at the list.")
    return row


def _prepared(store: Store, row: ReleasePrepared) -> Prepared:
    return preparing.prepare(store, shapes=releases.shapes_of(row), policy=row.policy, title=row.title or None)


def _require_still(by: str) -> None:
    """The queue may have waited for long."""
    found = accounts.named(by)
    if found is None or not found.is_active:
        raise NotAllowed("The account of who asked for this is closed.", do="Ask a releaser of this case.")
    require([role for role in Role if role.value in found.roles.split()], Deed.RELEASE)


def _holds(made: Prepared) -> Holds:
    claims = {id_ for each in made.assessments for id_ in each.claims}
    originals = {report.original for each in made.assessments for report in each.reports.values()}
    tolls = {codec.identify(toll) for each in made.assessments for toll in each.tolls}
    told = ((id_, claim) for each in made.assessments for id_, claim in each.claims.items())
    silent = {id_ for id_, claim in told if claim.passage.exact == SILENCED}
    return Holds(claims=claims, others=({*made.records} - claims - tolls) | originals, silent=silent)


def _packed(files: Mapping[str, bytes]) -> bytes:
    """Return the files as one archive; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name)
            entry.external_attr = _MODE << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _summary(made: Prepared) -> dict[str, Any]:
    leaves = set(made.records)
    reasons: dict[bool, dict[str, list[str]]] = {True: defaultdict(list), False: defaultdict(list)}
    for each in made.withheld:
        reasons[each.record in leaves][each.reason].append(each.record)
    return {
        "version": made.version,
        "files": {name: len(data) for name, data in made.files.items()},  # the dossier first, the manifest last
        "claims": len({id_ for each in made.assessments for id_ in each.claims}),
        "reports": len({id_ for each in made.assessments for id_ in each.reports}),
        "victims": len({victim.victim for each in made.assessments for victim in each.victims}),
        "incidents": len(made.assessments),
        "shown": [
            {"label": each.label, "claims": len(each.claims), "figures": [_figure(toll) for toll in _plain(each.tolls)]}
            for each in made.assessments[:_INCIDENTS]
        ],
        "masked": _counted(reasons[True]),
        "stays": _counted(reasons[False]),
    }


def _plain(tolls: Sequence[Toll]) -> list[Toll]:
    return [toll for toll in tolls if (toll.status, toll.group) == (None, None)]


def _figure(toll: Toll) -> dict[str, str]:
    return {"harm": toll.harm, "range": range_words(toll.low, toll.high)}


def _counted(reasons: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    most = Counter({reason: len(records) for reason, records in reasons.items()}).most_common()
    return [{"reason": reason, "number": number, "records": reasons[reason][:_NAMED]} for reason, number in most]
