"""Rules about storage, consistency and analytics (AK800 to AK849)."""
