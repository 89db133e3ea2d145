"""Places as named, found in the gazetteer, and how far they are said to lie apart."""
