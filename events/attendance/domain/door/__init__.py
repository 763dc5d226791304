"""Phones at a door: their links, and what they send."""
