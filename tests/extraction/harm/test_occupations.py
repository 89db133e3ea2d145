import pytest

from ledgerstone import extract
from ledgerstone.extraction.harm.occupations import occupation_of
from ledgerstone.records import Report


@pytest.mark.parametrize(
    ("text", "occupation"),
    [
        ("Gunmen killed attorney general Ilan Voss.", "attorney general"),
        ("Gunmen killed the Colombian liberal party candidate Ilan Voss.", "liberal party candidate"),
        ("Ilan Voss, a former mayor of Sella, was killed.", "former mayor of Sella"),
        ("Ilan Voss, the teacher, was killed.", "teacher"),
        ("Col. Ilan Voss was killed.", "Col."),
        ("The killer of Ilan Voss fled.", None),
        ("Ilan Voss, whose teacher fled, was killed.", None),
        ("Ilan Voss, a friend said, was killed.", None),
        ("Three judges and Ilan Voss were killed.", None),
    ],
)
def test_what_a_person_is(text: str, occupation: str | None) -> None:
    start = text.index("Ilan")
    assert occupation_of(text, start, start + len("Ilan Voss"), floor=0, ceiling=len(text)) == occupation


def test_it_stands_with_the_person() -> None:
    claims = extract(Report.from_text("Gunmen killed senator Ilan Voss and wounded Mira Orel, a student, on Monday."))
    people = {each.person.names[0].text: each.person.occupation for each in claims if each.person}
    assert people == {"Ilan Voss": "senator", "Mira Orel": "student"}
