"""Figures that come from elsewhere."""
