"""Files that hold files: mail, archives, web archives, feeds, books."""
