"""Entities, values and changes in the form in which the pages show them."""
