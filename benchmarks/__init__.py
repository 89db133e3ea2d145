"""Accuracy and speed, measured on demand; each module prints its result. Run from the repository root."""
