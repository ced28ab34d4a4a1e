"""Where documents come from: files, folders, archives, URLs; and what they are: HTML, text, MHT, PDF, Word."""
