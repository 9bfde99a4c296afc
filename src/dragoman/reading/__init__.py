"""Annotated text becomes records."""
