"""The mathematics of ``evaluate``: pure formulas that know nothing of requirements, each with its source and units."""
