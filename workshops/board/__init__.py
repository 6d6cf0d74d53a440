"""The board: seven columns from a shared problem to what became of it, polls in which each party consents, commitments."""
