"""From the model to the strings that are published."""
