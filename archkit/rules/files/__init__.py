"""Rules about files, and about archkit's own comments and options (AK0xx)."""
