"""Words around the name of a place: what says that a name is one, of which kind, and in which part it plays."""

import re
from functools import cache

from ledgerstone.vocabulary import read

# What a word for a kind of place says about the precision of its name's coordinates.
TYPES = {
    word: precision
    for precision, words in {
        "admin1": "province governorate state oblast prefecture canton emirate region_of provinces governorates",
        "admin2": "district districts county subdistrict sub-district municipality commune raion rayon",
        "city": "city capital",
        "settlement": "village town camp hamlet settlement township villages towns",
        "neighbourhood": "neighbourhood neighborhood quarter suburb",
        "near": "area outskirts countryside vicinity surroundings suburbs",
        "region": "region valley desert coast peninsula island islands mountains mountain plain plains basin delta river lake sea strait gulf heights hills",
        "street": "street road avenue boulevard lane highway roundabout junction intersection square alley",
        "site": "hospital clinic school university mosque church market bazaar airport airbase prison stadium bridge crossing "
        "checkpoint cemetery tower towers building complex port harbour harbor station mall hotel farm factory camp_block",
    }.items()
    for word in words.split()
}  # fmt: skip
UNKNOWN_TYPES = {
    word for word, kind in TYPES.items() if kind in {"neighbourhood", "street", "site", "settlement", "near", "admin2"}
} - {"port"}
SITES = {word for word, kind in TYPES.items() if kind in {"street", "site"}}
ORGANISATIONS = frozenset(
    """
    police ministry minister council court army forces force brigade brigades battalion division corps command regiment unit militia post times
    herald tribune journal news agency television tv radio daily gazette observer independent guardian star sun mail mirror today media press
    department office bureau authority authorities administration government parliament senate congress assembly house party union league club fc united
    association federation foundation institute society organisation organization centre center committee commission company corporation inc ltd bank group
    treaty accords accord agreement convention summit conference declaration protocol pact games olympics festival open cup championship marathon museum
    movement front coalition alliance network project initiative war campaign lions bears eagles tigers giants rangers yankees cowboys patriots jets
    spokesman spokesperson spokeswoman ambassador consulate embassy president prime king sheriff mayor governor senator secretary attorney general
    """.split()
)  # fmt: skip
# An office of a place speaks or acts from there, as its government does: "Ondrevar police".
OFFICES = frozenset(
    """
    police ministry minister council court army forces government authorities authority governor gov mayor sheriff senator sen rep secretary attorney
    parliament senate congress assembly department office president prime king embassy ambassador spokesman spokeswoman spokesperson archbishop bishop
    lawmaker commissioner administration municipality command health interior foreign defence defense civil chamber national federal supreme
    """.split()
)  # fmt: skip
OF_SOMETHING = re.compile(r"\b(?:[A-Z][\w’'-]+) of (?:the )?$")
TITLES = frozenset(
    """
    mr mrs ms dr prof professor sir lord lady sheikh shaikh imam rabbi father sister brother president minister general gen colonel col major maj captain
    capt lieutenant lt sergeant sgt officer judge justice senator sen rep congressman congresswoman governor gov mayor king queen prince princess
    ambassador secretary chancellor pope bishop archbishop reverend rev activist journalist reporter doctor nurse commander chief abu umm um ibn bin
    saint dame baroness detective constable inspector private pvt corporal cpl
    """.split()
)  # fmt: skip
DIRECTIONS = frozenset(
    """
    north south east west northern southern eastern western central northeast northwest southeast southwest north-east north-west south-east south-west
    northeastern northwestern southeastern southwestern north-eastern north-western south-eastern south-western upper lower greater downtown inner outer
    rural occupied besieged coastal mainland metropolitan
    """.split()
)  # fmt: skip
FUNCTION = frozenset(
    """
    a an the in on at by for from of to with as after before when while where since until that this these those he she it they we i his her its their our
    and but or nor so yet if because although though however meanwhile also then now there here near outside inside around across throughout within over
    into toward towards between against under during about like both either neither some many most all several no not is are was were will would has have
    had said says elsewhere earlier later last next monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december only even another each every more than via through per local state federal official officials residents
    witnesses police earlier today yesterday tonight two three four five six seven eight nine ten one dozens hundreds thousands
    """.split()
)  # fmt: skip
CONNECTORS = frozenset(
    "de del della di da do dos das du des la las le les el al of the and bin ibn sur upon am an den der en y e a ul".split()
)
STATES = {
    abbreviation: name
    for pair in (
        "Ala.=Alabama Ariz.=Arizona Ark.=Arkansas Calif.=California Colo.=Colorado Conn.=Connecticut Del.=Delaware Fla.=Florida Ga.=Georgia Ill.=Illinois "
        "Ind.=Indiana Kan.=Kansas Ky.=Kentucky La.=Louisiana Md.=Maryland Mass.=Massachusetts Mich.=Michigan Minn.=Minnesota Miss.=Mississippi Mo.=Missouri "
        "Mont.=Montana Neb.=Nebraska Nev.=Nevada Okla.=Oklahoma Ore.=Oregon Pa.=Pennsylvania Tenn.=Tennessee Tex.=Texas Vt.=Vermont Va.=Virginia "
        "Wash.=Washington_State Wis.=Wisconsin Wyo.=Wyoming AL=Alabama AZ=Arizona CA=California CO=Colorado FL=Florida GA=Georgia IL=Illinois MA=Massachusetts "
        "MD=Maryland MI=Michigan MN=Minnesota MO=Missouri NC=North_Carolina NJ=New_Jersey NY=New_York_State OH=Ohio PA=Pennsylvania SC=South_Carolina "
        "TN=Tennessee TX=Texas VA=Virginia WA=Washington_State WI=Wisconsin N.Y.=New_York_State N.J.=New_Jersey N.C.=North_Carolina S.C.=South_Carolina "
        "N.H.=New_Hampshire N.M.=New_Mexico W.Va.=West_Virginia R.I.=Rhode_Island D.C.=District_of_Columbia"
    ).split()
    for abbreviation, name in [pair.replace("_", " ").split("=")]
}  # fmt: skip

_DIRECTION = r"(?:north|south|east|west|central)[-\w]{0,9}"
_KIND = r"(?:village|town|city|district|sub-?district|province|governorate|state|county|region|suburb|municipality|hamlet|island|port|capital|quarter|neighbou?rhood|camp|area|commune|outskirts|countryside)s?"
LOCATIVE = re.compile(
    rf"\b(?P<word>in|at|near|outside|inside|around|across|throughout|within|off|toward|towards|into|from|to|onto|on|over|between|via|through|leaving|entered|entering|reached|fled|left|visited|stormed|bombed|shelled|struck|hit|attacked|captured|besieged|captures|targeted|targeting|hitting|striking)"
    rf"\s+(?:the\s+)?(?:(?:{_DIRECTION}|occupied|besieged|downtown|nearby|neighbou?ring|rebel-held|rural|coastal|besieged|Syrian|Palestinian|war-torn)\s+){{0,2}}(?:{_KIND}\s+(?:city\s+|town\s+)?of\s+|{_KIND}\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
OF_KIND = re.compile(
    rf"\b(?P<kind>{_KIND})\s+(?:city\s+|town\s+)?(?:of\s+|called\s+|named\s+)?(?:the\s+)?$", re.IGNORECASE
)
NEAR = re.compile(
    rf"\b(?:near(?:by)?|outside|close to|off|(?:the )?(?:outskirts|vicinity|countryside|suburbs) of|just beyond|on the (?:road|way) to|{_DIRECTION}(?:[ -](?:west|east))?(?:ern (?:outskirts|edge|part))? (?:of|from))\s+(?:the\s+)?"
    rf"(?:(?:{_KIND})\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
DIRECTED = re.compile(rf"\b{_DIRECTION}\s+(?:parts? of |regions? of )?(?:the\s+)?$", re.IGNORECASE)
SPEAKS = re.compile(
    r"(?:['’]s (?:government|foreign ministry|ministry|military|army|president|prime minister|embassy) )?(?: (?:also|has|have|had|later|strongly|again|officially|repeatedly|itself)){0,2} "
    r"(?:said|says|say|stands|stood|announced|condemned|condemns|denied|denies|called|calls|accused|accuses|warned|warns|urged|urges|vowed|insists|insisted|claims|claimed|wants|agreed|rejected|"
    r"rejects|confirmed|pledged|promised|backs|backed|supports|supported|believes|considers|hopes|fears|blamed|blames|responded|demanded|expressed|issued|remains? (?:committed|skeptical|sceptical|concerned))\b"
)
DATELINE = re.compile(
    r"(?:^|\n)\W{0,3}[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][\w.]{1,20})?\s{0,2}(?:\([A-Z][\w /.-]{1,30}\))?\s{0,2}(?:[-–—]{1,2}|,? \w+ \d{1,2} [-–—])\s"
)
BURIED = re.compile(r"\b(?:buried|burial|funerals?|cemetery|laid to rest|mourners)\b[^.!?\n]{0,80}$", re.IGNORECASE)
TREATED = re.compile(
    r"\b(?:taken|transferred|rushed|brought|evacuated|transported|admitted|moved|airlifted|treated|arrived|referred)\b[^.!?\n]{0,60}\b(?:to|at|in) [^.!?\n]{0,40}$"
)
SPOKEN = re.compile(
    r"\b(?:spokes\w+|reporters?|speaking|conference|statement|told|interview|headquarter\w*|based|officials?|embassy|talks|summit|meeting|correspondent|bureau|office|authorities)\b(?: \w+){0,3} (?:in|at|from) (?:the )?$",
    re.IGNORECASE,
)
HEADED = re.compile(r"(?:^|[\n.!?”\"]\s{0,2})In (?:the )?$")
THEN_SAID = re.compile(r",[^.!?\n]{0,90}\b(?:said|told|announced|warned|urged|condemned|called)\b")


@cache
def not_places() -> frozenset[str]:
    """Return the words that are seldom places though a gazetteer has them."""
    return frozenset(read("not_places.yaml")["words"].split())
