"""What projects promised to reach, and how far they are."""
