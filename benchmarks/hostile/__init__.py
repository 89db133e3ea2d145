"""Hostile originals: made by a script, read through the whole program, counted. See ``__main__``."""
