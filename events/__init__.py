"""Events: planned, attended and counted."""
