"""The short words of each notice, for phones."""
