"""The mathematics of ``evaluate``: formulas that know nothing of requirements, each with source and units."""
