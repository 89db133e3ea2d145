"""Where originals come from: a file, a folder, standard input, the web.

    sources.py    what a person named -> what is to be taken, in a fixed order, each problem named
    steady.py     a stream that notices when a file changes while it is copied

This is the only code on the network, and it asks for nothing that no person named:

    asking.py     what a person named -> the addresses to ask for: one by one, of a file, of a feed
    addresses.py  how an address is read
    network.py    a name is resolved, checked, and that very address connected to
    exchange.py   one request and its answer, byte for byte;   unpacking.py  what such an answer carries
    fetching.py   redirects, limits, retries, peace for each host
    clock.py      what is known of our clock
    requisites.py what a page shows;   browser.py a picture of it, which sees a mirror.py of what was captured
    web.py        a page -> a WACZ and what is known of it;   warc.py, wacz.py  its form
    authority.py  a time-stamping authority: a SHA-256 goes, a signed time comes
"""

from ledgerstone.capturing.sources import Source, sources
from ledgerstone.capturing.steady import Steady, opened

CAPTURING = "capturing"  # the stage of a Run about an address

__all__ = ["CAPTURING", "Source", "Steady", "opened", "sources"]
