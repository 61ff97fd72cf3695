"""The essay's Markdown: citations, notes, sections, paragraphs, one language beside the other. Knows no MkDocs."""
