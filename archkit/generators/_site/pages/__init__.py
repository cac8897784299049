"""Pages about the whole: one file a page, each of which works out what its template shows."""
