"""How people and programs reach it."""
