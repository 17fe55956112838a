"""The kiosk's cues, and how they are made."""
