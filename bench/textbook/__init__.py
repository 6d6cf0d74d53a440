"""The chat of the Channels tutorial, with our databases, our layer and our durability, and nothing of our design."""
