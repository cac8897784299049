"""Rules about APIs (AK5xx)."""
