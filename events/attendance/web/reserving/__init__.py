"""Seats asked for in advance, and the line for them: the pages."""
