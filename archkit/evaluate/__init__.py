"""The numbers of an architecture: whether it can meet its quality attributes, and how sure that is."""
