"""`python -m pfgraph`: the same as the command `pfgraph`."""

from pfgraph.cli.main import main

if __name__ == "__main__":
    main()
