"""What came of an event is counted."""
