"""Proofs of figures: what was asked, what was answered, and from which registers."""
