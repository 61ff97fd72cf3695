"""From a .bib file to formatted works, with pybtex. Knows neither Markdown nor MkDocs."""
