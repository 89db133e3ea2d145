"""docs/codebook.md and the vocabulary are one."""

from pathlib import Path

from ledgerstone import vocabulary
from ledgerstone.releasing.codebook import codebook

PAGE = Path(__file__).parents[2] / "docs" / "codebook.md"


def test_the_page_is_the_codebook() -> None:
    expected = codebook()
    assert PAGE.read_text(encoding="utf-8") == expected, (
        "docs/codebook.md is not what the vocabulary says. Write it anew: "
        "python -c 'from ledgerstone.releasing import codebook; print(codebook(), end=\"\")' > docs/codebook.md"
    )


def test_every_code_stands_on_it() -> None:
    page = codebook()
    for name in vocabulary.names():
        assert f"\n## {name.replace('_', ' ')}\n" in page
        assert all(f"| `{code}` |" in page for code in vocabulary.codes(name))
