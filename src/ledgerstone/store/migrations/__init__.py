"""How the tables came to be. A migration, once released, is never edited: verify compares the schema with them."""
