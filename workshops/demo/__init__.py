"""The demo: one invented story, loaded twice, and bots who play its third day over the real interface."""
