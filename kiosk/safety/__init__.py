"""Backups are made, restored, and put in the place of a damaged database."""
