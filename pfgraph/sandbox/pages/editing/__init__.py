"""The forms in which people change the wiki."""
