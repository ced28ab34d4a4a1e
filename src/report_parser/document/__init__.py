"""Text of a page or a plain text file -> Document: the body in reading order, its blocks and its grids."""
