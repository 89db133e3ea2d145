"""Words around the name of a place: what says that a name is one, of which kind, and in which part it plays."""

import re
from functools import cache

from ledgerstone.vocabulary import read

_WORDS = read("place_words.yaml")
TYPES = {word: precision for precision, words in _WORDS["types"].items() for word in words.split()}
SITES = {word for word, kind in TYPES.items() if kind in {"street", "site"}}
UNKNOWN_TYPES = {
    word for word, kind in TYPES.items() if kind in {"neighbourhood", "street", "site", "settlement", "near", "admin2"}
} - {"port"}
ORGANISATIONS = frozenset(_WORDS["organisations"].split())
OFFICES = frozenset(_WORDS["offices"].split())
TITLES = frozenset(_WORDS["titles"].split())
DIRECTIONS = frozenset(_WORDS["directions"].split())
FUNCTION = frozenset(_WORDS["function"].split())
CONNECTORS = frozenset(_WORDS["connectors"].split())
STATE_CODES = dict(_WORDS["state_codes"])
STATES = {short: name for name, shorts in _WORDS["states"].items() for short in shorts}

NO_PLACES = frozenset(
    {
        "white house",
        "red cross",
        "red crescent",
        "blue nile tv",
        "united nations",
        "al jazeera",
        "al mayadeen",
        "al manar",
        "al quds",
        "islamic jihad",
        "islamic state",
        "al arabiya",
        "security council",
    }
)

OF_SOMETHING = re.compile(r"\b(?:[A-Z][\w’'-]+) of (?:the )?$")
_DIRECTION = r"(?:north|south|east|west|central)[-\w]{0,9}"
_KIND = (
    r"(?:village|town|city|district|sub-?district|province|governorate|state|county|region|"
    r"suburb|municipality|hamlet|island|port|capital|quarter|neighbou?rhood|camp|area|commune|"
    r"outskirts|countryside)s?"
)
LOCATIVE = re.compile(
    r"\b(?P<word>in|at|along|near|outside|inside|around|across|throughout|within|off|toward|towards|"
    r"into|from|to|onto|on|over|between|via|through|leaving|entered|entering|reached|fled|"
    r"left|visited|stormed|bombed|shelled|struck|hit|attacked|captured|besieged|captures|"
    r"targeted|targeting|hitting|striking)"
    rf"\s+(?:the\s+)?(?:(?:{_DIRECTION}|occupied|besieged|downtown|nearby|neighbou?ring|rebel-held|"
    rf"rural|coastal|besieged|Syrian|Palestinian|war-torn)\s+){{0,2}}(?:{_KIND}\s+(?:city\s+|"
    rf"town\s+)?of\s+|{_KIND}\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
INSIDE = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "throughout", "within"})
OF_KIND = re.compile(
    rf"\b(?P<kind>{_KIND})\s+(?:city\s+|town\s+)?(?:of\s+|called\s+|named\s+)?(?:the\s+)?$", re.IGNORECASE
)
PART_OF = re.compile(
    rf"['’]s (?:(?:{_DIRECTION}|rugged|remote|Mediterranean|Pacific|Atlantic) )?"
    r"(?:coast|coastline|coastal (?:region|area|strip)|(?:north|south)-?(?:east|west)?|east|west|"
    r"border|countryside|highlands|lowlands|interior|heartland|regions?|provinces|outskirts|suburbs)\b"
)
NEAR = re.compile(
    r"\b(?:near(?:by)?|outside|close to|off|(?:the )?(?:outskirts|vicinity|countryside|suburbs) "
    rf"of|just beyond|on the (?:road|way) to|{_DIRECTION}(?:[ -](?:west|east))?(?:ern (?:outskirts|"
    r"edge|part))? (?:of|from))\s+(?:the\s+)?"
    rf"(?:(?:{_KIND})\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
DIRECTED = re.compile(rf"\b{_DIRECTION}\s+(?:parts? of |regions? of )?(?:the\s+)?$", re.IGNORECASE)
SPEAKS = re.compile(
    r"(?:['’]s (?:government|foreign ministry|ministry|military|army|president|prime minister|"
    r"embassy) )?(?: (?:also|has|have|had|later|strongly|again|officially|repeatedly|itself)){0,2} "
    r"(?:said|says|say|stands|stood|announced|condemned|condemns|denied|denies|called|calls|"
    r"accused|accuses|warned|warns|urged|urges|vowed|insists|insisted|claims|claimed|wants|"
    r"agreed|rejected|"
    r"rejects|confirmed|pledged|promised|backs|backed|supports|supported|believes|considers|"
    r"hopes|fears|blamed|blames|responded|demanded|expressed|issued|remains? (?:committed|"
    r"skeptical|sceptical|concerned))\b"
)
DATELINE = re.compile(
    r"(?:^|\n)\W{0,3}[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][\w.]{1,20})?\s{0,2}(?:\([A-Z][\w /.-]{1,30}\))"
    r"?\s{0,2}(?:[-–—]{1,2}|,? \w+ \d{1,2} [-–—])\s"
)
BURIED = re.compile(r"\b(?:buried|burial|funerals?|cemetery|laid to rest|mourners)\b[^.!?\n]{0,80}$", re.IGNORECASE)
TREATED = re.compile(
    r"\b(?:taken|transferred|rushed|brought|evacuated|transported|admitted|moved|airlifted|"
    r"treated|arrived|referred)\b[^.!?\n]{0,60}\b(?:to|at|in) [^.!?\n]{0,40}$"
)
SPOKEN = re.compile(
    r"\b(?:spokes\w+|reporters?|speaking|conference|statement|told|interview|headquarter\w*|"
    r"based|officials?|embassy|talks|summit|meeting|correspondent|bureau|office|authorities)\b(?: "
    r"\w+){0,3} (?:in|at|from) (?:the )?$",
    re.IGNORECASE,
)
HEADED = re.compile(r"(?:^|[\n.!?”\"]\s{0,2})In (?:the )?$")
THEN_SAID = re.compile(r",[^.!?\n]{0,90}\b(?:said|told|announced|warned|urged|condemned|called)\b")


@cache
def not_places() -> frozenset[str]:
    """Return the words that are seldom places though a gazetteer has them."""
    return frozenset(read("not_places.yaml")["words"].split())
