"""Where originals come from: a file, a folder, standard input.

    sources.py   what a person named -> what is to be taken, in a fixed order, each problem named
    steady.py    a stream that notices when a file changes while it is copied

Later: web pages, feeds and archives. This is the only code that will ever be on the network.
"""

from ledgerstone.capturing.sources import Source, sources
from ledgerstone.capturing.steady import Steady, opened

__all__ = ["Source", "Steady", "opened", "sources"]
