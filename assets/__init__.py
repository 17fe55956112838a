"""Fonts, pictures, sounds, texts and the sample day."""
