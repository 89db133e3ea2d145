import pytest

from ledgerstone.extraction.speech.speakers import find_speech, speaker_of
from ledgerstone.extraction.speech.stance import stance_of
from ledgerstone.extraction.text.sentences import split


def stance(text: str, words: str) -> tuple[str, str]:
    start = text.index(words)
    span = (start, start + len(words))
    return stance_of(text, span, speaker_of(find_speech(text, split(text)), *span))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Ten people were killed.", "Ten", "asserted"),
        ("Ten people were reportedly killed.", "Ten", "reported"),
        ("A strike hit a home, reportedly killing ten people.", "ten", "reported"),
        ("A strike hit a home, reportedly killing ten people.", "strike", "asserted"),
        ("An alleged Velkarran airstrike hit a home.", "Velkarran airstrike", "alleged"),
        ("An alleged Velkarran airstrike hit a home, killing ten people.", "ten", "asserted"),
        ("The group claimed that ten people died.", "ten", "alleged"),
        ("An estimated 30 people died.", "30 people", "estimated"),
        ("Officials believe ten people died.", "ten", "likely"),
        ("Ten people appear to have been killed.", "Ten", "likely"),
        ("Ten people died after it was hit by a likely explosive weapon.", "Ten", "asserted"),
        ("Ten people are feared dead.", "Ten", "feared"),
        ("Ten people may still be trapped.", "Ten", "feared"),
        ("The toll is expected to rise to 40.", "40", "foreseen"),
        ("The number could rise further.", "number", "foreseen"),
        ("Had it come earlier, ten would have been killed.", "killed", "counterfactual"),
    ],
)
def test_stance(text: str, words: str, expected: str) -> None:
    assert stance(text, words)[0] == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("No one was killed in the raid.", "killed", "denied"),
        ("The raid did not kill civilians.", "kill civilians", "denied"),
        ("The army denied that any civilians were killed.", "killed", "denied"),
        ("The army denied responsibility for the attack that killed ten.", "killed ten", "affirmed"),
        ("Not only were ten people killed, a house burned.", "ten", "affirmed"),
        ("There were no reports of casualties.", "casualties", "affirmed"),
        ("It is not clear how many were killed.", "killed", "affirmed"),
        ("There were no casualties.", "no casualties", "affirmed"),
        ("He did not comment, but ten people were killed.", "ten", "affirmed"),
    ],
)
def test_polarity(text: str, words: str, expected: str) -> None:
    assert stance(text, words)[1] == expected
