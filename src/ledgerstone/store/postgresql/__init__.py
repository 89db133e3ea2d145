"""A case in the PostgreSQL of a team: a schema a case, which the role that works on cases does not own.

making.py       a schema with its tables, made by their owner, and what the working role may do with them
connecting.py   how Django connects, what is refused before anything is read, and what PostgreSQL's errors mean
catalogue.py    tables and triggers as the server tells them; catalogue.json is what the migrations make
evidence.py     the rows read in one snapshot, for verifying

It needs psycopg (``ledgerstone[team]``); only :mod:`ledgerstone.store.placing` loads it, where a case is there.
"""
