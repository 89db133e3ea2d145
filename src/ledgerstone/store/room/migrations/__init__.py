"""Migrations of the room's tables; like those of records, never edited once released."""
