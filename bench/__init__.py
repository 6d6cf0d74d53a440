"""The real application under load, beside bare `websockets` and the textbook consumer: `make bench`, `make bench-full`."""
