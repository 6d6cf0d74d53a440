"""Scripted people. They know the house as a browser does: addresses, forms, fragments and the one socket; no table."""
