"""The dossier as a document: self-contained, escaped, whole, and honest about what it is."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from releasing.sample import Sample, review, sample
from strategies import of

from ledgerstone.codec import identify
from ledgerstone.records import Assessment, Claim, Handling, Identifier, Link, PageBox, Report
from ledgerstone.releasing import dossier

SAMPLE = sample()
VOID = {"meta", "link", "br", "img", "input", "hr", "base"}
CLAIMS = {id_: claim for each in SAMPLE.assessments for id_, claim in each.claims.items()}


class Page(HTMLParser):
    """A page taken apart; it refuses a tag that is closed out of turn."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data

    def all(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]


def make(
    mode: Any = "working", assessments: Sequence[Assessment] | None = None, of_: Sample = SAMPLE, **fields: Any
) -> str:
    fields = {"reviews": {}, "title": "Kalvessa", "policy": "range.v1", "dated": date(2031, 6, 2)} | fields
    shown = of_.assessments if assessments is None else assessments
    return dossier(shown, mode=mode, originals=of_.originals, captures=of_.captures, **fields)


WORKING = make(reviews=SAMPLE.accept("killed19", "killed20"))
RELEASE = make("release", reviews=SAMPLE.accept(), version="2031.1")
BOTH = pytest.mark.parametrize("text", [WORKING, RELEASE], ids=["working", "release"])


@BOTH
def test_it_needs_no_network_no_script_and_forbids_both(text: str) -> None:
    page = Page(text)
    tags = Counter(tag for tag, _ in page.tags)
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base", "audio", "video"} & tags.keys()
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on") or name in {"src", "srcset"}]
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in text
    style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)[0]
    assert "url(" not in style
    assert "@import" not in style
    assert "@font-face" not in style


@BOTH
def test_ids_are_unique_and_every_link_within_leads_somewhere(text: str) -> None:
    page = Page(text)
    assert [id_ for id_, n in Counter(page.all("id")).items() if n > 1] == []
    targets = {href[1:] for href in page.all("href") if href.startswith("#")}
    named = {word for name in ("aria-labelledby",) for value in page.all(name) for word in value.split()}
    assert targets | named <= set(page.all("id"))


@BOTH
def test_headings_follow_in_order_and_tables_name_their_headers(text: str) -> None:
    page = Page(text)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all(attrs.get("scope") in {"col", "row"} for tag, attrs in page.tags if tag == "th")
    images = [attrs for tag, attrs in page.tags if tag == "svg"]
    assert images
    assert all(
        attrs.get("role") == "img" and (attrs.get("aria-label") or attrs.get("aria-labelledby")) for attrs in images
    )


def test_a_working_copy_shows_each_claim_once_with_a_way_to_its_words() -> None:
    ids = Page(WORKING).all("id")
    assert sum(bool(re.fullmatch(r"i\d+-c\d+", id_)) for id_ in ids) == len(CLAIMS)
    assert sum(bool(re.fullmatch(r"t-\d+", id_)) for id_ in ids) == len(CLAIMS)
    page = Page(WORKING).text
    for claim in CLAIMS.values():
        assert claim.passage.exact in page or "agoN" in claim.passage.exact


def test_a_working_copy_says_what_it_is_and_what_nobody_reviewed() -> None:
    page = Page(WORKING)
    assert page.text.count("INTERNAL – not for release") >= 2
    marked = [attrs for tag, attrs in page.tags if tag == "li" and "unreviewed" in (attrs.get("class") or "").split()]
    assert len(marked) == len(CLAIMS) - 2
    assert "Accepted by Ana" in " ".join(page.text.split())
    assert "15 of 17" in page.text


def test_full_text_and_furniture_stand_in_the_working_copy_alone() -> None:
    for words in ("Two people in three on the street slept.", "Solar roofs from 49 a month."):
        assert words in Page(WORKING).text
        assert words not in RELEASE


def test_a_release_holds_nothing_internal() -> None:
    page = Page(RELEASE).text
    assert "INTERNAL" not in page
    for words in ("Torrin", "Orun", "Jorun", "Moskal", "raped", "Ana", "a.html", "-43.41512"):
        assert words not in page
    assert "2031.1" in page
    assert "sexual violence is not released" in page
    assert not [href for href in Page(RELEASE).all("href") if not href.startswith("#")]


def test_codes_of_others_stand_in_the_working_copy_alone_and_boxes_say_the_page() -> None:
    box = PageBox(page=7, left=0.1, top=0.2, width=0.5, height=0.04)
    code = Identifier(scheme="sella-registry", value="SL-001")
    each = SAMPLE.assessments[0]
    claims = {
        id_: replace(claim, identifiers=(code,), passage=replace(claim.passage, boxes=(box,)))
        for id_, claim in each.claims.items()
    }
    shown = [replace(each, claims=claims)]
    working = Page(make(assessments=shown)).text
    assert "sella-registry: SL-001" in working
    assert working.count("page 7, 20–24 % down, 10–60 % across") >= len(claims)
    release = Page(make("release", assessments=shown, known=shown, reviews=SAMPLE.accept())).text
    assert "page 7, 20–24 % down" in release
    assert "SL-001" not in release


def test_with_nothing_reviewed_a_release_is_empty_and_lists_what_stays() -> None:
    page = Page(make("release")).text
    assert "Nothing has passed review" in page
    assert all(id_ in page for id_ in CLAIMS)
    assert not [claim for claim in CLAIMS.values() if claim.passage.exact in page]


def test_figures_stand_in_words_with_what_they_rest_on() -> None:
    text = " ".join(Page(WORKING).text.split())
    for words in (
        "at least 19",
        "44–60",
        "11–13",
        "up to 8",
        "replaced by the hospital's later 19",
        "Named, but without coordinates",
    ):
        assert words in text
    assert "the accused side’s own words" in text
    assert "3 April 2031 is a Thursday" in text


def test_hostile_text_is_shown_and_does_nothing() -> None:
    assert "<script>" not in WORKING
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; Lomerin" in WORKING
    assert "\u202e" not in WORKING
    assert "‹U+202E›" in WORKING
    assert "javascript:alert(1)" in Page(WORKING).text
    assert "javascript:alert(1)" not in Page(WORKING).all("href")
    outside = [attrs for _, attrs in Page(WORKING).tags if (attrs.get("href") or "").startswith("http")]
    assert outside
    assert all({"noreferrer", "noopener"} <= set((attrs["rel"] or "").split()) for attrs in outside)


POISON = st.sampled_from(
    ["<script>x</script>", '"><img src=x onerror=y>', "</style><b>", "</svg>", "{{ 7*7 }}", "' onload='", "\u202e"]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    claims=st.lists(of(Claim), max_size=4),
    report=of(Report),
    label=POISON,
    title=POISON,
    mode=st.sampled_from(["working", "release"]),
)
def test_any_record_gives_a_whole_page(claims: list[Claim], report: Report, label: str, title: str, mode: str) -> None:
    report = replace(report, text=report.text + label, title=title, publisher=label, url=label)
    id_ = identify(report)
    made = [replace(each, report=id_) for each in claims]
    held = {f"{n:064x}": each for n, each in enumerate(made)}
    where = tuple(
        place
        for each in made
        for place in each.where
        if place.lat is None or (abs(place.lat) <= 90 and abs(place.lon or 0) <= 180)
    )
    each = replace(
        SAMPLE.assessments[2], label=label, claims=held, reports={id_: report}, tolls=(), where=where,
        when=next((each.when for each in made), None), actors=tuple(actor for each in made for actor in each.actors),
    )  # fmt: skip
    text = make(mode, [each], title=title, reviews={id_: review(id_) for id_ in held})
    page = Page(text)
    assert not [tag for tag, _ in page.tags if tag in {"script", "img"}]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert "49" not in label or "{{ 7*7 }}" in page.text


def test_no_incident_at_all() -> None:
    page = Page(make(assessments=[]))
    assert "No incident was found" in page.text
    assert "no map to draw" in page.text


def test_claims_that_belong_to_no_incident_have_a_page_too() -> None:
    lost = replace(SAMPLE.assessments[2], incident=None, label="Belongs to no incident", tolls=(), where=())
    assert "Belongs to no incident" in Page(make(assessments=[lost])).text


def test_a_claim_of_two_incidents_stands_in_both_and_its_mark_leads_to_the_first() -> None:
    twice = [SAMPLE.assessments[1], SAMPLE.assessments[1]]
    page = Page(make(assessments=twice))
    assert {"i1-c1", "i2-c1"} <= set(page.all("id"))
    assert "#i1-c1" in page.all("href")


def test_a_part_says_that_it_is_never_added_and_a_copy_that_it_is_no_second_source() -> None:
    whole, part = SAMPLE.assessments[0], SAMPLE.assessments[1]
    first, second = list(whole.reports)[:2]
    nested = Link(claim="b" * 64, target="a" * 64, relation="part_of", linker="linking.1")
    copied = Link(claim=second, target=first, relation="copy_of", linker="linking.1")
    shown = [replace(whole, links=(*whole.links, nested, copied)), replace(part, links=(nested,))]
    for mode in ("working", "release"):
        reviews = SAMPLE.accept() | {SAMPLE.ids[name]: review(SAMPLE.ids[name]) for name in ("intimate", "stopped")}
        opened = [
            Handling(about=SAMPLE.ids[name], level="open", because="They asked.", at=review("x").at, by="Ana")
            for name in ("intimate", "stopped")
        ]
        text = " ".join(Page(make(mode, shown, reviews=reviews, handlings=opened)).text.split())
        assert "part of 1, never added to it" in text
        assert "Part of incident 1: never added to it" in text
        assert "incident 2: counted in it, never added" in text
        assert "copy of R1: no second source" in text


def test_the_same_input_gives_the_same_page() -> None:
    assert make(reviews=SAMPLE.accept("killed19", "killed20")) == WORKING


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_of_text_can_be_read_on_every_ground_it_stands_on() -> None:
    style = re.findall(r"<style>(.*?)</style>", WORKING, re.DOTALL)[0]
    light, dark = (re.findall(r":root \{(.*?)\}", style, re.DOTALL)[n] for n in (0, 1))
    grounds = {
        "ink": ("paper", "card", "faint", "mark", "mark-now", "accused-bg", "warn-bg", "land"),
        "quiet": ("paper", "card", "faint", "accused-bg", "warn-bg"),
        "link": ("paper", "card", "faint"),
        "accused": ("paper", "accused-bg"),
        "warn": ("card", "warn-bg", "accused-bg"),
    }
    for sheet in (light, dark):
        colours = {name: value if len(value) == 7 else "#" + "".join(2 * c for c in value[1:])
                   for name, value in re.findall(r"--([\w-]+): (#[0-9a-f]+)", sheet)}  # fmt: skip
        for text, behind in grounds.items():
            for ground in behind:
                high, low = sorted((_luminance(colours[text]), _luminance(colours[ground])), reverse=True)
                assert (high + 0.05) / (low + 0.05) >= 4.5, (text, ground, colours[text], colours[ground])
