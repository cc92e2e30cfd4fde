"""Tests that hold the documents to what the commands do."""
