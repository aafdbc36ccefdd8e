"""What documents and exports put around an article, and what programs write for a title."""

import re

EXPLANATIONS: dict[str, str] = {
    "cover_page": "It belongs to the cover page of the export: search, list of documents.",
    "export_field": "A field of the database's export; title, outlet, author, date are kept.",
    "page_furniture": "Page counts, image links and names of the database between articles.",
    "copyright_line": "The line of the export that closes an article.",
    "page_header_or_footer": "It repeats at the edge of half of the pages, or of two at least.",
    "page_number": "A page number at the edge of a page.",
    "forwarded_header": "The header of a forwarded mail; sender, date and subject are kept.",
    "print_header_or_footer": "The browser printed it around the page: hour, title, address.",
}
"""Rules that drop lines of documents and exports -> what each says to the user."""

# Titles that programs give: file names, templates, nothing.
_NO_TITLE = re.compile(
    r"\s*$|microsoft word|untitled|document\s*\d*$|(?:\S+\.(?:docx?|rtf|pdf|indd|qxp|html?)\b)"
    r"|(?:normal|template)\b",
    re.IGNORECASE,
)


def is_title(text: str) -> bool:
    """Whether a title in a document's properties is one, not what a program put there."""
    return not _NO_TITLE.match(text) and len(text.split()) >= 2
