"""Headings (candidates), outline (the best sequence of them), template."""
