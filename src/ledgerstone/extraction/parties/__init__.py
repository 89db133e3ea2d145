"""Who is said to have done it, to whom it was aimed, and what was done."""
