import pytest

from ledgerstone.reading.language import language_of

_ENGLISH = "At least twelve people were killed in the market, the mayor said, and the army denied that it had fired."
_GERMAN = "Mindestens zwölf Menschen wurden auf dem Markt getötet, und die Armee bestritt, dass sie geschossen habe."


@pytest.mark.parametrize("declared", [None, "en", "de", "nonsense language"])
def test_english_is_english_whatever_is_declared(declared: str | None) -> None:
    assert language_of(_ENGLISH, declared=declared) == "en"
    assert language_of(_ENGLISH.upper(), declared=declared) == "en"


@pytest.mark.parametrize("declared", [None, "en-GB"])
def test_another_language_is_told(declared: str | None) -> None:
    assert language_of(_GERMAN, declared=declared) == "de"


def test_a_short_text_is_what_it_declares_or_unknown() -> None:
    assert language_of("Zwölf Tote", declared="de-AT") == "de"
    assert language_of("Zwölf Tote") is None
    assert language_of("3 killed in the shelling of Tarna") == "en"
    assert language_of("12345 67890 " * 20) is None
