"""The addresses that an essay cites: whether they still answer, and where there are copies. Knows no MkDocs."""
