"""What the page of one incident shows, made of records.

shown.py    the incident with as many of its claims as one page holds, and why each stands with it
figures.py  the figures, and what leaving claims out or another policy would make of them
determined.py  the form for the team's own figure
history.py  what was decided on the incident, newest first
reasons.py  why a claim or a part stands with it
nearby.py   other incidents of its days and area, with which it might be one
"""
