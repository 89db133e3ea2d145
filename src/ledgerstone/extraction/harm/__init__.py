"""Who was harmed, and how many: from numbers and phrases for people to claims."""
