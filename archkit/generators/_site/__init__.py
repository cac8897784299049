"""The architecture site: views that hold all logic, one file a kind of page, and templates that only show them."""
