"""`action=query`: the pages asked for and their props, lists, and what the site says of itself."""
