"""The memory of the sandbox: one SQLite file."""
