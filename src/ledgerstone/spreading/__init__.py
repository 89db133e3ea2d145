"""One piece of work on many inputs, in as many processes as asked; the results come in the order of the inputs.

    workers.py   ``Workers``: which process works on what, and how many inputs are under way at once
    process.py   one process that works, from outside: what it is asked, and when it is ended
    serving.py   the process itself: limits its memory, and ends with the process that started it
    clock.py     work in this process that the clock ends
    bounds.py    what one input may cost

What one input may cost is bounded. Where it takes too long, or kills its process, that is what comes of it, and the
others go on.
"""

from ledgerstone.spreading.bounds import Bounds
from ledgerstone.spreading.process import Killed, OutOfMemory, TookTooLong
from ledgerstone.spreading.workers import Workers, ahead, sensible, worth

__all__ = ["Bounds", "Killed", "OutOfMemory", "TookTooLong", "Workers", "ahead", "sensible", "worth"]
