"""Who staff are: organisations, users, memberships; sign-in and invitations of staff."""
