"""Page furniture that stands between an article's paragraphs is told from the article by its form.

In order: (1) what the reader already knows from the original's own form; (2) the table of forms; (3) a paragraph that
already stood in the text; (4) a question to the reader; (5) a headline of another story; (6) what could be furniture,
and stands beside furniture. Where nothing would be left, all of it stays. What is said in a paragraph never counts, so
no side's words are cut out for what they say.
"""

import re
from collections.abc import Sequence

from ledgerstone.reading.draft import Block
from ledgerstone.reading.furniture_rules import BARE_QUESTION, FORMS, POLL_ANSWER, QUESTION_TO_READER, Form

_LONGEST = max(form.longest for form in FORMS)
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]{0,3}$")
# An age, a quotation used as a heading, a line that announces a quotation.
_NO_HEADLINE = re.compile(
    r"\d{1,3}\)?$|, \d|^[\"“‘].{0,200}[\"”’]$|\b(?:says|said|writes|wrote|adds|added)$", re.IGNORECASE
)
# A post may begin "Watch:" or "Photos:", and is no caption of anything.
_NEVER_FIRST = frozenset({"related", "caption"})
_REPEATED_FROM = 80  # characters; shorter paragraphs may stand twice for good reason ("No comment.")
_FEWEST_WORDS, _MOST_WORDS = 5, 22  # of a headline
_CAPITAL_SHARE = 0.85  # of the words of a headline that are not small words
_SMALL = frozenset(
    "a an the of in on at to for by with from as and or but nor is vs via over after into amid up out off".split()
)
# A line of capitalised words can be a list of names. A headline has a word of English that no name has.
_HEADLINE = frozenset(
    "this that these those how why what when where who here here’s here's is are was were be will would can could "
    "should says said say tells told warns warned calls called gets got makes made takes took finds found shows "
    "showed reveals reveal revealed after amid with without about against before during into from your you his her "
    "their its it they we i not no new first could’ve don’t don't won’t won't just now more most best worst top watch "
    "see look inside meet".split()
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def judge(blocks: Sequence[Block], *, title: str | None = None) -> list[str | None]:
    """Return, for each paragraph, the code of the list ``furniture`` for which it is cut out, or None.

    Args:
        blocks: the paragraphs of a report, in order, without hidden characters.
        title: the report's title; where it stands again in the text it is no headline of another story.
    """
    own = {_plain(title)} if title else set[str]()
    reasons = [block.reason or _by_form(block.text) for block in blocks]
    if reasons and reasons[0] in _NEVER_FIRST:
        reasons[0] = None
    _mark_repeated(blocks, reasons)
    for at, block in enumerate(blocks):
        if reasons[at] is None and _to_reader(block.text):
            reasons[at] = "poll"
        elif reasons[at] is None and at and _plain(block.text) not in own and _is_headline(blocks, at):
            reasons[at] = "related"
    _mark_beside(blocks, reasons)
    return reasons if None in reasons else [block.reason for block in blocks]


def _by_form(text: str) -> str | None:
    if len(text) > _LONGEST:
        return None
    line = " ".join(text.split())
    return next((form.reason for form in FORMS if _fits(form, line)), None)


def _fits(form: Form, line: str) -> bool:
    if len(line) > form.longest or (not form.sentences and _SENTENCE_END.search(line)):
        return False
    return form.pattern.search(line) is not None


def _mark_repeated(blocks: Sequence[Block], reasons: list[str | None]) -> None:
    seen: set[str] = set()
    for at, block in enumerate(blocks):
        if len(block.text) < _REPEATED_FROM or block.form != "prose" or not _SENTENCE_END.search(block.text):
            continue  # rows and items of lists repeat for good reason
        plain = _plain(block.text)
        if reasons[at] is None and plain in seen:
            reasons[at] = "repeated"
        seen.add(plain)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _to_reader(text: str) -> bool:
    return len(text) < 240 and QUESTION_TO_READER.match(" ".join(text.split())) is not None  # noqa: PLR2004 (the pattern's own length)


def _is_headline(blocks: Sequence[Block], at: int) -> bool:
    """A line of capitalised words without an end, alone between paragraphs of prose, or a link to elsewhere."""
    block = blocks[at]
    words = _WORD.findall(block.text[:300])
    if len(block.text) > 200 or not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or _SENTENCE_END.search(block.text):  # noqa: PLR2004 (no headline is so long)
        return False
    if block.form == "link":
        return not block.text.endswith((")", "]"))
    if block.form != "prose" or "\n" in block.text or not _between_prose(blocks, at):
        return False
    return _is_title_case(words) and not _NO_HEADLINE.search(block.text)


def _between_prose(blocks: Sequence[Block], at: int) -> bool:
    before = blocks[at - 1]
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    return _is_prose(before) and after is not None and _is_prose(after)


def _is_prose(block: Block) -> bool:
    return len(block.text) > 60 and _SENTENCE_END.search(block.text) is not None  # noqa: PLR2004 (a sentence of ten words)


def _is_title_case(words: Sequence[str]) -> bool:
    weighty = [word for word in words if word.lower() not in _SMALL]
    lower = sum(any(character.islower() for character in word) for word in weighty)
    if len(weighty) < 4 or lower < 0.6 * len(weighty):  # noqa: PLR2004 (a line in capitals is a style of its own)
        return False
    capital = sum(word[0].isupper() for word in weighty)
    return capital >= _CAPITAL_SHARE * len(weighty) and any(word.lower() in _HEADLINE for word in words)


def _mark_beside(blocks: Sequence[Block], reasons: list[str | None]) -> None:
    """Mark poll answers and bare questions that stand beside a poll or a consent line."""
    for order in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        for at in order:
            if reasons[at] is not None or len(blocks[at].text) > 240:  # noqa: PLR2004 (as above)
                continue
            beside = {reasons[near] for near in (at - 1, at + 1) if 0 <= near < len(blocks)}
            line = " ".join(blocks[at].text.split())
            answer = POLL_ANSWER.match(line) and "poll" in beside
            question = BARE_QUESTION.match(line) and beside & {"consent", "poll"}
            if answer or question or (POLL_ANSWER.match(line) and _next_to_question(blocks, at)):
                reasons[at] = "poll"


def _next_to_question(blocks: Sequence[Block], at: int) -> bool:
    return at > 0 and BARE_QUESTION.match(" ".join(blocks[at - 1].text[:240].split())) is not None
