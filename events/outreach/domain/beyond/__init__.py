"""What reaches further than a register."""
