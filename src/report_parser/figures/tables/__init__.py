"""The four kinds of tables, read by the labels of their rows and columns."""
