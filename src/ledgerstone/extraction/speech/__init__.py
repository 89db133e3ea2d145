"""Who says it, how firmly, and what they point at."""
