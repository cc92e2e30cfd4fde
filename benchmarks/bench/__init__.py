"""What the benchmarks share: tables as text, timing, copies of records, a wiki to write to."""
