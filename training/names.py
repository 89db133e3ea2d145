"""Names that nobody bears: built from syllables that sound like several of the world's naming customs."""

import random
from dataclasses import dataclass

_SOUNDS = {
    # onsets, middles, ends of a given name; the same of a family name; particles
    "south": ("Ab Kha Ma Ha Sa Ra Na Fa Ya Ta Ba Zu", "li mi ri da sa la hi mu ne", "d r m n l b f s", "al- al- el- Abu  Al "),
    "west": ("Car Ma Lu Jo Fe Ra Di Er Ro Te Val", "ri to no li me da ru si", "a o os es ez el in", "de de la del    "),
    "east": ("Vla Mi Dra Ste Zo Bo Ne Iv Tar Ol", "ro le va ni mi ka sla de", "n v k slav mir sky enko ov ova ic", "    "),
    "central": ("Ka Mu Nde Ki Ba Chi Tso O Ngo Wa Ade", "bu mba ru ndo la ke zi fe lo", "a e i o wa le ka", "    "),
    "north": ("Hal Er Ben Tor Wil Ro Gre Da Per Ash", "ri al ma vi el o be le", "n son ton ley ard er win th", "    "),
    "far": ("Li Wen Min Tha Nu Su Jin Ha Phu", "ng wa i n ro ta mi", " ng n o a", "    "),
}  # fmt: skip
_GIVEN = """
    Ahmed Mohammed Ali Fatima Aisha Omar Yusuf Ibrahim Hassan Layla Maryam Khalid Samir Noor Carlos Maria Jose Ana Luis
    Elena Pedro Rosa Juan Miguel John Sarah David Emma Michael Grace James Amara Kwame Chidi Ngozi Abena Tendai Joseph
    Olga Ivan Dmitri Nadia Pavel Anna Wei Ming Mei Hiroshi Yuki Raj Priya Arjun Anita Sanjay Deepa Min Thiri Somchai
    """.split()
_GROUP_HEADS = """
    Army Front Movement Brigade Brigades Forces Council Party Union Committee Agency Ministry Commission Organization
    Organisation League Coalition Alliance Network Observatory Association Institute University Hospital Battalion Guard
    Police Command Directorate Bank Company Federation Group Times News Post Court Office
    """.split()
_GROUP_FRONTS = """
    National Islamic People's United Democratic Popular Revolutionary Free Liberation Defence Defense Central Republican
    Federal Patriotic Syrian Workers International Christian Human Rights Justice Northern Southern Eastern Western Royal
    Civil Security Media Emergency Medical Red Blue Victory Unity New Interior Foreign Health
    """.split()


@dataclass(frozen=True, slots=True)
class Namer:
    """Makes names, of one report or of many, by the dice that it is given."""

    dice: random.Random
    towns: tuple[str, ...]

    def person(self) -> str:
        """Return a person's name, of one to four words."""
        sounds = self._sounds()
        given = self.dice.choice(_GIVEN) if self.dice.random() < 0.45 else self._word(sounds)
        if self.dice.random() < 0.12:
            return given
        family = self._word(sounds)
        particle = self.dice.choice(_SOUNDS[sounds][3].split(" "))
        joint = particle if particle.endswith("-") else f"{particle} " if particle else ""
        middle = f"{self._word(sounds)} " if self.dice.random() < 0.2 else ""
        initial = f"{self.dice.choice('ABDEFHJKLMRST')}. " if sounds == "north" and self.dice.random() < 0.3 else ""
        return f"{given} {initial}{middle}{joint}{family}"

    def family(self) -> str:
        """Return a family name alone."""
        return self._word(self._sounds())

    def place(self) -> str:
        """Return a place's name: invented, or one of a gazetteer's."""
        if self.towns and self.dice.random() < 0.55:
            return self.dice.choice(self.towns)
        sounds = self._sounds()
        front = self.dice.choice(
            ("al-", "Al-", "El ", "Khan ", "Tel ", "San ", "Santa ", "New ", "Port ", "Mount ", "Deir ")
        )
        return f"{front if self.dice.random() < 0.25 else ''}{self._word(sounds)}"

    def group(self) -> tuple[str, str]:
        """Return an organisation's name and what it is called for short."""
        words = self.dice.sample(_GROUP_FRONTS, self.dice.choice((1, 1, 2, 2, 3)))
        name = " ".join([*words, self.dice.choice(_GROUP_HEADS)])
        if self.dice.random() < 0.15:
            name = (
                f"{self.dice.choice(('Jaysh', 'Jabhat', 'Harakat', 'Liwa', 'Hizb', 'Ansar'))} al-{self._word('south')}"
            )
        if self.dice.random() < 0.12:
            name = f"{name} of {self._word(self._sounds())}"
        return name, "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())

    def _sounds(self) -> str:
        return self.dice.choice(tuple(_SOUNDS))

    def _word(self, sounds: str) -> str:
        fronts, middles, ends, _ = _SOUNDS[sounds]
        middle = "".join(self.dice.choice(middles.split()) for _ in range(self.dice.choice((0, 1, 1, 2))))
        return f"{self.dice.choice(fronts.split())}{middle}{self.dice.choice(ends.split())}"
