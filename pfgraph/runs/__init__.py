"""Runs: plans made true exactly once, kept in a journal, taken up again and taken back."""
