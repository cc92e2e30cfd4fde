"""The query page: its editor, its library of questions, its answers."""
