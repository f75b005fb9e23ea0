"""Machine translation engines, one adapter per file."""
