"""Reading an original in a process of its own, which may be ended: what one file costs is bounded in time and memory.

    viewer.py        ``ConfinedViewer``: has an original drawn, takes pictures and plain text back
    reader.py        ``ConfinedReader``: hands an open file over, takes reports, problems and members back
    worker.py        the process: limits itself, reads one file after another, ends when nobody asks any more
    recognising.py   text in pictures, by the tesseract program where it is installed
    frames.py        what goes over the socket between them: JSON and bytes, nothing that could be run

One process reads many files; it is started again after it had to be ended. Whoever runs several at once gives each its
own ``ConfinedReader``.
"""

from ledgerstone.confining.reader import ConfinedReader, Found, Handed
from ledgerstone.spreading import Bounds

__all__ = ["Bounds", "ConfinedReader", "Found", "Handed"]
