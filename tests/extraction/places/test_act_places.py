import pytest

from ledgerstone.extraction.context import Context, open_context
from ledgerstone.records import Report
from ledgerstone.vocabulary.resources import Resources, open_resources


@pytest.fixture(scope="module")
def resources() -> Resources:
    return open_resources()


def places(text: str, act: str, resources: Resources) -> list[str]:
    context: Context = open_context(Report.from_text(text), resources, extractor="test.1")
    position = text.index(act)
    sentence = next(each for each in context.sentences if each.start <= position < each.end)
    return [text[place.start : place.end] for place in context.places_at(sentence, position)]


@pytest.mark.parametrize(
    ("text", "act", "where"),
    [
        ("Shells hit a bus in Tasrapol on Monday, killing two people.", "hit", ["Tasrapol"]),
        ("Shells hit a bus in Tasrapol on Monday, killing two people.", "killing", ["Tasrapol"]),
        ("Two men were shot in Tasrapol and three were wounded in Hollinsk.", "wounded", ["Hollinsk"]),
        ("Two men were shot in Tasrapol and three were wounded in Hollinsk.", "shot", ["Tasrapol"]),
        ("The minister said in Tasrapol that gunmen had killed five people in Hollinsk.", "killed", ["Hollinsk"]),
        ("Two people were killed in Tasrapol, Hollinsk and Velmora.", "killed", ["Tasrapol", "Hollinsk", "Velmora"]),
        ("Two people were killed in the village of Tasrapol in Hollinsk province.", "killed", ["Tasrapol"]),
        ("According to a source in Tasrapol, gunmen killed two people in Hollinsk.", "killed", ["Hollinsk"]),
        ("Two farmers from Tasrapol were killed in Hollinsk.", "killed", ["Hollinsk"]),
        ("Two people were killed, the police said.", "killed", []),
        ("Soldiers were patrolling in Tasrapol district of Hollinsk province.", "patrolling", ["Tasrapol"]),
        ("Two boys were shot in the Anatolia town of Hollinsk.", "shot", ["Hollinsk"]),
        ("Gunmen attacked a bus carrying pilgrims in the town of Tasrapol, killing ten.", "killing", ["Tasrapol"]),
        ("Three were killed and one was injured when gunmen fired at a bar in Tasrapol.", "injured", ["Tasrapol"]),
        ("Two guards were hurt when men struck at the headquarters in Tasrapol.", "hurt", ["Tasrapol"]),
        ("A planner of the attacks in Tasrapol was captured in the city of Hollinsk.", "captured", ["Hollinsk"]),
        ("Fighters of the Free Army of Tasrapol attacked a checkpoint in Hollinsk.", "attacked", ["Hollinsk"]),
        ("The rebels withdrew from Tasrapol on Monday.", "withdrew", ["Tasrapol"]),
        ("Shells fell on a market in Norway's capital.", "fell", ["Norway"]),
    ],
)
def test_an_act_has_the_places_of_its_clause(text: str, act: str, where: list[str], resources: Resources) -> None:
    assert [each for place in places(text, act, resources) for each in where if each in place] == where
    assert len(places(text, act, resources)) == len(where)


def test_names_of_a_sentence_are_given(resources: Resources) -> None:
    text = "Tavin Oreld, 31, was killed by the Drovath Liberation Army in Tasrapol."
    context = open_context(Report.from_text(text), resources, extractor="test.1")
    kinds = {text[name.start : name.end]: name.kind for name in context.names(context.sentences[0])}
    assert kinds["Tavin Oreld"] == "PER"
    assert kinds["Tasrapol"] == "LOC"
