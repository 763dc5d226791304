"""Figures carried out of the house as files, all of them the same figures."""
