"""The forms in which the API writes an answer: JSON, XML, PHP, and each of them as a page."""
