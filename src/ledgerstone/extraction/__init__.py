"""Report -> Claims, each anchored to a verbatim Passage. Pure.

``stage.py`` runs the steps in order, ``context.py`` holds what is found over the whole text. The rooms:

    text/      words, sentences and names, with exact offsets
    harm/      who was harmed and how many: numbers -> people -> triggers -> harms -> victims -> harm_claims
    speech/    who says it, how firmly, what they point at, how others respond
    parties/   who is said to have done it, and what was done
    times/     dates as intervals
    places/    places as named, found in the gazetteer
"""

from ledgerstone.extraction.stage import LANGUAGES, VERSION, extract, unread

__all__ = ["LANGUAGES", "VERSION", "extract", "unread"]
