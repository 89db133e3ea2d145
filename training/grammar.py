"""Sentences about violence that never was, with the names in them marked: what news has and treebanks lack.

A pattern is text with slots: ``{PER}``, ``{ORG}``, ``{LOC}`` become names with their marks; other slots are filled by rules
of the same form, so that one pattern gives thousands of sentences.
"""

import random
import re
from collections.abc import Sequence

from ledgerstone.engine.labels import ENTITIES
from ledgerstone.engine.words import words_of_sentence
from training.examples import Example
from training.names import Namer

_RULES = {
    "N": "two|three|four|five|six|seven|eight|nine|ten|eleven|12|14|17|21|35|at least five|at least 12|more than 20|up to 40|about 30|dozens of|several|a number of",
    "PEOPLE": "people|civilians|residents|villagers|children|women|farmers|protesters|soldiers|policemen|medics|students|worshippers|passengers|refugees|men|workers|family members",
    "HARMED": "were killed|were injured|were wounded|died|were shot dead|were abducted|were reportedly killed|lost their lives|were burned to death|have been killed|are missing",
    "HARMING": "killed|wounded|injured|shot dead|kidnapped|abducted|executed|beheaded|attacked",
    "MEANS": "an air strike|an airstrike|shelling|a drone strike|a car bomb|a suicide bombing|gunfire|a barrel bomb|a roadside bomb|mortar fire|an ambush|clashes|a rocket attack|artillery fire|a raid|an explosion|a landmine blast",
    "TARGET": "a market|a school|a hospital|a house|a bus|a convoy|a checkpoint|a mosque|a church|a wedding|a bakery|a displacement camp|an army base|a residential building|a minibus",
    "DAY": "on Monday|on Tuesday night|on Friday|early on Sunday|on 3 March|on May 14|in early June|last week|on Thursday morning|the previous day|overnight",
    "MONTH": "January|March|April|May|June|August|October|December",
    "DIRECTION": "north of|south of|east of|west of|near|outside|on the outskirts of|in the suburbs of|northwest of|in the countryside of",
    "AREA": "province|district|governorate|region|state|county|neighbourhood|area|refugee camp|sub-district|city|village",
    "AGE": "6|19|23|34|41|52|67|8|3",
    "KIN": "his wife|her husband|his son|his daughter|her brother|their mother|his cousin|his father|her two-year-old daughter",
    "JOB": "a teacher|a farmer|a nurse|a taxi driver|a student|a journalist|a shopkeeper|a lawyer|a retired engineer|a community leader|a police officer",
    "TITLE": "Dr|Dr.|General|Gen.|Colonel|Mr|Mrs.|Sheikh|President|Minister|Commander|Captain|Prime Minister|Governor|Professor|Lt. Col.|spokesman|police chief|activist|resident",
    "SAID": "said|told reporters|said in a statement|added|announced|confirmed|claimed|alleged|reported",
    "SPEAKER": "a spokesman for {ORG}|{PER}, a spokesman for {ORG}|{ORG}|the {ORG}|{TITLE} {PER}|residents|local medics|{PER}|police|a source in the {ORG}|the mayor of {LOC}, {PER}|{PER}, {AGE}|an official from {LOC}|{PER} of the {ORG}",
    "WHERE": "in {LOC}|in the {LOC} {AREA}|in {LOC}, {LOC}|in the town of {LOC}|in {LOC} {AREA}|{DIRECTION} {LOC}|in the village of {LOC}, {DIRECTION} {LOC}|at {LOC}|in {LOC}, in {LOC} {AREA}|in {LOC}'s {LOC} {AREA}|on the road between {LOC} and {LOC}|in {LOC}, {LOC} and {LOC}|in {LOC} ({LOC})|along the {LOC} River|in western {LOC}|in the {LOC} valley",
    "WHO": "{ORG} fighters|gunmen|{ORG} forces|the {ORG}|{ORG}|members of the {ORG}|unidentified gunmen|soldiers of the {ORG}|militants loyal to {PER}|{PER}'s militia|a {ORG} patrol",
    "VICTIM": "{PER}|{PER}, {AGE}|{PER} ({AGE})|{PER}, {JOB}|{AGE}-year-old {PER}|{PER}, {AGE}, {JOB}|{JOB} named {PER}|{TITLE} {PER}|{PER}, {AGE}, and {KIN} {PER}|{KIN}, {PER}",
}  # fmt: skip
_PATTERNS = """
{N} {PEOPLE} {HARMED} in {MEANS} {WHERE} {DAY}, {SPEAKER} {SAID}.
{WHO} {HARMING} {N} {PEOPLE} {WHERE} {DAY}.
{MEANS} by {WHO} {HARMING} {VICTIM} {WHERE}.
{VICTIM} was killed {DAY} when {MEANS} hit {TARGET} {WHERE}.
{VICTIM} was shot dead by {WHO} {WHERE}, {SPEAKER} {SAID}.
"{N} {PEOPLE} {HARMED} {WHERE}," {SAID} {SPEAKER}.
"We buried {PER} and {PER} {DAY}," {PER}, {JOB}, {SAID}.
According to {SPEAKER}, {WHO} attacked {TARGET} {WHERE} {DAY}.
{SPEAKER} {SAID} that {WHO} had {HARMING} {VICTIM} and {VICTIM}.
{SPEAKER} {SAID} {N} {PEOPLE} {HARMED} when {WHO} stormed {TARGET} {WHERE}.
Among the dead were {VICTIM}, {VICTIM} and {VICTIM}.
The victims were named as {PER}, {AGE}; {PER}, {AGE}; and {PER}, {AGE}.
{PER}, {AGE}, {PER}, {AGE}, and {PER}, {AGE}, were among those killed.
The bodies of {VICTIM} and {VICTIM} were found {WHERE}.
{LOC} ({ORG}) - {N} {PEOPLE} {HARMED} {DAY}.
{LOC}, {MONTH} 12 — {WHO} shelled {LOC}, {SPEAKER} {SAID}.
{WHO} clashed with {WHO} {WHERE}, leaving {N} {PEOPLE} dead.
The {ORG} ({ORG}) blamed {WHO} for {MEANS} {WHERE}.
{WHO} claimed responsibility for {MEANS} that {HARMING} {N} {PEOPLE} {WHERE}.
{TITLE} {PER} denied that {WHO} bombed {TARGET} {WHERE}.
{PER} visited {LOC} {DAY} to meet {TITLE} {PER} of the {ORG}.
The wounded were taken from {LOC} to a hospital in {LOC}.
{PER} was buried in {LOC} {DAY}.
Police {WHERE} arrested {PER}, {AGE}, {DAY}.
{N} {PEOPLE} fled {LOC} for {LOC} after {MEANS} {DAY}.
The {PER} family lost {N} members, among them {VICTIM}.
{PER}, who lives {WHERE}, saw {WHO} open fire.
{PER}'s brother, {PER}, worked for the {ORG} {WHERE}.
In {LOC}, {WHO} {HARMING} {N} {PEOPLE}; in {LOC}, {N} more {HARMED}.
Fighting between {WHO} and {WHO} spread from {LOC} to {LOC}.
{PER} and {KIN} {PER} were travelling from {LOC} to {LOC} when {WHO} opened fire.
{LOC}: {N} {PEOPLE} {HARMED} in {MEANS} {WHERE}.
{WHO} withdrew from {LOC} and {LOC} {DAY}, the {ORG} {SAID}.
The {ORG} listed {PER} among the dead, but {SPEAKER} {SAID} {PER} survived.
{PER} told {ORG} that {KIN} was killed in {MEANS}.
{PER}, of {LOC}, was charged with the murder of {PER} {WHERE}.
Since {MONTH}, {N} {PEOPLE} {HARMED} {WHERE}, the {ORG} {SAID}.
Names: {PER} - {PER} - {PER} - {PER}
{PER} ({AGE}), {PER} ({AGE}), {PER}
A {LOC} court sentenced {PER} to life in prison for the attack on {LOC}.
{ORG} reporter {PER} was detained {WHERE} {DAY}.
The strike {DAY} hit {LOC} Street {WHERE}, near the {ORG}.
May was a deadly month {WHERE}, {PER} {SAID}.
""".strip().splitlines()
_SLOT = re.compile(r"\{([A-Z]+)\}")
_NAMES = {"PER", "ORG", "LOC"}
_DEPTH = 6


def invent(count: int, *, seed: int, towns: Sequence[str] = ()) -> list[Example]:
    """Return invented sentences, the same ones for a seed."""
    dice = random.Random(seed)  # noqa: S311  invention, not secrecy
    namer = Namer(dice, tuple(towns))
    return [_sentence(dice, namer) for _ in range(count)]


def _sentence(dice: random.Random, namer: Namer) -> Example:
    text, marks = "", []
    pieces = _expanded(dice.choice(_PATTERNS), dice)
    short: str | None = None
    for piece in pieces:
        kind = piece[1:-1] if piece.startswith("{") else ""
        if not kind:
            text += piece
            continue
        name = namer.person() if kind == "PER" else namer.place()
        if kind == "ORG":
            full, letters = namer.group()
            name, short = (short, None) if short and text.endswith("(") else (full, letters)
            if len(letters) > 1 and dice.random() < 0.25:
                name = letters
        marks.append((len(text), len(text) + len(name), kind))
        text += name
    text = text[:1].upper() + text[1:]
    words = words_of_sentence(text)
    codes = []
    for start, end in words:
        mark = next((each for each in marks if each[0] <= start and end <= each[1]), None)
        codes.append(ENTITIES.index(f"{'B' if start == mark[0] else 'I'}-{mark[2]}") if mark else 0)
    return Example(words=tuple(text[start:end] for start, end in words), entities=tuple(codes))


def _expanded(pattern: str, dice: random.Random) -> list[str]:
    for _ in range(_DEPTH):
        pattern = _SLOT.sub(
            lambda slot: slot[0] if slot[1] in _NAMES else dice.choice(_RULES[slot[1]].split("|")), pattern
        )
    return [piece for piece in re.split(r"(\{[A-Z]+\})", pattern) if piece]
