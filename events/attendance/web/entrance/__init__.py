"""Checking oneself in: what a door asks for, and who is let in: the pages."""
