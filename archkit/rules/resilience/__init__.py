"""Rules about messages, retries, breakers, limits and streams (AK85x to AK89x)."""
