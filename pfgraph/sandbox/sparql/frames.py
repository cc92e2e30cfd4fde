"""The first byte of each message from a reader to the server: what the rest is."""

DATA = b"d"  # a piece of the answer
END = b"."  # the answer is whole; its media type
REFUSED = b"!"  # there is none; status and reason as JSON
