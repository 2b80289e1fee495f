"""Figures, pure: knows numbers, not cases."""
