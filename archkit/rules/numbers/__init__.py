"""Rules about numbers: targets that the design does not reach, and loads that it cannot carry."""
