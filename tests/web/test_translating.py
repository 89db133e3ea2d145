"""Every word of the room goes through gettext: read in an invented language, each one that did is marked."""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from django.conf import locale
from django.test import override_settings
from django.utils.translation import trans_real
from pages_of_the_room import pages
from review_room import Room

from ledgerstone.actions.permissions import Role
from ledgerstone.store.room.doings import What
from ledgerstone.web.words import DOINGS, ROLES

MARK = "\u2e22"  # stands before each translated word
CODE = "qps"
# Data, not words: what a source or a person wrote, numbers, codes, and what a program made.
_DATA = {"bdi", "code", "kbd", "time", "text", "script", "style", "textarea", "title", "option", "noscript"}
_SAID = re.compile(r"^[A-Z]\d\d$")  # the code of an error
_DAY = re.compile(
    r"^,? ?[A-Z][a-z]+ \d{1,2}, \d{4}(?: · [a-z]{2})?$"
)  # as Django writes it for a language without a form
_ALLAUTH = re.compile(r"^Name$|^(?:SVG|CSV|JSON Lines)$|^[a-z]{2,3}$|^alt=[A-Z2-7]{32}$")  # names


class _Marked(trans_real.DjangoTranslation):
    """An invented language in which everything is said as in English, with a mark."""

    def __init__(self) -> None:  # nothing is read from files
        self._fallback = None

    def gettext(self, message: str) -> str:
        return MARK + message if message else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return MARK + (msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002
        return MARK + message

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        return self.ngettext(msgid1, msgid2, n)

    def language(self) -> str:
        return CODE

    def to_language(self) -> str:
        return CODE


@pytest.fixture
def _invented(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Offer the invented language; Django wants a file of it to be there, which says nothing here."""
    told = {"bidi": True, "code": CODE, "name": "Invented", "name_local": "Invented"}
    monkeypatch.setitem(locale.LANG_INFO, CODE, told)
    catalogue = tmp_path / CODE / "LC_MESSAGES" / "django.mo"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_bytes(struct.pack("<7I", 0x950412DE, 0, 0, 28, 28, 0, 28))
    languages = [("en", "English"), (CODE, "Invented")]
    with (
        override_settings(LANGUAGES=languages, LANGUAGES_BIDI=[CODE], LOCALE_PATHS=[str(tmp_path)]),
        monkeypatch.context() as patch,
    ):
        patch.setitem(trans_real._translations, CODE, _Marked())
        yield


@pytest.mark.usefixtures("_invented")
def test_every_word_of_every_page_can_be_translated(room: Room) -> None:
    found = []
    for name, (roles, address) in pages(room).items():
        answer = room.client(*roles).get(address, headers={"Accept-Language": CODE})
        tree = lxml.html.fromstring(answer.content.decode())
        assert (tree.get("lang"), tree.get("dir")) == (CODE, "rtl")
        found += [f"{name}: {text}" for text in _unmarked(tree)]
    assert not found, "\n".join(found)


def test_words_that_are_translated_by_a_variable_are_all_named() -> None:
    assert set(ROLES) == set(Role)
    assert set(DOINGS) >= set(What)


def _unmarked(tree: lxml.html.HtmlElement) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str) or _is_data(element):
            continue
        for text in (element.text, *(child.tail for child in element)):
            said = (text or "").strip()
            if (
                re.search(r"[^\W\d_]{2}", said)
                and MARK not in said
                and not _SAID.search(said)
                and not _ALLAUTH.search(said)
                and not _DAY.search(said)
            ):
                yield said
        for name in ("aria-label", "placeholder", "alt"):
            said = element.get(name) or ""
            if said and MARK not in said and not _ALLAUTH.search(f"{name}={said}"):
                yield f"{name}={said}"


def _is_data(element: lxml.html.HtmlElement) -> bool:
    return any(each.tag in _DATA or each.get("dir") == "auto" for each in (element, *element.iterancestors()))
