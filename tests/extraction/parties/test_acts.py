import pytest

from ledgerstone.extraction.parties.acts import find_acts
from ledgerstone.extraction.text.sentences import split
from ledgerstone.vocabulary import codes, read


def acts(text: str) -> list[tuple[str, str]]:
    return [(mention.act, text[mention.start : mention.end]) for mention in find_acts(text, split(text))]


@pytest.mark.parametrize(
    ("text", "act", "words"),
    [
        ("Warplanes struck the town.", "airstrike", "struck"),
        ("An air strike hit a house.", "airstrike", "air strike"),
        ("A drone strike killed two.", "airstrike", "drone strike"),
        ("The village was shelled at dawn.", "shelling", "shelled"),
        ("A car bomb exploded.", "bombing", "car bomb"),
        ("A suicide bomber blew himself up.", "suicide_bombing", "blew himself up"),
        ("Gunmen opened fire on a bus.", "shooting", "Gunmen opened fire"),
        ("He was dragged from his home.", "abduction", "dragged from his home"),
        ("They were executed.", "execution", "executed"),
        ("Others were burned alive.", "burning_people", "burned alive"),
        ("They were buried in a mass grave.", "mass_burial", "buried in a mass grave"),
        ("Women were forced to strip.", "forced_nudity", "forced to strip"),
        ("Fighters beat them with sticks.", "beating", "beat them with sticks"),
        ("They stormed the house.", "raid", "stormed"),
        ("They torched several houses.", "burning_property", "torched several houses"),
        ("Shells hit the hospital.", "attack_on_medical", "hit the hospital"),
    ],
)
def test_words_for_acts(text: str, act: str, words: str) -> None:
    assert (act, words) in acts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nurses began a strike over pay.",
        "The union called a strike by teachers.",
        "She shot a film in Mora.",
        "Shares hit a record high.",
        "He died of a heart attack.",
        "The executive committee met.",
        "The two sides struck a deal.",
        "The home team was beaten 3-1.",
    ],
)
def test_figures_of_speech_are_no_acts(text: str) -> None:
    assert acts(text) == []


def test_means_are_told_where_the_words_show_them() -> None:
    text = "Mortars hit the market and men were beaten with sticks."
    assert [mention.means for mention in find_acts(text, split(text))] == [("heavy_weapon",), ("blunt",)]


def test_every_rule_has_codes_and_stems_that_its_own_words_hold() -> None:
    for rule in read("act_words.yaml")["rules"]:
        assert rule["act"] in codes("act")
        assert set(rule["means"]) <= codes("means")
        assert rule["stems"]
        assert all(isinstance(stem, str) and stem == stem.lower() for stem in rule["stems"])


def test_spans_are_exact_and_in_order() -> None:
    text = "They shelled the town, then stormed it. Ten were executed."
    found = find_acts(text, split(text))
    assert [mention.start for mention in found] == sorted(mention.start for mention in found)
    assert [text[mention.start : mention.end] for mention in found] == ["shelled", "stormed", "executed"]
