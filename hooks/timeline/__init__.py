"""The cited works by date: from the bibliography to the figure. Knows no MkDocs."""
