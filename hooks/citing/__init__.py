"""The essay and its sources as references, files and metadata for other tools. Knows no MkDocs."""
