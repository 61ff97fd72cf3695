"""The commands that build the site: into site/, whole or not at all, and for a writer who looks at it meanwhile."""
