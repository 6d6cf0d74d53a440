"""The acts of a live session over all rooms: open, admit, go on, pause, stop, close, remove."""
