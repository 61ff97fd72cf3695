"""The essay's Markdown: citations, notes, sections and paragraphs, and the two languages side by side. Knows no MkDocs."""
