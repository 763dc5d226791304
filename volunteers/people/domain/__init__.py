"""What is decided here."""
