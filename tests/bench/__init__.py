"""`make bench`: what this project adds to a build, beside other ways to the same and beside nothing at all."""
