"""Who staff are: organisations, people, roles; how they sign in and how they are invited."""
