"""The pages and posts of the board."""
