"""Invented reports for the benchmarks: incidents in invented towns, each told by three outlets that differ.

The same number gives the same text. Towns have made-up names and stand in a gazetteer of their own.
"""

import random
from datetime import date, timedelta
from pathlib import Path

TOLD_BY = 3  # outlets an incident
_A_DAY = 4  # incidents
_TOWNS = 600
_FIRST = date(2031, 1, 6)
_BEGIN = "Ar Bel Cor Dro El Fen Gar Hal Is Jor Kel Lum Mar Nor Ol Pel Quor Ras Sel Tor Ul Vel Wen Yar Zel".split()
_MIDDLE = "ab ed im or un av el is om ur".split()
_END = "ath end ick oth und ara esk ino ova uld".split()
GIVEN = "Ilan Mira Tomi Sava Bero Nadia Oren Lisse Jaro Wenna Pell Anik Tirel Mosa Edda Korin".split()
FAMILY = "Voss Arden Garrel Orel Lint Falk Harrow Denn Sarve Tolm Brask Ivelin Okarr Munde Pirran Zoll".split()
_OUTLETS = ("Tarn Courier", "Sella Wire", "Northern Post", "Oldenmarsh Standard", "Radio Kessel", "The Evening Ledger")
_MEANS = ("shelling", "an air strike", "a car bomb", "gunfire", "a rocket attack", "a drone strike")
_SENTENCES = (
    "At least {low} people were killed by {means} in {town} on {day}, {office} said.",
    "Between {low} and {high} people died in {town} on {day} when {means} hit the market, according to {office}.",
    "{office} said that {low} people, among them {few} children, were killed in {means} in {town} on {day}.",
)
BESIDE = (
    "Prices at the market had fallen in the spring, and the harvest was said to be good.",
    "The council spoke about water, schools and the repair of the northern bridge.",
    "The governor promised an inquiry and condemned the attack.",
    "Residents said that dozens of people had fled to the south.",
)
_MORE = (
    "{few} others were wounded, a doctor at the {town} hospital said.",
    "{name}, {age}, died at home with two brothers, relatives told the agency.",
    "The army denied that civilians had been harmed in {town}.",
    "Residents said that dozens of people had fled to the south.",
    "The governor promised an inquiry and condemned the attack.",
    "Prices at the market had fallen in the spring, and the harvest was said to be good.",
    "The council spoke about water, schools and the repair of the northern bridge.",
    "{name} and {other} were among the dead, the town's council said.",
)


def town(number: int) -> str:
    """Return the name of a town."""
    begin, rest = number % len(_BEGIN), number // len(_BEGIN)
    return _BEGIN[begin] + _MIDDLE[rest % len(_MIDDLE)] + _END[(rest // len(_MIDDLE) + begin) % len(_END)]


def gazetteer(path: Path) -> Path:
    """Write the gazetteer of all towns."""
    chance = random.Random(1)  # noqa: S311 (no secret)
    rows = ["id,name,lat,lon,kind,country,population"]
    for number in range(_TOWNS):
        lat, lon = chance.uniform(-48, -30), chance.uniform(60, 100)
        rows.append(f"t{number},{town(number)},{lat:.4f},{lon:.4f},town,Sarrenland,{chance.randint(2, 90)}000")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def report(number: int, *, telling: int = 0) -> str:
    """Return an invented report of some 60 to 110 words; another telling is a further report of the same incident."""
    incident, outlet = divmod(number, TOLD_BY)
    same, own = random.Random(f"incident {incident}"), random.Random(f"report {number}{' again' * telling}")  # noqa: S311 (no secret)
    day = _FIRST + timedelta(days=incident // _A_DAY)
    low = same.randint(3, 30)
    told = {
        "town": town(same.randrange(_TOWNS)),
        "day": f"{day.day} {day:%B %Y}",
        "means": same.choice(_MEANS),
        "name": f"{same.choice(GIVEN)} {same.choice(FAMILY)}",
        "other": f"{same.choice(GIVEN)} {same.choice(FAMILY)}",
        "age": same.randint(18, 80),
        "low": low + own.randint(0, 2),
        "high": low + own.randint(4, 9),
        "few": own.randint(2, 3),
        "office": own.choice(("the police", "the regional hospital", "the ministry of health", "a monitoring group")),
    }
    sentences = [own.choice(_SENTENCES), *own.sample(_MORE, own.randint(3, 6))]
    body = " ".join(sentence.format(**told) for sentence in sentences)
    head = f"{_OUTLETS[(incident + outlet) % len(_OUTLETS)]}, {day + timedelta(days=1):%d %B %Y}"
    return f"{head}\n\n{body}\n"


def write(folder: Path, numbers: range) -> Path:
    """Write reports into a folder, a file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{number:06d}.txt").write_text(report(number), encoding="utf-8")
    return folder
