"""What staff see of themselves and of their organisation."""
