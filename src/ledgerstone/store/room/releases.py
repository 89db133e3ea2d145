"""Releases of the room, read and written: what is prepared, and the files of what was let go."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ledgerstone import codec
from ledgerstone.records import Release
from ledgerstone.store.room.models import Account, ReleaseMade, ReleasePrepared, ReleasesNoted
from ledgerstone.store.room.models.releases import TITLE_LENGTH

_LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """The records in a release: its claims, and the incidents, victims, reports and originals that they are of.

    ``silent`` are those of the claims that left without their sentence.
    """

    claims: Collection[str]
    others: Collection[str]
    silent: Collection[str] = ()


def wish(account: Account, *, title: str, policy: str, shapes: Collection[str], going: Collection[int]) -> int:
    """Note what somebody wants to see prepared, in the place of what they wanted before; return its number.

    What is ``going`` out stays.
    """
    with transaction.atomic():
        ReleasePrepared.objects.filter(account=account).exclude(pk__in=going).delete()
        made = ReleasePrepared.objects.create(
            account=account,
            asked=timezone.now(),
            title=title[:TITLE_LENGTH],
            policy=policy,
            shapes=json.dumps(list(shapes)),
        )
    return int(made.pk)


def prepared(number: int, *, with_files: bool = False) -> ReleasePrepared | None:
    """Return what was asked for, prepared or not yet; None where it is gone."""
    rows = ReleasePrepared.objects.select_related("account")
    return (rows if with_files else rows.defer("files")).filter(pk=number).first()


def shapes_of(row: ReleasePrepared) -> tuple[str, ...]:
    """Return the shapes that were asked for."""
    return tuple(json.loads(row.shapes))


def holds_of(row: ReleasePrepared | ReleaseMade) -> Holds:
    """Return the records in it."""
    return Holds(**{"claims": (), "others": (), **json.loads(row.holds)})


def fill(number: int, *, digest: str, summary: Mapping[str, Any], holds: Holds, files: bytes) -> None:
    """Keep what was prepared."""
    ReleasePrepared.objects.filter(pk=number).update(
        digest=digest, summary=json.dumps(summary, ensure_ascii=False), holds=_written(holds), files=files
    )


def waiting() -> Sequence[ReleasePrepared]:
    """Return what is prepared or being prepared, the newest first."""
    return list(ReleasePrepared.objects.select_related("account").defer("files", "summary", "holds"))


def keep(number: int, id_: str, made: Release, *, title: str, holds: Holds, files: bytes) -> None:
    """Keep the files of a release before it is recorded; it is listed when it is."""
    with transaction.atomic():
        ReleasePrepared.objects.filter(pk=number).update(release=id_)
        said = {**_told(made), "title": title[:TITLE_LENGTH], "holds": _written(holds), "files": files}
        ReleaseMade.objects.update_or_create(release=id_, defaults=said)


def drop_prepared(number: int) -> None:
    """Take away what was prepared: it was let go."""
    ReleasePrepared.objects.filter(pk=number).delete()


def drop_kept(id_: str) -> None:
    """Take the files of a release away that was not recorded."""
    ReleaseMade.objects.filter(release=id_, entry=None).delete()


def noted() -> int:
    """Return the entry of the chain up to which releases are listed."""
    return int(ReleasesNoted.objects.values_list("entry", flat=True).first() or 0)


def note_recorded(came: Iterable[tuple[int, Release]], *, upto: int) -> None:
    """List releases that were recorded, with the entries of the chain, wherever they were made."""
    with transaction.atomic():
        for entry, each in came:
            said = {**_told(each), "entry": entry}
            ReleaseMade.objects.update_or_create(release=codec.identify(each), defaults=said)
        ReleasesNoted.objects.update_or_create(pk=1, defaults={"entry": upto})


def made() -> Sequence[ReleaseMade]:
    """Return the newest releases, without their files; ``kept`` says whether the room has these."""
    rows = ReleaseMade.objects.exclude(entry=None).defer("files", "holds")
    return list(rows.annotate(kept=Q(files__isnull=False))[:_LISTED])


def release(id_: str) -> ReleaseMade | None:
    """Return a release with its files; None where there is none."""
    return ReleaseMade.objects.exclude(entry=None).filter(release=id_).first()


def _told(each: Release) -> dict[str, Any]:
    return {
        "version": each.version,
        "at": each.at,
        "by": each.by,
        "method": each.method,
        "manifest": "\n".join(each.manifest),
        "records": len(each.records),
        "withheld": len(each.withheld),
    }


def _written(holds: Holds) -> str:
    said = {"claims": holds.claims, "others": holds.others, "silent": holds.silent}
    return json.dumps({name: sorted(ids) for name, ids in said.items()})
