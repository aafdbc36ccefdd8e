"""Articles that are copies of others, within an outlet and across outlets."""
