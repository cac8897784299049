"""Rules about components and service boundaries (AK4xx)."""
