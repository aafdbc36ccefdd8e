"""An analysis in the forms that other people's tools read, one exporter a file."""
