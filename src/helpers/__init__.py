"""From a client's raw exports to a customer-strategy session."""

__version__ = "0.1.0"
