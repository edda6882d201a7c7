"""Pages: everything that one page of the board shows, as one typed document."""
