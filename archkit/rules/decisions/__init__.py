"""Rules about decisions and the patterns that they choose (AK70x and AK71x)."""
