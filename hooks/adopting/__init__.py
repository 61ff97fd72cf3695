"""Another essay in this repository: begun, and brought to a newer version of what all essays share."""
