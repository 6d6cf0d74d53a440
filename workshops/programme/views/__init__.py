"""The facilitators' screens before a session."""
