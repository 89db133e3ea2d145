import pytest

from ledgerstone.extraction.speech.responses import ResponseMention, find_responses
from ledgerstone.extraction.speech.speakers import find_speech
from ledgerstone.extraction.text.sentences import split
from ledgerstone.vocabulary import codes, read


def responses(text: str) -> tuple[ResponseMention, ...]:
    sentences = split(text)
    return find_responses(text, sentences, find_speech(text, sentences))


@pytest.mark.parametrize(
    ("text", "response", "denies", "speaker"),
    [
        ("The army denied responsibility for the attack.", "denial", "responsibility", "The army"),
        ("The army denied that any civilians were killed.", "denial", "harm", "The army"),
        ("The ministry dismissed the reports as fabricated.", "denial", "occurrence", "The ministry"),
        ("The governor said the toll was exaggerated.", "denial", "number", "The governor"),
        ("The army said those killed were all fighters.", "denial", "status", "The army"),
        ("The authorities claimed the operation was aimed at militias.", "justification", None, "The authorities"),
        ("The army said its aircraft had hit a command post.", "justification", None, "The army"),
        ("The Lantern Brigade claimed responsibility.", "claim_of_responsibility", None, "The Lantern Brigade"),
        ("Sarvek, which borders it, issued a strong condemnation of the attack.", "condemnation", None, "Sarvek"),
        ("The foreign minister condemned the attack.", "condemnation", None, "The foreign minister"),
        ("The mayor called for accountability.", "call_for_accountability", None, "The mayor"),
        ("The group has promised to investigate the violence.", "promised_inquiry", None, "The group"),
        ("The army said it was investigating the strike.", "inquiry", None, "The army"),
        ("The army has not acknowledged the strike.", "non_acknowledgement", None, "The army"),
        ("The ministry did not respond to a request for comment.", "non_acknowledgement", None, "The ministry"),
        ("The army expressed regret.", "apology", None, "The army"),
        ("The governor declared a day of mourning.", "condolence", None, "The governor"),
        ("The council imposed sanctions on two officers.", "sanction", None, "The council"),
        ("The mayor urged restraint.", "call_for_restraint", None, "The mayor"),
    ],
)
def test_responses(text: str, response: str, denies: str | None, speaker: str) -> None:
    found = [(item.response, item.denies, item.speaker and item.speaker.wording) for item in responses(text)]
    assert (response, denies, speaker) in found


@pytest.mark.parametrize(
    "text",
    [
        "The army did not condemn the attack.",
        "Ten people were killed at dawn.",
        "They refused to apologise.",
        "The river bank was closed.",
        "The police said 23 people were killed by gunmen.",
        "The condemned building was empty.",
    ],
)
def test_what_was_not_done_is_no_response(text: str) -> None:
    assert responses(text) == ()


def test_in_the_publishers_own_voice_nobody_responds() -> None:
    (found,) = responses("No civilians were present at the target.")
    assert (found.response, found.denies, found.speaker) == ("denial", "harm", None)


def test_rules_hold_codes() -> None:
    for rule in read("response_words.yaml")["rules"]:
        assert rule["response"] in codes("response")
        assert rule.get("denies") is None or rule["denies"] in codes("denies")
        assert all(isinstance(stem, str) for stem in rule["stems"])
