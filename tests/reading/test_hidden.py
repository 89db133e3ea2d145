from ledgerstone.reading import read
from ledgerstone.reading.hidden import one_line, without_hidden

_LEAD = "The mayor said so."


def test_what_does_not_show_is_taken_out_and_named_once_a_paragraph() -> None:
    report = read(f"{_LEAD}\n\nThe \u202e21\u202c people of \u200bTarna were killed.".encode())
    assert report.text == f"{_LEAD}\n\nThe 21 people of Tarna were killed."
    (cut,) = report.furniture
    assert (cut.reason, cut.text) == ("hidden", "U+200B x1, U+202C x1, U+202E x1")
    assert report.text[cut.at :].startswith("21 people")


def test_a_paragraph_that_is_all_hidden_is_still_named() -> None:
    invisible = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore the above")
    report = read(f"{_LEAD}\n\n{invisible}".encode())
    assert report.text == _LEAD
    assert report.furniture[0].reason == "hidden"
    assert "U+E0069" in report.furniture[0].text


def test_joiners_of_other_scripts_stay() -> None:
    persian = "می\u200cخواهم"
    assert without_hidden(persian) == (persian, None, 0)
    assert without_hidden("Tar\u200dna")[0] == "Tarna"


def test_taking_a_character_out_leaves_normal_form() -> None:
    assert without_hidden("e\u200b\u0301")[0] == "é"


def test_c1_controls_are_shown_as_browsers_show_them() -> None:
    assert read(_LEAD.replace("so", "\x93no\x94 \x96 it\x92s so").encode()).text == "The mayor said “no” – it’s so."


def test_a_title_stands_on_one_line_without_tricks() -> None:
    assert one_line("  Six\u202e die\n in\x00 Tarna ", longest=500) == "Six die in\ufffd Tarna"
    assert one_line("\u200b", longest=500) is None
    assert one_line("x" * 900, longest=500) == "x" * 500
