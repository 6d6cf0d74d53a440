"""What is planned: workshops, parties, seats and their passes, consent and agreements, sessions and their agenda."""
