"""Report -> Claims, each anchored to a verbatim Passage. Pure.

``stage.py`` runs the steps in order. What is found over the whole text: ``sentences``, ``dates``, ``places``,
``speakers``, ``actors``, ``acts``, ``responses``. What is read in a sentence: ``numbers`` -> ``people`` ->
``harms`` (who was harmed) -> ``victims`` (named persons) -> ``harm_claims``.
"""

from ledgerstone.extraction.stage import LANGUAGES, VERSION, extract

__all__ = ["LANGUAGES", "VERSION", "extract"]
