"""The vocabulary as one page of Markdown: each code with what it means and where it comes from."""

from ledgerstone import vocabulary

_HEAD = """# The codebook

Every code that a record may hold, with what it means and whose list it was taken from. A release carries this page
beside its tables. It is made from `src/ledgerstone/vocabulary/` by `ledgerstone.releasing.codebook()`; a test holds the
two together.

"""

_VAGUE = """## vague counts

{about} A claim keeps the word; a policy names the column that it reads.

Source: {source}.

| word | stated | ACLED | Airwars |
|---|---|---|---|
"""


_COLUMNS = ("stated", "acled", "airwars")


def codebook() -> str:
    """Return the codebook: every code list, sorted by name, and the words for a number."""
    lists = "\n".join(_list(vocabulary.code_list(name)) for name in vocabulary.names())
    vague = vocabulary.read("vague_counts.yaml")
    rows = "".join(
        f"| {word} | {' | '.join(bounds_words(n[column]) for column in _COLUMNS)} |\n"
        for word, n in vague["words"].items()
    )
    return _HEAD + lists + "\n" + _VAGUE.format(about=vague["about"], source=vague["source"]) + rows


def bounds_words(bounds: int | list[int]) -> str:
    """Return what a policy reads in a word for a number: its least, or a range."""
    return f"{bounds:,}" if isinstance(bounds, int) else " to ".join(f"{bound:,}" for bound in bounds)


def _list(each: vocabulary.CodeList) -> str:
    sources = {code.source for code in each.codes}
    common = next(iter(sources)) if len(sources) == 1 else None
    head = f"## {each.name.replace('_', ' ')}\n\n{each.about}\n\n"
    if common:
        rows = "".join(f"| `{code.name}` | {_cell(code.text)} |\n" for code in each.codes)
        return f"{head}Source: {common}.\n\n| code | meaning |\n|---|---|\n{rows}"
    rows = "".join(f"| `{code.name}` | {_cell(code.text)} | {_cell(code.source)} |\n" for code in each.codes)
    return f"{head}| code | meaning | source |\n|---|---|---|\n{rows}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
