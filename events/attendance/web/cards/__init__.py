"""Passes that were printed: making, reading, revoking and replacing them: the pages."""
