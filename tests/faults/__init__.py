"""Faults as code: what is injected, what must hold, and the tests that prove it."""
