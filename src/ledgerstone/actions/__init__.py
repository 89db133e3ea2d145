"""Everything a person can change: permission -> record -> audit, one transaction each.

    adding.py      make a case, take originals in
    deciding.py    review a record, say who may see it
    adding_claims.py  add a claim that no stage found
    setting_standards.py  whom the team holds credible, who owns which outlet, which incidents count
    determining.py  the team's own figure beside the policy's
    listing_sources.py  a table of such decisions, taken over at once
    looking_again.py  keep a decision, or take what is found there now
    working_together.py  decide, assign and write notes in the room
    preparing.py   what would leave, written out before anybody lets it go
    letting_go.py  the working copy, and the release of what passed review
    releasing_in_room.py  what the room's worker prepares, a person looks at, and is let go as it was looked at
    expunging.py   forget an original, with all that rests on it
    people.py      who acts

In a case folder of one's own, permission is the system's right to write the folder; the store refuses without it.
Nothing is imported here, so that taking a file in does not wait for the stages to be loaded.
"""
