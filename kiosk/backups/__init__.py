"""Backups: what a backup file is, where they lie and how long, and how good the last one is."""
