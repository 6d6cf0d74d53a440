"""What leaves the room: the record of a session, its release by the parties, its reading by the NGO, and the audit."""
