"""People help."""
