"""Bringing helpers in from a table: read, looked through, written in."""
