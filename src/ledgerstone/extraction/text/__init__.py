"""Words, sentences and names in a text, with exact offsets."""
