# ruff: noqa: E501 (a form is one pattern; broken over lines it could not be read against the text it fits)
"""The forms by which page furniture is known, one table. Order counts: the first form that fits gives the reason.

Each form asks for two signs at least (an imperative *and* what is asked for; a percentage *and* no sentence), because a
paragraph of the article that is cut out costs more than an advertisement that stays. Every pattern is anchored or has
bounded repeats, so that a paragraph is judged in linear time.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of furniture: the code of its reason, a pattern searched in a paragraph, and the longest that may fit.

    ``sentences`` says whether the paragraph may be a full sentence (ending in a full stop) and still be furniture.
    """

    reason: str
    pattern: re.Pattern[str]
    longest: int = 200
    sentences: bool = True


def _form(reason: str, pattern: str, *, longest: int = 200, sentences: bool = True, case: bool = False) -> Form:
    return Form(
        reason=reason, pattern=re.compile(pattern, 0 if case else re.IGNORECASE), longest=longest, sentences=sentences
    )


_AGREE = r"\byou\s(?:\w{1,12}\s){0,2}(?:agree|consent|accept|acknowledge|authorize)\b"
_MAIL = r"\b(?:newsletters?|inbox|e-?mails?|alerts|updates|briefings?|podcasts?|subscrib\w{1,6}|subscriptions?|our app|mailing list|digest)\b"
_CHANNEL = r"(?:telegram|whatsapp|facebook|twitter|instagram|youtube|tiktok|linkedin|bluesky|threads|x|social media|google news|@\w{1,30})"

_OTHERS = (  # before the headline of another story, or above several
    r"related(?: (?:articles?|stories|story|news|posts?|content|topics|coverage|reading|links?))?|read (?:more|also|next|now|this)|"
    r"also read|see also|more (?:on this(?: story)?|stories|news)|you (?:may|might) (?:also )?(?:like|be interested in)|"
    r"recommended(?: (?:for you|stories|reading))?|must[ -]read|up next|keep reading|continue reading"
)
_HEADINGS = (  # above other stories
    r"more from\b.{1,40}|top stories|most (?:read|popular|viewed)|trending(?: now)?|editors?[’']s? picks?|latest(?: news| stories)?|"
    r"what to read next|in this (?:article|story)|in pictures|watch(?: (?:more|now|live|video))?|listen|video|gallery"
)
_SHOWN = r"in pictures|watch(?: (?:more|now|live|video))?|listen|video|gallery"
_TIME_WORDS = (  # atomic and possessive: no word is tried in two ways
    r"(?>(?:mon|tues|wednes|thurs|fri|satur|sun)day|[\d\s,:./@|()–-]|am|pm|at|on|gmt|utc|bst|cet|est|edt|hours?|minutes?|days?|weeks?|months?|years?|ago|updated|published|"
    r"st|nd|rd|th|jan[a-z]{0,4}|feb[a-z]{0,5}|mar[a-z]{0,2}|apr[a-z]{0,2}|may|june?|july?|aug[a-z]{0,3}|sep[a-z]{0,6}|oct[a-z]{0,4}|"
    r"nov[a-z]{0,5}|dec[a-z]{0,5})"
)

FORMS: tuple[Form, ...] = (
    # Consent
    _form("consent", rf"\bby\s(?:\w{{1,20}}\s){{0,3}}\w{{2,20}}ing\b[^.!?]{{0,160}}{_AGREE}", longest=600),
    _form("consent", r"^(?:we|this (?:web)?site|our (?:web)?site|our partners)\b[^.!?]{0,120}\bcookies\b", longest=600),
    _form("consent", r"^(?:accept|manage|reject)(?: all)?(?: (?:your |my )?(?:cookies?|preferences|consent|settings))?$", longest=60),
    _form("consent", r"^(?:please )?(?:read|see) our (?:\w{1,15} ){0,3}(?:privacy|cookie) (?:policy|notice)\b"),
    _form("consent", r"\b(?:privacy policy|privacy notice|cookie policy)\b.{0,80}\b(?:terms|google|captcha|apply|learn more)\b", longest=300),
    # Advertisements
    _form("advertisement", r"^\W{0,3}(?:advertisements?|advertising|sponsored(?: (?:content|by\b.{1,60}))?|paid (?:content|post)|ad|promoted)\W{0,3}$", longest=90),
    _form("advertisement", r"^\W{0,3}advertisement\W{1,5}(?:story |article )?(?:continues?|continue reading|scroll|skip)\b"),
    _form("advertisement", r"^(?:story|article) continues (?:below|after)\b", longest=80),
    _form("advertisement", r"\b(?:promo|discount|coupon|voucher) codes?\b", longest=250),
    _form("advertisement", r"\b(?:save|get|take|enjoy|up to|extra)\s(?:an? )?(?:extra )?(?:[$€£]\s?\d{1,5}|\d{1,2}\s?%)(?:\s\w{1,12}){0,3}", longest=120, sentences=False),
    _form("advertisement", r"\b\d{1,2}\s?% off\b", longest=120, sentences=False),
    _form("advertisement", r"^(?:shop|buy|order|book|download|try|claim|save)\b.{0,80}\b(?:now|today|here|for free|free)\b\W{0,3}$", longest=120),
    _form("advertisement", r"\b(?:limited[ -]time offer|free shipping|money[ -]back guarantee|while (?:stocks|supplies) last|best deals?)\b", longest=160),
    # Polls
    _form("poll", r"^\W{0,3}(?:reader(?:s[’']?|’s|'s)? )?(?:poll|vote|survey)(?: of the (?:day|week))?\W{0,3}$", longest=40),
    _form("poll", r"^\W{0,3}(?:reader(?:s[’']?|’s|'s)? |today[’']s |our )(?:poll|survey)\s?:", longest=200),
    # Invitations to sign up, to pay, to install
    _form("newsletter", rf"^(?:please )?(?:sign up|signup|subscribe|register|join|get|receive|enter|never miss|don[’']?t miss|stay|want|like what you|click here to|download)\b.{{0,140}}{_MAIL}", longest=260),
    _form("newsletter", r"^(?:please )?(?:subscribe|sign up|log in|register)(?: (?:now|today|here|free|for free|to (?:continue|read|comment|our)\b.{0,60}))?\W{0,3}$", longest=120),
    _form("newsletter", rf"^(?:join|follow)(?: us| our)\b.{{0,60}}\b{_CHANNEL}\b", longest=160),
    _form("newsletter", r"^(?:please )?(?:support|donate to|help us|help fund)\b.{0,60}\b(?:independent journalism|our (?:journalism|work|newsroom|reporting)|become a (?:member|subscriber)|for as little as)\b", longest=300),
    _form("newsletter", r"\b(?:enter|type|submit) your e-?mail(?: address)?\b", longest=160),
    _form("newsletter", r"^(?:support|subscribe|join|get|try)\b.{0,120}\b(?:(?:months?|weeks?|year) (?:for|free)|for the price of|(?:a|per) (?:month|week|year)\b.{0,20}cancel)\b", longest=220),
    _form("newsletter", r"^(?:become|be) (?:a|our) (?:member|subscriber|supporter|patron)\b", longest=160),
    # Sharing
    _form("share", r"^(?:please )?(?:share|tweet|like|pin|send|print|e-?mail|bookmark|save|copy)(?: on| to| via| with)?(?: this| the| your)?(?: (?:article|story|post|page|link|news|friends?|on|to|via|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|e-?mail|with)){1,6}\W{0,3}$", longest=100),
    _form("share", r"^(?:click to )?(?:share|tweet|follow|like|print|email|e-mail|copy link|link copied)\W{0,3}$", longest=20),
    _form("share", rf"^(?:follow|like|find|visit)\s(?:us|our|me|him|her|@\w{{1,30}}|(?:[\w’'.-]{{1,20}} ){{0,6}}[\w’'.-]{{1,20}})\son\s{_CHANNEL}\b", longest=160),
    _form("share", r"^(?:(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|e-?mail|print|pinterest|tumblr|messenger|copy link|share|tweet|flipboard|threads|bluesky|sms|viber|pocket)\W{0,4}){2,14}$", longest=160),
    _form("share", r"^\d{1,6}(?:\.\d)?k? (?:shares?|likes?|views?|retweets)$", longest=30),
    # Other stories
    _form("related", rf"^\W{{0,3}}(?:{_OTHERS}|{_HEADINGS})\W{{0,3}}$", longest=60),
    _form("related", rf"^\W{{0,3}}(?:{_OTHERS})\s{{0,2}}[:|»>→–—-].{{1,180}}$", longest=240),
    _form("related", rf"^\W{{0,3}}(?:{_SHOWN})\s?[:|»>→].{{1,180}}$", longest=200, sentences=False),
    _form("related", r"^(?:(?:READ|RELATED(?: \w{4,10})?|MORE(?: \w{3,12}){0,2}|WATCH|DON[’']T MISS|MUST READ)(?::| –| -)|(?:READ MORE|READ ALSO|ALSO READ|SEE ALSO)\b:?)\s?[A-Z‘“\"'0-9]", longest=240, case=True),
    _form("related", r"^(?:read|click here (?:for|to read)|see|find) (?:more|our|the full|all)\b.{0,80}\b(?:here|below|story|coverage|stories|articles?|news|report)\b\W{0,3}$", longest=160),
    _form("related", r"^click here\b|\bclick(?:ing)? here\W{0,3}$", longest=160),
    # Captions and credits that hold no sentence
    _form("caption", r"^\W{0,2}(?:photo(?:graph)?s?|image|picture|pic|video|file photo|graphic|illustration|map|cover photo|featured image)(?:\s(?:credits?|source|courtesy(?: of)?|copyright|by))?\s?(?:[:/©]|\sby\s|(?<=source)|(?<=courtesy)|(?<=courtesy of)|(?<=credit)|(?<=by))\s?.{1,90}$", longest=110, sentences=False),
    _form("caption", r"^image (?:source|caption|copyright)\b", longest=60, sentences=False),
    _form("caption", r"^\W{0,2}credits?\s?:\s?.{1,60}$", longest=80, sentences=False),
    _form("caption", r"^\W{0,2}(?:AP Photo|AFP|Reuters|REUTERS|Getty Images|EPA|EPA-EFE|Anadolu)\s?[/|].{1,60}$", longest=80, sentences=False, case=True),
    _form("caption", r"^[^.!?]{0,60}(?:/|\bvia\s|\bfor\s|\|)\s?(?:Getty Images|AFP|Reuters|REUTERS|AP|EPA|Anadolu|Shutterstock|iStock)\W{0,2}$", longest=90, sentences=False, case=True),
    # Rights
    _form("copyright", r"^\W{0,3}(?:TM and )?(?:©|copyright\s?(?:©|\(c\)|by\b|,? ?\d{4})|\(c\)\s?(?:19|20)\d\d\b)", longest=300),
    _form("copyright", r"\ball rights reserved\b", longest=400),
    _form("copyright", r"\bmay not be (?:re)?(?:published|produced|broadcast|printed)\b.{0,120}\b(?:rewritten|redistributed|permission|consent)\b", longest=400),
    # Who wrote it
    _form("byline", r"^\W{0,2}(?:(?:additional |with )?(?:reporting|writing|editing|compiled|translated) by)\s", longest=260),
    _form("byline", r"^(?:about the authors?|contact (?:the )?(?:author|us|reporter|editor)s?|got a (?:tip|story)|do you have a (?:tip|story)|email the author)\b", longest=260),
    _form("byline", r"^\S{1,60}@\S{1,60}\.\w{2,10}$", longest=130),
    _form("byline", r"^By (?:[A-Z][\w’'.-]{0,24}(?:\s|,\s|$)|and\s|for\s|in\s|the\s|of\s){1,10}$", longest=100, sentences=False, case=True),
    _form("byline", rf"^(?:first published|published|posted|last updated|updated|last modified)\b(?=.{{0,40}}\d){_TIME_WORDS}{{1,40}}+$", longest=100),
    # Readers' comments
    _form("comments", r"^(?:leave|post|write|add|join|view|show|hide|load|read|see)(?: (?:a|your|all|the|\d{1,5}|more))? ?(?:comments?|reply|conversation|discussion)\b.{0,40}$", longest=80),
    _form("comments", r"^\d{0,5}\s?(?:comments?|repl(?:y|ies))(?: \(\d{1,5}\))?$", longest=30),
    _form("comments", r"\b(?:in the comments?(?: section)?(?: below)?|let us know)\W{0,3}$", longest=200),
    # Finding one's way
    _form("navigation", r"^(?:home\s?[>»/|]\s?.{0,120}|skip to (?:main )?content|back to (?:top|home)|(?:previous|next)(?: (?:article|story|post|page))?|page \d{1,4}(?: of \d{1,4})?|\d{1,4} (?:of|/) \d{1,4}|table of contents|menu|search|close|loading\W{0,3}|show more|load more|view all|scroll (?:down|to top).{0,30})$", longest=150),
)  # fmt: skip

QUESTION_TO_READER = re.compile(
    r"^(?:poll\s?:\s?)?(?:do|did|would|are|have|will|can|should|who do|what do|how do|which \w{1,20} do)\s(?:you|your)\b[^.!“”\"]{5,220}\?$", re.IGNORECASE
)  # fmt: skip
"""A question that asks "you", alone in its paragraph, without a quotation around it."""

BARE_QUESTION = re.compile(
    r"^(?:should|is|are|was|were|does|do|did|will|would|can|could|has|have|who|what)\s[^.!“”\"]{5,200}\?$",
    re.IGNORECASE,
)
"""A question that could be a poll, and could be the author's own: furniture only beside other furniture."""

POLL_ANSWER = re.compile(r"^(?:yes|no|not sure|unsure|undecided|maybe|vote|submit|see results|view results|cast your vote|take our poll)\W{0,3}$", re.IGNORECASE)  # fmt: skip
