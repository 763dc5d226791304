"""Figures that leave the house, from which nobody can be found."""
