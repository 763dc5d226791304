"""What somebody was told, to be read on their own page."""
