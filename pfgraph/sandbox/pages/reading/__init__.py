"""The pages that show what the wiki holds."""
