"""What is printed for an event, and paper that comes back: the pages."""
