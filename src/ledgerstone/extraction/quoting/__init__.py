"""Claims that a language model points at: it quotes, and the rules check every word before a claim is made.

The model is a plain function that the stage is handed. What it says counts for nothing by itself: the quote must stand
in the report, and the figure must be what our own parser reads in it.
"""

from ledgerstone.extraction.quoting.quoted import Ask, Quoted, extract_quoted

__all__ = ["Ask", "Quoted", "extract_quoted"]
