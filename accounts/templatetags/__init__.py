"""Words for the pages of staff."""
