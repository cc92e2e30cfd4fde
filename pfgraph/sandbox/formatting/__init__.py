"""Values as readers see them, in plain text, wikitext and HTML: what is behind `wbformatvalue`."""
