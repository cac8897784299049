"""Rules about actors, use cases and flows (AK1xx)."""
