"""Rules about release, observability and migration (AK750 to AK799)."""
