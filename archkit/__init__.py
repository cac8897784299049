"""archkit: requirements as YAML in, a checked, computed, drawn and published architecture out."""

__version__ = "0.1.0"
