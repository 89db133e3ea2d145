"""What a case has that is no record: accounts, invitations, the log of the room, work in hand.

It lies in a database of its own (``opening.py``), which is Django's default one in the process that serves the room.
Losing it loses accounts and work in hand, never evidence.

    models/        the tables; each thing has a module of its own, and a migration
    opening.py     where the database lies, made and brought up to date
    accounts.py    accounts and invitations: read and written
    releases.py    what is prepared to leave, and the files of what was let go
    doings.py      the log of the room: who was let in, who saw what is sealed
"""
