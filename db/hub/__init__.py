"""The hub in PostgreSQL: what an account may do there, and what its owner does."""
