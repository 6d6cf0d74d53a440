"""What happens when something breaks: servers that are killed, pokes that are lost."""
