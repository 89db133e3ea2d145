"""Dates and times of day as intervals, against an anchor or not at all."""
