"""The index of the review room, made from what a case holds and kept up with it.

    noting.py      1  what came to the chain since is noted: current readings, searches, links, decisions
    part.py        2  the records that concern some places and incidents, with every decision laid over them
    chains.py      3  the strictest handling along each chain
    faces.py       4  each incident laid out as those see it who see everything, and those who do not
    rows.py        5  what is listed of it
    face_rows.py   and of a face: the incident, its figures, its victims
    following.py   the steps in order: after every act, and for the whole case
    one.py         one incident or one report, as somebody may see it now

The record is always written first. An index that lags behind follows when it is next asked to, and one that is lost is
made anew; nothing of a case depends on it.
"""

from ledgerstone.indexing.following import Behind, behind, follow, rebuild, refresh
from ledgerstone.indexing.one import OneIncident, OneReport, read_incident, read_report

__all__ = [
    "Behind",
    "OneIncident",
    "OneReport",
    "behind",
    "follow",
    "read_incident",
    "read_report",
    "rebuild",
    "refresh",
]
