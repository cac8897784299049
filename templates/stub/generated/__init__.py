"""Written by archkit from the contract, and written anew each time: change the contract, not these files."""
