"""The words of the product as frozen values. No I/O, no third-party package."""
