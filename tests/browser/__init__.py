"""What only a browser can show: every screen, and whole journeys of people who meet."""
