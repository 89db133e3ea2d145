"""Every exception: a code, what happened, and what to do.

Exceptions are for broken promises. An uncertain or negative *result* is a value (an unsure link, an open count, a
Refusal), and one bad item of many is a Problem in a Run. Each code has an entry in ``docs/errors.md``; a test holds
the two lists together.
"""

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Self


class LedgerstoneError(Exception):
    """The base of all our errors.

    Args:
        what: what happened, naming the record or the file.
        do: what the reader of the message should do now.
    """

    code: ClassVar[str] = "L00"

    def __init__(self, what: str, *, do: str = "") -> None:
        super().__init__(what, do)
        self.what = what
        self.do = do

    def __reduce__(self) -> tuple[Callable[..., Self], tuple[str]]:
        return partial(type(self), do=self.do), (self.what,)  # it comes whole out of a worker process

    def __str__(self) -> str:
        return f"[{self.code}] {self.what}" + (f" {self.do}" if self.do else "")


class InputError(LedgerstoneError):
    """Something that the user brought or asked for; the user can mend it."""

    code = "I00"


class UnknownCode(InputError):
    """A record holds a code that stands on no code list."""

    code = "I01"


class NotCanonical(InputError):
    """A value that canonical JSON refuses: wrong type, wrong form, a float that is not finite."""

    code = "I02"


class UnreadableOriginal(InputError):
    """The bytes of an original give no report: empty, damaged, locked, or of a kind that no reader reads."""

    code = "I03"


class TooLarge(InputError):
    """An original or a part of it is over a stated limit."""

    code = "I04"


class BadGazetteer(InputError):
    """A gazetteer file lacks a column, or a row of it cannot be used."""

    code = "I05"


class UnknownPolicy(InputError):
    """No policy of that name and version."""

    code = "I06"


class BadTable(InputError):
    """A table of lists that cannot be read as capture patterns."""

    code = "I07"


class NotACase(InputError):
    """The folder is no case, or one that this version cannot open."""

    code = "I08"


class NewerCase(NotACase):
    """The case was made by a newer version."""

    code = "I09"


class UnknownRecord(InputError):
    """No record has that id, or several begin with it."""

    code = "I10"


class BadReview(InputError):
    """A decision that cannot be recorded: no reason, no replacement, an unknown verdict or code."""

    code = "I11"


class BadSetting(InputError):
    """A setting, an option or a case.toml entry with a value that cannot be."""

    code = "I12"


class NotFound(InputError):
    """A file or a folder that was named is not there or may not be read."""

    code = "I13"


class MissingResource(LedgerstoneError):
    """A resource that ``make`` builds is not there."""

    code = "R01"


class NotAllowed(LedgerstoneError):
    """The act is refused: a release would leak, or the actor may not do it."""

    code = "N01"


class CustodyError(LedgerstoneError):
    """Evidence is damaged. It stops the program and is caught nowhere below the command line."""

    code = "C00"


class DigestMismatch(CustodyError):
    """An original or a record no longer matches its SHA-256."""

    code = "C01"


class MissingOriginal(CustodyError):
    """An original that a record names is not in the vault."""

    code = "C02"


class BrokenChain(CustodyError):
    """The audit chain does not verify."""

    code = "C03"


class ChangedRow(CustodyError):
    """A row of the database is not what was written."""

    code = "C04"


class ChangedSchema(CustodyError):
    """The database's tables or triggers are not those that this version made."""

    code = "C05"


class StrangeFile(CustodyError):
    """Something lies in a case folder that the program did not put there."""

    code = "C06"


class StoreError(LedgerstoneError):
    """The database or the disk said no; nothing of the transaction was kept."""

    code = "S00"


class AppendOnly(StoreError):
    """An UPDATE, DELETE or REPLACE of a record was refused."""

    code = "S01"


class StoreBusy(StoreError):
    """Another process holds the case."""

    code = "S02"


class ReadOnlyCase(StoreError):
    """The case lies where this process may not write, and what was asked needs writing."""

    code = "S03"


class DatabaseGone(StoreError):
    """The server that holds the records cannot be reached, or went away in the middle of the work."""

    code = "S04"


class DiskFull(StoreError):
    """There is no room left on a disk, the one of the case or the one of its database."""

    code = "S05"


class NoRight(StoreError):
    """This account, or the role in the database, may not do what is needed."""

    code = "S06"


class UnsafeDatabase(StoreError):
    """The database is set up so that what is kept in it would not be protected."""

    code = "S07"


class ChangedSettings(CustodyError):
    """case.toml is not what the program wrote."""

    code = "C07"


class DamagedDatabase(CustodyError):
    """The database file is not as it was left: SQLite cannot read it, or its bytes changed."""

    code = "C08"


class CannotCapture(InputError):
    """Something that cannot be taken as an original: no regular file, or it changed while it was copied."""

    code = "I14"


class UnusableField(InputError):
    """A field of an original that cannot be used, a day of publication say; the report stands without it."""

    code = "I15"


class UnreadLanguage(InputError):
    """A report is in a language that the engine does not read: it is kept, and not searched for claims."""

    code = "I16"


class TooCostly(InputError):
    """Reading an original took more time or memory than one original may; its reading was ended."""

    code = "I17"


class TooCostlyToSearch(InputError):
    """Searching a report took more time or memory than one report may; its search was ended, and gave no claims."""

    code = "I46"


class TooManyClaims(InputError):
    """A report makes more claims than one report may; none of them was kept."""

    code = "I47"


class BadExport(InputError):
    """A file that is no export of a case, or not a whole one; no case was made of it."""

    code = "I18"


class NoRecognition(UnreadableOriginal):
    """A picture of a text, and nothing is installed that recognises text in pictures."""

    code = "I21"


class UnsureText(InputError):
    """A text was recognised in a picture, and some of its words are not sure."""

    code = "I19"


class BadColumns(InputError):
    """A mapping of columns that cannot be used, or that does not fit its table."""

    code = "I20"


class StageFailed(LedgerstoneError):
    """A stage broke on one input: a fault of the program. The input is kept and the others go on."""

    code = "P01"


class RefusedAddress(InputError):
    """A web address that is not asked for: not on the public internet, not http, or not formed as one."""

    code = "I30"


class NotFetched(InputError):
    """A web address gave nothing that can be sealed: no answer, an error, too much, too slowly, or not to be trusted.

    Args:
        what: what happened.
        do: what to do now.
        passing: whether the same may work in a moment, so that it is worth another try at once.
        wait: the seconds that the server asked to be left alone.
    """

    code = "I31"

    def __init__(self, what: str, *, do: str = "", passing: bool = False, wait: float = 0.0) -> None:
        super().__init__(what, do=do)
        self.passing = passing
        self.wait = wait


class ModelFailed(LedgerstoneError):
    """A language model that was asked gave no usable answer; nothing was made of it."""

    code = "M01"


class BudgetSpent(LedgerstoneError):
    """The tokens that a run may spend are spent; what was found is kept."""

    code = "M02"


class QuoteRefused(LedgerstoneError):
    """A language model's quotation or value does not hold against the report; no claim was made of it."""

    code = "M03"


class NotStamped(InputError):
    """A time-stamping authority gave no token that can be kept; what was to be stamped is kept without one."""

    code = "I32"


class BadToken(InputError):
    """A proof of time that cannot be read, or proves nothing."""

    code = "I33"


class OpenPage(LedgerstoneError):
    """A page of the review room does not say who may see it: a fault of the program. The room is not opened."""

    code = "W01"


class UnsafeRoom(InputError):
    """The review room of a team would not be safe as it is set up. It is not opened."""

    code = "I40"


class StaleForm(LedgerstoneError):
    """A form came without the token that pages of this room hold, or with an old one. Nothing was saved."""

    code = "W02"


class DecidedMeanwhile(LedgerstoneError):
    """Somebody decided on the same claim since it was shown; the later decision was not recorded.

    Args:
        what: who decided, and what.
        do: what to do now.
        review: the id of that decision.
    """

    code = "W15"

    def __init__(self, what: str, *, do: str = "", review: str = "") -> None:
        super().__init__(what, do=do)
        self.review = review


class BadSpan(LedgerstoneError):
    """Words that were chosen in a report's text, and are not there, or are no words."""

    code = "W16"


class StillBlind(LedgerstoneError):
    """Somebody who looks a second time would see what others decided before all is decided once more."""

    code = "W19"


class BadSearch(LedgerstoneError):
    """A filter of a list asks for something that cannot be asked for. Nothing was searched."""

    code = "W10"


class TooManyToTake(LedgerstoneError):
    """A list is too long to be taken away as one file. Nothing was written."""

    code = "W11"


class ReleaseClosed(LedgerstoneError):
    """A release holds what has been closed, rejected or corrected since. The room no longer gives its files."""

    code = "W17"


class ReleaseChanged(LedgerstoneError):
    """What would leave is no longer what somebody looked at. Nothing was let go."""

    code = "W18"


class BadLink(InputError):
    """A judgement on a link that cannot be recorded: no reason, two things that are never linked, nothing to move."""

    code = "I43"


class Contradictory(InputError):
    """A judgement that contradicts others: two identities are judged the same, one of them not the same as a third."""

    code = "I44"


class BadDetermination(InputError):
    """A figure of the team's own that cannot be recorded: no reason, no bound, bounds that are no range, no code."""

    code = "I45"
