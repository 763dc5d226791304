"""Whether every place gets its share."""
