"""Readers of cards and codes."""
