"""The forms in which English reports write dates, as patterns, tried in this order; the first one keeps the words."""

import re
from re import Pattern

from ledgerstone.extraction.times.calendar_words import MONTH, PART_OF_DAY, SHORT_WEEKDAY, WEEKDAY

_DAY = r"(?:0?[1-9]|[1-3]\d)(?:\s?(?:st|nd|rd|th)\b)?(?!\d|[,.:]\d{2,3})"
_YEAR = r"(?:\d{4})(?!\d|[,.-]\d)"
_NAMED = (
    rf"(?:(?P<weekday>{WEEKDAY}|{SHORT_WEEKDAY}(?=[,\s]))(?:\s+(?P<part>{PART_OF_DAY}))?,?\s{{1,3}}("
    r"?:the\s+)?(?:on\s+)?)?"
)
_NIGHT = r"(?P<night>(?:the )?(?:overnight|night|evening|morning|eve)\s+(?:of |on |from |between )?(?:the )?)?"
_DASH = r"(?:\s?[-–—]\s?|\s+to\s+|\s+and\s+|\s+until\s+|\s+through\s+|/)"
_NO_COUNT = (
    r"(?!\s+(?:people|civilians|children|men|women|persons|others|members|bodies|soldiers|"
    r"fighters|per\b|percent|times|years?|km\b))"
)
_NO_NAME = (
    r"(?!\s+(?:Street|St\.|Square|Bridge|Brigades?|Movement|Alliance|Mosque|Camp|University|"
    r"Hospital|Stadium|Avenue|Road)\b)"
)
_COUNT = (
    r"(?P<count>(?i:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|(?:a )?couple of|several|a few|some))"
)

# What a date cannot do without. A form is looked for around its own trigger only, which is what makes it fast.
TRIGGERS = re.compile(
    r"(?P<month>\b(?:Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec))|(?P<weekday>\b(?:Mon|"
    r"Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}day)"
    r"|(?P<digits>(?<!\d)\d{1,4}[-/.]\d{1,2}[-/.]\d|\b(?:19|20)\d\d)|(?P<feast>\b(?:Ramadan|"
    r"Eid|Ashura|Easter|Passover|Yom|Nowruz|Christmas|New Year))"
    r"|(?P<unit>\b(?:minute|hour|day|week|month|year|night|morning|evening|afternoon|yesterday|"
    r"today|tonight|tomorrow|[Oo]vernight|Yesterday|Today|Tonight|Tomorrow))"
)
BEFORE, AFTER = 70, 50  # characters around a trigger that a form may take

# Each form: its name, its trigger, its pattern.
FORMS: tuple[tuple[str, str, Pattern[str]], ...] = (
    ("iso", "digits", re.compile(r"(?<![\d/-])(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?![\d/-])")),
    ("numeric", "digits", re.compile(
        r"(?<![\d/.-])(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?![\d/-"
        r"]|\.\d)")),
    ("month_day", "month", re.compile(
        rf"\b{_NIGHT}{_NAMED}(?P<month>{MONTH})\s{{1,2}}(?:the )?(?P<day>{_DAY})"
        rf"(?:{_DASH}(?:the )?(?P<day2>{_DAY})(?!\s+{MONTH}))?{_NO_COUNT}(?:,?\s{{1,2}}(?:of "
        rf"|in )?(?P<year>{_YEAR})|,?\s(?P<turn>last|this) year)?{_NO_NAME}")),
    ("day_month", "month", re.compile(
        rf"\b{_NIGHT}{_NAMED}(?:the )?(?P<day>{_DAY})(?:{_DASH}(?:the )?(?P<day2>{_DAY}))?[\s-]{{1,2}}(?:of |day of )?"
        rf"(?P<month>{MONTH})(?![a-z])(?:,?[\s-]{{1,2}}(?:of |in )?(?P<year>{_YEAR})|,?\s(?P<turn>last|"
        rf"this) year)?{_NO_NAME}")),
    ("month_year", "month", re.compile(
        r"(?P<part>\b(?:[Ee]arly|[Mm]id|[Ll]ate|(?:the )?(?:beginning|start|middle|end) of)(?: "
        rf"in)?[\s-])?\b(?P<month>{MONTH}),?\s+(?:of )?(?P<year>{_YEAR})")),
    ("month", "month", re.compile(
        r"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:beginning|start|middle|end) of)[\s-](?:this "
        r"|last )?|(?P<which>last|this|next|[Ii]n|[Ss]ince|until|by|from|during|for|through|"
        r"of|to|throughout|[Ll]ast)\s+)"
        r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
        r"December)\b(?!\s+[A-Z]|['’]s\s+[A-Z])")),
    ("weekday", "weekday", re.compile(
        r"(?P<which>\b(?:[Ll]ast|[Nn]ext|[Tt]his past|[Tt]his|[Ee]arly(?: on)?|[Ll]ate(?: on)?)\s+)?(?P"
        r"<night>(?:the )?(?:night|evening|morning) of )?"
        rf"(?<!Bloody )(?<!Black )(?<!Palm )(?<!Good )(?<!Easter )(?<!Ash )\b(?P<weekday>{WEEKDAY})s?\b("
        r"?!['’]s (?:Child|World))"
        rf"(?:\s+(?:in the )?(?P<part>{PART_OF_DAY})\b)?")),
    ("years", "digits", re.compile(
        r"\b(?P<which>[Ii]n|[Ss]ince|[Ff]rom|[Uu]ntil|[Dd]uring|of|by|[Bb]efore|[Aa]fter|early|"
        r"late|[Bb]etween)\s+(?P<year>(?:19|20)\d{2})(?:\s?[-–]\s?(?P<year2>(?:19|20)?\d{2})\b)?(?![\d:"
        r"]|[,.]\d|-\w|\s(?:people|civilians|men|women|children|killed|dead|others))\b")),
    ("counted", "unit", re.compile(
        rf"\b(?:(?P<about>about|around|some|almost|nearly)\s)?{_COUNT}\s(?P<unit>days?|weeks?|"
        r"months?|years?|nights?|hours?)\s"
        r"(?P<way>ago|earlier|later|before|after|prior|previously|afterwards?)\b(?!\s+(?:this|in)\b)")),
    ("recent", "unit", re.compile(
        r"\b(?:in|over|during|within|for)\s+(?:the\s+)?(?:last|past|previous)\s+(?:(?P<count>\d{1,3}|"
        r"two|three|four|five|six|seven|ten|few|several|couple of)\s)?"
        r"(?P<unit>hours?|days?|weeks?|months?|years?|nights?)\b")),
    ("duration", "unit", re.compile(
        r"\b(?:(?:for|lasted|lasting)\s(?:about |around |nearly |almost |more than |over |at "
        rf"least )?{_COUNT}\s(?P<unit>minutes?|hours?|days?|weeks?|months?|years?)\b(?! old)"
        r"|(?P<adjective>\w{1,8}-(?:day|week|month|year|hour)(?:-long)?)(?!-?old|-|\sold|s)\b)")),
    ("near", "unit", re.compile(
        r"\b(?P<word>(?:[Tt]he )?(?:previous|next|following|same) (?:day|night|morning|evening|"
        r"afternoon|week)|[Tt]he day (?:before yesterday|after tomorrow|before|after)|"
        r"[Tt]hat (?:same )?(?:day|night|morning|evening|afternoon)|[Tt]he night before|the very same day)\b")),
    ("deictic", "unit", re.compile(
        r"\b(?P<word>[Yy]esterday(?: (?:morning|afternoon|evening|night))?|[Ll]ast (?:night|"
        r"evening|week|weekend|month|year)|[Oo]vernight|"
        r"(?:[Ee]arlier |[Ll]ater )?(?:[Tt]oday|[Tt]his (?:morning|afternoon|evening|week|weekend|"
        r"month|year))|[Tt]onight|[Tt]omorrow|"
        r"(?:[Oo]ver|[Dd]uring|[Aa]t|[Oo]n) the (?:past |last |previous )?weekend|[Nn]ext (?:week|"
        r"month|year|weekend))\b")),
    ("feast", "feast", re.compile(
        r"\b(?:(?:[Ll]ast|[Nn]ext|[Tt]his)\s)?(?:during\s|the (?:first|second|last|third) day "
        r"of\s)?(?:the month of\s)?(?P<word>Ramadan|Eid(?: al-(?:Fitr|Adha))?|Ashura|Easter(?: "
        r"Sunday)?|Passover|Yom Kippur|Nowruz|Christmas(?: Day| Eve)?|New Year['’]s (?:Day|Eve))\b")),
)  # fmt: skip
