"""Rules about quality attributes (AK2xx)."""
