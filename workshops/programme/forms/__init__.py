"""What facilitators may type while they prepare, and what is wrong with it."""
