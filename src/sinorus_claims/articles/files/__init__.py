"""Files: found, opened, told by their content, decoded, each read by the reader of its format."""
