"""Which notices are owed, and how they are worded and delivered."""
