"""What the front desk's window shows."""
