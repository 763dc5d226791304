"""Nothing is stored yet: every figure is computed from the register."""
