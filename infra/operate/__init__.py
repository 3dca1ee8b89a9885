"""What an operator does: `make deploy`, `make status` and so on, one noun a file.

`sam deploy` deploys; this package does what it cannot.
"""
