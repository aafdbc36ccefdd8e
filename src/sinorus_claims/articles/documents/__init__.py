"""PDF, DOCX and RTF."""
