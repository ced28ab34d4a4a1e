"""The knowledge, as tables. ``rules.data`` holds TOML that a domain expert reads and extends; ``rules.load`` reads it."""
