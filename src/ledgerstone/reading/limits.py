"""What a reader takes, and no more. An original over a limit is kept; only its reading is refused."""

LARGEST_TEXT = 20_000_000
"""Characters (and, for text and HTML, bytes) of one report: ten times War and Peace, and still read in seconds."""

LARGEST_PDF = 500_000_000
"""Bytes of a PDF: scans with pictures are large, their text is not."""

MOST_PAGES = 5_000
"""Pages of a PDF."""

MOST_ELEMENTS = 50_000
"""Elements of a web page: a busy news page has 6,000, and reading stays below fifteen seconds."""

DEEPEST = 250
"""Levels of elements in a web page. libxml2 goes down to 256 and then drops the rest of the page without a word."""

LONGEST_FIELD = 500
"""Characters of a title or a publisher; the rest is cut off."""

LONGEST_URL = 4_000
"""Characters of an address; a longer one is left out, because half an address leads somewhere else."""

LARGEST_MEMBER = 200_000_000
"""Bytes of one member of a container, unpacked: it is held in memory while it is taken out."""

LARGEST_UNPACKED = 1_000_000_000
"""Bytes of all that is unpacked out of one original, at every depth."""

MOST_MEMBERS = 10_000
"""Members of one original, at every depth."""

DEEPEST_CONTAINER = 5
"""Containers within containers: a mailbox in an archive in a mail in an archive is four."""

MOST_PIXELS = 60_000_000
"""Pixels of a picture: A3 at 600 dots an inch has 70 million, A4 has 35."""

PIXELS_RECOGNISED = 9_000_000
"""Pixels in which text is recognised, A4 at 300 dots an inch; a larger picture is made smaller first."""

MOST_SCANNED_PAGES = 300
"""Pages of one original in which text is recognised."""

MOST_ROWS = 100_000
"""Rows of a table with a mapping."""

LONGEST_CELL = 5_000
"""Characters of one cell of a table; the rest is cut off."""
