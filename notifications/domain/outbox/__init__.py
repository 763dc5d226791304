"""What is owed on its way: leased, delivered, recorded, looked at."""
