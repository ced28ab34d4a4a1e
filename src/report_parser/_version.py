"""Version of the program; the rules change with it (a rule change is a release)."""

__version__ = "0.1.0"
