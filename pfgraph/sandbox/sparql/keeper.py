"""The process that holds the graph and forks a reader whenever a query is to be answered.

A fork sees the graph as it was at that moment and shares its memory, so that a query may run long,
or be ended by force, and nobody else notices. Started with the number of an inherited socket and
the wiki's address; it ends when the other side of that socket is closed.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from multiprocessing.connection import Connection

from pfgraph.sandbox.sparql.graph import Graph
from pfgraph.sandbox.sparql.reader import read


def main() -> None:
    """Follow the edits, fork readers, until nobody is there any more."""
    descriptor, server = int(sys.argv[1]), sys.argv[2]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server to act on
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # so that ended readers leave no trace
    graph = Graph(server)
    with socket.socket(fileno=descriptor) as line:
        messages = Connection(os.dup(descriptor))
        try:
            while True:
                changes = messages.recv()
                if changes is None:
                    _fork(graph, line, messages)
                else:
                    graph.update(changes)
        except EOFError:
            return


def _fork(graph: Graph, line: socket.socket, messages: Connection) -> None:
    _, (descriptor, *_), _, _ = socket.recv_fds(line, 1, 1)
    if os.fork():
        os.close(descriptor)
        return
    try:
        line.close()
        messages.close()
        read(graph, Connection(descriptor))
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
