import pytest

from ledgerstone.extraction.speech.evidence import find_evidence
from ledgerstone.vocabulary import codes, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Footage circulating online shows men being beaten.", [("footage", "Footage")]),
        ("Some were buried there, according to graphic images that surfaced.", [("image", "graphic images")]),
        ("Videos posted online appear to show fighters waving.", [("footage", "Videos")]),
        ("Witnesses described women being led away.", [("witness", "Witnesses")]),
        ("Satellite images show burned roofs.", [("satellite", "Satellite images")]),
        ("The name stands on a list of fatalities.", [("document", "a list of fatalities")]),
        ("Fourteen bodies have reached the hospital.", [("body", "bodies have reached")]),
        ("In a statement, the army said it had fired.", [("statement", "statement")]),
        ("She posted on Facebook that he had died.", [("post", "posted on Facebook")]),
        ("An autopsy was made.", [("forensic", "autopsy")]),
    ],
)
def test_what_is_pointed_at_is_evidence(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(item.kind, item.wording) for item in find_evidence(text)]
    assert all(item in found for item in expected), found


@pytest.mark.parametrize(
    "text",
    [
        "The growing body of evidence implicates them.",
        "Witnesses were taken to hospital.",
        "The aircraft hit a command post.",
        "They crawled next to the bodies of their neighbours.",
        "She still lives in the picture-book village.",
        "The list price rose.",
    ],
)
def test_what_is_only_named_is_not(text: str) -> None:
    assert find_evidence(text) == ()


def test_kinds_are_codes() -> None:
    assert set(read("evidence_words.yaml")["evidence"]) == codes("evidence")
