"""The front desk's window."""
