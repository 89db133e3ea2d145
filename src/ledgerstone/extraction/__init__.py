"""Report -> Claims, each anchored to a verbatim Passage. Pure."""
