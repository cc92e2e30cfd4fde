"""A sandbox that is killed while clients edit, and what has to be in its file afterwards."""
