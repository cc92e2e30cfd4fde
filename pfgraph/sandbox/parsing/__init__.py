"""What people type, read as values: the parsers behind `wbparsevalue`.

The forms that are accepted are those of Wikibase's own parsers, as its documentation and the
recorded wiki show them: https://www.wikidata.org/wiki/Help:Dates and the pages beside it.
"""
