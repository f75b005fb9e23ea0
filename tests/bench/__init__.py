"""What the program costs, measured; no test."""
