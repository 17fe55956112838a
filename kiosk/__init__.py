"""What the centre does and decides. No Qt, no SQL."""

__version__ = "0.1.0"
