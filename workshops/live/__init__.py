"""How the rooms stay in step: each room's log, its reader, the frames, and the one socket with its HTTP twin."""
