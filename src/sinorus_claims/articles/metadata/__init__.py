"""What is known of an article: title, author, outlet, owner, dates, address, language."""
