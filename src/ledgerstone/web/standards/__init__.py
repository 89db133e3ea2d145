"""What a team holds of its sources, and what it counts: as forms, in words, and what a decision would do to figures."""
