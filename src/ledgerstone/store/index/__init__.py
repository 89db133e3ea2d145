"""The read model of the review room: what a case holds now, laid out for listing, searching and counting.

Everything here is derived from records and may be thrown away at any time; ``ledgerstone.indexing`` makes it anew. It
lies in the room's database, never among the records, and no record is ever read from here.

models.py        the tables: what stands now (links, findings, decisions), and the rows that are listed
folding.py       words as they are searched: without case, diacritics and Arabic letter forms
asked.py         what somebody typed into the search box, as a question that both databases understand
words/           full text, in SQLite and in PostgreSQL
filtering.py     the one filter of lists, map, timeline and pictures, and its address
listing.py       incidents, reports, claims and victims, a page at a time
standing.py      what stands now: which claims, links and decisions concern which reports and incidents
levels.py        the strictest handling along the chain
writing.py       rows in, rows out
keeping.py       sums kept up with the faces that they are made of
sums.py          what sums say; kept.py reads them as they are kept, fresh.py makes them of what a filter selected
spotting.py      incidents near each other as one spot of the map
summing.py       the sums of a filter: kept ones where everything is asked for, else fresh ones
"""
