"""What is said of one victim, laid together."""

from dataclasses import replace

from factory import by_id, make_claim

from ledgerstone.reconciling import gather, victims
from ledgerstone.records import Link, Name, Person


def test_spellings_ages_and_harms_of_one_person() -> None:
    claims = by_id(
        [
            make_claim("1" * 64, name="Yesrin Tohvel", harm="injured", about_person={"age_low": 34, "age_high": 34}),
            make_claim(
                "2" * 64, name="Jesrin Tovel", about_person={"age_low": 35, "age_high": 35, "occupation": "teacher"}
            ),
        ]
    )
    links = [Link(claim=id_, target=target, linker="x.1") for id_ in claims for target in ("f" * 64, "e" * 64)]
    [view] = victims(gather("f" * 64, claims=claims, links=links, reports={}))
    assert {name.text for name in view.person.names} == {"Yesrin Tohvel", "Jesrin Tovel"}
    assert (view.person.age_low, view.person.age_high, view.person.occupation) == (34, 35, "teacher")
    assert (view.harm, len(view.claims), view.victim) == ("killed", 2, "e" * 64)


def test_one_side_says_civilian_and_the_other_combatant() -> None:
    claims = by_id(
        [make_claim(n * 64, name="Korvan Esht", status=s) for n, s in (("1", "civilian"), ("2", "combatant"))]
    )
    links = [Link(claim=id_, target=target, linker="x.1") for id_ in claims for target in ("f" * 64, "e" * 64)]
    [view] = victims(gather("f" * 64, claims=claims, links=links, reports={}))
    assert view.person.status == "contested"


def test_the_name_shown_is_a_full_one_as_the_report_first_tells_it() -> None:
    names = ("Esht", "Korvan Ilm Esht", "Korvan Ilmar Dov Esht", "Abu Sorin Ilm Esht")
    claims = by_id([make_claim(name=name, at=40 * n) for n, name in enumerate(names)])
    claims |= by_id(
        [
            replace(claim, person=Person(names=(Name(text=name, of="kunya"),)))
            for claim in claims.values()
            if claim.person and (name := claim.person.names[0].text).startswith("Abu")
        ]
    )
    links = [Link(claim=id_, target=target, linker="x.1") for id_ in claims for target in ("f" * 64, "e" * 64)]
    [view] = victims(gather("f" * 64, claims=claims, links=links, reports={}))
    assert [name.text for name in view.person.names][:3] == [
        "Korvan Ilm Esht",
        "Korvan Ilmar Dov Esht",
        "Abu Sorin Ilm Esht",
    ]
