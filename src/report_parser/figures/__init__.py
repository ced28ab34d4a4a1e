"""Quantities -> figures: from tables by their labels, from prose clause by clause; then one value for an indicator."""
