"""One verb per file: each stage takes values, gives values, and calls no other stage."""
