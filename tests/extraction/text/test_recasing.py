import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone import extract
from ledgerstone.extraction.text.recasing import recase
from ledgerstone.records import Report
from ledgerstone.vocabulary.resources import open_resources


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        ("THE MAYOR OF QUELDARA, OREN VOSSEK, SAID SO.", "The mayor of Queldara, Oren Vossek, said so."),
        ("SHE MARRIED MARK VOSSEK IN MAY.", "She married Mark Vossek in May."),
        ("IT MAY MARK THE END, ON 3 MARCH.", "It may mark the end, on 3 March."),
        ("THE ZULLAN LIBERATION FRONT (ZLF) AND THE ZLF.", "The Zullan Liberation Front (ZLF) and the ZLF."),
        ("GEN. ILAN DE LA TORVA LEFT LA QUERRA.", "Gen. Ilan de la Torva left La Querra."),
        ("COLOMBIAN GUERRILLAS IN CHILE SAID NO. 3.", "Colombian guerrillas in Chile said No. 3."),
        ("[VOSSEK] I SAW IT [AS HEARD].", "[Vossek] I saw it [as heard]."),
        ("THE UNITED NATIONS AND SHINING PATH MET.", "The United Nations and Shining Path met."),
    ],
)
def test_a_text_of_capitals_is_written_as_elsewhere(shouted: str, written: str) -> None:
    assert recase(shouted, open_resources()) == written


def test_a_text_with_capitals_and_small_letters_stays_as_it_is() -> None:
    text = "The UN said that FAO staff left Sella on May 3.\n\nNATO and the EU did not."
    assert recase(text, open_resources()) == text


@given(st.text(alphabet=st.sampled_from("ABEIOSTĞİßǅ .,[()]\"'\n12"), max_size=300))
def test_every_character_keeps_its_place(text: str) -> None:
    made = recase(text, open_resources())
    assert [a.casefold() for a in made] == [b.casefold() for b in text] or len(made) == len(text)


def test_a_report_of_capitals_says_what_the_same_report_says_otherwise() -> None:
    text = (
        "Gunmen killed three peasants and wounded Oren Vossek in the village of Queldara on 3 May 2031, police said."
        "\n\n"
        "Another four people were kidnapped by guerrillas of the Zullan Liberation Front (ZLF)."
    )
    plain, shouted = (extract(Report.from_text(each)) for each in (text, text.upper()))
    assert [_told(claim) for claim in shouted] == [_told(claim) for claim in plain]
    assert any(claim.person and claim.person.names[0].text == "Oren Vossek" for claim in shouted)


def _told(claim: object) -> tuple[object, ...]:
    count, person = getattr(claim, "count"), getattr(claim, "person")  # noqa: B009
    figure = (count.low, count.high, count.wording.upper()) if count else person and person.names[0].text
    return getattr(claim, "kind"), getattr(claim, "harm"), getattr(claim, "when") and claim.when.earliest, figure  # type: ignore[attr-defined]  # noqa: B009


def test_a_claim_quotes_the_report_and_not_the_working_copy() -> None:
    text = "QUELDARA, 3 MAY 31 (ZNA) -- [TEXT] GUNMEN YESTERDAY KILLED TWO PEASANTS AND\nTHREE OTHERS NEAR QUELDARA."
    claims = extract(Report.from_text(text))
    assert claims
    for claim in claims:
        assert text[claim.passage.start : claim.passage.end] == claim.passage.exact
        wordings = [each.wording for each in (claim.count, claim.when, claim.speaker) if each is not None]
        assert all(wording in text for wording in wordings)
    of = {claim.of for claim in claims if claim.of}
    assert of <= {_id(claim) for claim in claims}


def _id(claim: object) -> str:
    from ledgerstone.codec import identify

    return identify(claim)  # type: ignore[arg-type]
