"""The only code on the database and on the vault of originals: a Django app, and the files of a case folder.

    folder.py      what lies in a case folder; case.toml; writing a file so that a crash leaves the old one or the new
    presence.py    who has the case open (a lock on the folder)
    vault.py       originals: hashed while copied, written once, verified at every read
    chain.py       commitments and heads: what makes a change visible
    models.py      the tables; migrations/ makes them, with the triggers that refuse every change
    engine.py      Django, set up once a process; one connection a case, on a thread of its own
    sqlite/, postgresql/   what differs between the two: connecting, errors, what verifying reads
    placing.py     which of them a case has its records in
    migrating.py   a step of a migration that says its SQL for each
    store.py       the one door: open, append with one chain entry a transaction, read, close and seal
    resting.py     what the last to leave does: nothing beside the database, and the seal on it
    about.py, rows.py   records <-> rows;   evidence.py, tables.py   rows read with the database alone
    verifying.py   reads everything again and names the first thing that is wrong
    finding_aid.py, aid.py   where the stages look things up; made of the records, and no record
    writing.py     one transaction: an entry, what it commits to, the records
    expunging.py   deletes records under a tombstone, and sees that their bytes are gone
    upgrading.py   a case of an older version -> one of this version
    bag.py         the form in which a whole case travels;   exporting.py, importing.py   write it and read it
    copying.py     the rows of a case from one database to another

Nothing is imported here, so that a Django project can list ``ledgerstone.store`` among its apps.
"""
