"""Pure string tools without domain words."""
