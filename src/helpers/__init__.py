"""From a client's raw exports to a customer-strategy session."""

__version__ = "1.0.0"
