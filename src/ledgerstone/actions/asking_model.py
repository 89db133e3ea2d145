"""Ask a language model about the reports of a case: which texts would leave, and what came back, with every refusal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from ledgerstone import codec, current, extraction
from ledgerstone.current import EXTRACTION, QUOTING, READING
from ledgerstone.errors import BudgetSpent, ModelFailed, QuoteRefused
from ledgerstone.extraction.quoting import Ask, Quoted, extract_quoted
from ledgerstone.extraction.quoting.quoted import VERSION
from ledgerstone.records import Claim, Problem, Report, Run
from ledgerstone.records.text import normal
from ledgerstone.store.store import Store
from ledgerstone.vocabulary.resources import Resources

_SHOWN = 200  # characters of a refused quotation that are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of it: how many reports were asked about, the new claims, what was refused, and why it ended early."""

    reports: int
    claims: int
    refused: tuple[Problem, ...]
    ended: str | None


def waiting(store: Store, *, model: str) -> dict[str, Report]:
    """Return the reports whose texts would be sent: searched by the rules, and not yet asked about in this way."""
    latest = current.runs(store)
    reading = [latest.get((READING, sha256)) for sha256 in current.to_read(store)]
    version = _version(current.resources(store), model)
    return {
        id_: report
        for id_, report in current.made(store, reading, Report).items()
        if extraction.unread(report) is None
        and (EXTRACTION, id_) in latest
        and ((QUOTING, id_) not in latest or latest[QUOTING, id_].version != version)
    }


def ask_about(
    store: Store,
    reports: Mapping[str, Report],
    *,
    ask: Ask,
    model: str,
    by: str,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Asked:
    """Send the texts of these reports to a model and keep the claims that hold, each report in its own transaction.

    Args:
        store: the case.
        reports: what :func:`waiting` returned and a person agreed to send.
        ask: takes a question, returns the model's answer.
        model: the model's name.
        by: who agreed.
        progress: told how many reports are done, and how many there are.

    Returns:
        What came of it. ``ended`` says why it stopped early, if it did: the budget is spent, or the model does not
        answer. What was found until then is kept, and asking again goes on there.
    """
    resources = current.resources(store)
    latest = current.runs(store)
    claims, done, ended = 0, 0, None
    refused: list[Problem] = []
    for id_, report in reports.items():
        progress(done, len(reports))
        known = current.made(store, [latest.get((EXTRACTION, id_))], Claim)
        try:
            quoted = extract_quoted(report, known=tuple(known.values()), resources=resources, ask=ask, model=model)
        except (BudgetSpent, ModelFailed) as error:
            ended = str(error)
            break
        run = _run(id_, quoted, version=_version(resources, model), by=by)
        store.append([*quoted.claims, run], action=QUOTING, by=by)
        claims += len(quoted.claims)
        refused += run.problems
        done += 1
    return Asked(reports=done, claims=claims, refused=tuple(refused), ended=ended)


def _version(resources: Resources, model: str) -> str:
    return f"{VERSION} {model}+{resources.digest[:12]}"


def _run(report: str, quoted: Quoted, *, version: str, by: str) -> Run:
    problems = tuple(
        Problem(record=report, code=QuoteRefused.code, text=normal(f"{each.because}: {each.quote[:_SHOWN]!r}"))
        for each in quoted.refused
    )
    made = tuple(codec.identify(claim) for claim in quoted.claims)
    return Run(stage=QUOTING, version=version, about=report, made=made, problems=problems, at=datetime.now(UTC), by=by)
