"""A case in SQLite, one file in its folder.

connecting.py   how Django connects, and what SQLite's errors mean
evidence.py     the file read by SQLite alone, for verifying
"""
