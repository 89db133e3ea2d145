import pytest

from ledgerstone.extraction.parties.actors import find_actors
from ledgerstone.extraction.text.sentences import split


def parties(text: str) -> list[tuple[str, str]]:
    return list(dict.fromkeys((m.actor.role, m.actor.name) for m in find_actors(text, split(text))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Militants from the Lantern Brigade carried out an attack.", ("perpetrator", "Lantern Brigade")),
        ("Lantern Brigade fighters stormed the village.", ("perpetrator", "Lantern Brigade")),
        ("The village was shelled by Kalvessan troops.", ("perpetrator", "Kalvessan troops")),
        ("Residents said Kalvessan troops shelled the village.", ("accused", "Kalvessan troops")),
        ("A Syrian airstrike hit the market.", ("perpetrator", "Syrian forces")),
        ("An alleged Syrian airstrike hit the market.", ("accused", "Syrian forces")),
        ("Officials blamed the attack on the Lantern Brigade.", ("accused", "Lantern Brigade")),
        ("The Lantern Brigade claimed responsibility for the bombing.", ("claimant", "Lantern Brigade")),
        ("The Lantern Brigade said it had carried out the attack.", ("claimant", "Lantern Brigade")),
        ("Unidentified gunmen killed four people.", ("perpetrator", "unidentified gunmen")),
        ("Either Kalvessan troops or the Lantern Brigade shelled the market.", ("accused", "Kalvessan troops")),
        ("Either Kalvessan troops or the Lantern Brigade shelled the market.", ("accused", "Lantern Brigade")),
        ("The list calls them “victims of the Syrian aggression”.", ("accused", "Syrian forces")),
        ("The Lantern Brigade blamed Kalvessan troops.", ("accused", "Kalvessan troops")),
        ("An alleged Syrian projectile hit the market.", ("accused", "Syrian forces")),
        ("Whether a Syrian militant rocket fell short was disputed.", ("accused", "Syrian militants")),
        ("The rocket was fired by a Kalvessan militant group.", ("perpetrator", "Kalvessan militant group")),
        ("Two teachers were killed by ZLF guerrillas.", ("perpetrator", "ZLF")),
        ("ZLF [Zullan Liberation Front] guerrillas attacked the town.", ("perpetrator", "Zullan Liberation Front")),
        ("The Zullan Liberation Front [ZLF] attacked the town.", ("perpetrator", "Zullan Liberation Front")),
        ("A group of unidentified individuals attacked the school.", ("perpetrator", "unidentified individuals")),
        ("The rebel group Lantern Brigade had killed the mayor.", ("perpetrator", "Lantern Brigade")),
        ("The bomb was planted by guerrillas.", ("perpetrator", "guerrillas")),
        ("The priests were killed by some 30 men wearing drab uniforms.", ("perpetrator", "men wearing drab uniforms")),
        ("Police said that guerrillas tonight bombed the embassy.", ("accused", "guerrillas")),
        ("Ten died in attacks by about 150 Lantern Brigade members.", ("perpetrator", "Lantern Brigade")),
        ('It could have been carried out by the Maoist "Red Path" group.', ("accused", "Red Path")),
        ("It may have been carried out by Kalvessan troops or the Lantern Brigade.", ("accused", "Lantern Brigade")),
        ("Rebels might be involved in the kidnapping of a trader.", ("accused", "rebels")),
        ("The Lantern Brigade, a splinter group, is responsible for the murders.", ("accused", "Lantern Brigade")),
        ("The arrest of five soldiers for killing a clerk was announced.", ("accused", "soldiers")),
        ("Two soldiers were arrested in connection with the murder.", ("accused", "soldiers")),
        ("Two people died. Militants of the Lantern\nBrigade shot them.", ("perpetrator", "Lantern Brigade")),
        ("The operation was aimed at pro-Marr militias.", ("target", "pro-Marr militias")),
        ("The strike targeted fighters from the Lantern Brigade.", ("target", "Lantern Brigade")),
    ],
)
def test_a_role_makes_a_party(text: str, expected: tuple[str, str]) -> None:
    assert expected in parties(text)


@pytest.mark.parametrize(
    "text",
    [
        "A strike on Drovath killed ten people.",
        "The bombing in Mora wounded ten people.",
        "Ten soldiers killed in the attack were buried.",
        "Police arrested two suspects.",
        "He was identified by police.",
        "Guerrillas killed in the clash were buried.",
        "A number of unidentified individuals were killed.",
        "Ana Belk killed along with her brother was 40.",
        "The Mora Times conducted an investigation.",
        "The strike targeted civilians and homes.",
        "A Drovath airstrike survivor spoke in Drovath.",
        "Members of the Belk family killed on Friday were buried.",
        "Hurricane Ilan killed ten people.",
    ],
)
def test_victims_places_police_and_speakers_are_no_parties(text: str) -> None:
    assert parties(text) == []


def test_one_actor_by_all_its_names() -> None:
    text = (
        "Militants from Harun Tal al-Sar (HTA) carried out an assault. HTA fighters beat people while militants struck "
        "them with sticks. Leaders warned of HTA, as HTA began under the name Jund al-Sar."
    )
    actors = {mention.actor for mention in find_actors(text, split(text))}
    (actor,) = actors
    assert (actor.name, set(actor.aliases)) == ("Harun Tal al-Sar", {"HTA", "Jund al-Sar"})
    assert actor.wording == "Militants from Harun Tal al-Sar (HTA)"
    assert actor.role == "perpetrator"


def test_all_forces_of_a_state_are_one_party() -> None:
    text = "Syrian warplanes hit Mora. The Syrian army shelled it later, and Syrian troops stormed a house."
    assert len({mention.actor.name for mention in find_actors(text, split(text))}) == 1


def test_what_is_quoted_is_an_accusation() -> None:
    text = "“Velkan troops shelled our street. Syrian aircraft bombed it.”"
    assert {role for role, _ in parties(text)} == {"accused"}


def test_mentions_are_exact_and_in_order() -> None:
    text = "Gunmen attacked a bus. The Lantern Brigade claimed responsibility."
    found = find_actors(text, split(text))
    assert [text[mention.start : mention.end] for mention in found] == ["Gunmen", "Lantern Brigade"]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers have arrested two men in connection with the murder.",
        "Soldiers were sought by the inquiry.",
        "Tavin Oreld was arrested in connection with the murder.",
        "The mayor or the Lantern Brigade may speak.",
    ],
)
def test_whoever_arrests_or_is_arrested_in_private_is_accused_of_nothing(text: str) -> None:
    assert "accused" not in {role for role, _ in parties(text)}
