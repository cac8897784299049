"""Screens over the screen: each is given what it needs, and answers with a value."""
