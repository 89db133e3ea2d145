"""What leaves the room as a release, and what proves that the case is whole.

leaving.py   the worker's part: prepare, let go, verify
giving.py    what is asked before files are shown or given
stages.py    how far what somebody asked for is
"""
