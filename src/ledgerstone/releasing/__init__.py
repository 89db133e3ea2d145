"""Reviewed records become dossiers and data sets, with what must be withheld withheld. Pure: no clock, no network.

1. ``gate``      what may leave, and why the rest may not (one gate for every shape)
2. ``dossier``   one self-contained HTML file, in a working and a release form
3. ``claims``    the claims as CSV and as JSON Lines
4. ``codebook``  the vocabulary as one page, which lies beside each release
"""

from ledgerstone.releasing.claims import claims_csv, claims_jsonl
from ledgerstone.releasing.codebook import codebook
from ledgerstone.releasing.dossier import dossier
from ledgerstone.releasing.gate import Gated, gate
from ledgerstone.releasing.manifest import manifest
from ledgerstone.releasing.method import DETERMINED, standards_words
from ledgerstone.releasing.withholding import Allowed, allow

VERSION = "releasing.1"

__all__ = [
    "DETERMINED",
    "VERSION",
    "Allowed",
    "Gated",
    "allow",
    "claims_csv",
    "claims_jsonl",
    "codebook",
    "dossier",
    "gate",
    "manifest",
    "standards_words",
]
