"""The commands: a thin layer on the library, and the only part that knows click and rich."""
