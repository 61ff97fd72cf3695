"""Editions: the essay frozen, as HTML that needs nothing else and as PDF. Knows no MkDocs."""
