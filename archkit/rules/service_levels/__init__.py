"""Rules about service levels (AK6xx)."""
