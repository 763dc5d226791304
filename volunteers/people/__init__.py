"""Those who help, and what they may do."""
