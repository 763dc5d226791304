"""An event is planned."""
