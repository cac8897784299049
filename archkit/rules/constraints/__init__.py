"""Rules about constraints (AK3xx)."""
