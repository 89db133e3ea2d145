"""Web pages through the real program: nothing is reached that was not allowed, what failed is told and tried again."""

import json
from pathlib import Path

import pytest
from capturing.hostile_servers import PAGE, answer, redirect, serving
from case_making import new_case

from ledgerstone.cli import main

SENTENCE = b"<p>At least 12 people were killed in shelling in Oldenmarsh on 3 March 2031, the hospital said.</p>"


@pytest.fixture
def case(tmp_path: Path) -> str:
    new_case(tmp_path / "case").close()
    return str(tmp_path / "case")


def say(
    capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, list[dict[str, object]], list[dict[str, object]]]:
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--json"])
    told = capsys.readouterr()
    code = ended.value.code
    return (
        code if isinstance(code, int) else 0,
        [json.loads(line) for line in told.out.splitlines()],
        [json.loads(line) for line in told.err.splitlines() if line.startswith("{")],
    )


def test_a_page_on_loopback_is_refused_until_it_is_allowed(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    with serving({"/": answer(PAGE % SENTENCE)}) as server:
        status, taken, problems = say(capsys, "add", case, server.at())
        assert (status, taken, [each["code"] for each in problems]) == (3, [], ["I30"])
        assert server.asked == []
        status, taken, problems = say(capsys, "add", case, "--retry", "--allow", "127.0.0.1", "--pause", "0")
        assert (status, problems) == (0, [])
        assert [each["name"] for each in taken] == [server.at()]


def test_a_redirect_from_an_allowed_network_leads_no_further(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    with serving({"/": redirect("http://127.0.0.2/secret"), "/ok": answer()}) as server:
        asked = ["--allow", "127.0.0.1", "--pause", "0", server.at("/"), server.at("/ok")]
        status, taken, problems = say(capsys, "add", case, *asked)
    assert (status, len(taken)) == (0, 1)
    assert problems[0]["record"] == server.at("/")
    assert "127.0.0.2" in str(problems[0]["text"])


def test_a_list_and_a_feed_are_named_by_options(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feed = b"<rss><channel><item><link>/b</link></item></channel></rss>"
    with serving({"/a": answer(b"a"), "/b": answer(b"b"), "/feed": answer(feed)}) as server:
        (tmp_path / "list.txt").write_text(f"{server.at('/a')} https://archive.ph/x\n")
        given = ["--addresses", str(tmp_path / "list.txt"), "--feed", server.at("/feed")]
        status, taken, problems = say(capsys, "add", case, *given, "--allow", "127.0.0.0/8", "--pause", "0")
        assert (status, problems) == (0, [])
        assert [each["name"] for each in taken] == [server.at("/a"), server.at("/b")]
        status, taken, _ = say(capsys, "add", case, *given, "--allow", "127.0.0.0/8", "--pause", "0")
        assert (status, taken) == (3, [])


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 2),
        (["https://a.example/", "https://b.example/", "--archived", "https://archive.ph/x"], 2),
        (["https://a.example/", "--allow", "everything"], 2),
        (["--addresses", "no-such-file"], 2),
        (["https://user:word@a.example/"], 3),
        (["http://[::1"], 3),
        (["--retry"], 3),
    ],
)
def test_what_cannot_be_asked_for_is_told_without_a_word_to_anybody(
    case: str, arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(capsys, "add", case, *arguments)[0] == status


def test_a_page_that_gives_no_report_is_named_by_its_address(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    with serving({"/": answer(b"\x00\x01\x02", kind="video/mp4")}) as server:
        assert say(capsys, "add", case, server.at(), "--allow", "127.0.0.1")[0] == 0
    status, _, problems = say(capsys, "run", case)
    assert status == 0
    assert [each["name"] for each in problems] == [server.at()]


def test_the_dossier_names_the_archived_copy_beside_the_page(case: str, tmp_path: Path) -> None:
    with serving({"/": answer(PAGE % SENTENCE)}) as server:
        for arguments in (
            ["add", case, server.at(), "--allow", "127.0.0.1", "--archived", "https://archive.ph/x"],
            ["run", case],
            ["show", case, "--dossier", str(tmp_path / "dossier.html")],
        ):
            with pytest.raises(SystemExit) as ended:
                main(arguments)
            assert not ended.value.code
    said = (tmp_path / "dossier.html").read_text(encoding="utf-8")
    assert "archived copy at <bdi" in said
    assert "https://archive.ph/x" in said
    assert "127.0.0.1 named no time" in said  # the capture of the archive that the page was taken from
