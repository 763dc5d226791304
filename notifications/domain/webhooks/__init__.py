"""Programs that want to hear what happens: who they are, and what they are told."""
