"""Periods: closed for good, and what became known afterwards."""
