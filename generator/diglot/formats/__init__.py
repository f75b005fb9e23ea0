"""Readers and writers between file text and the model."""
