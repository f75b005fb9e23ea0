"""Imported by Python at start when this folder is on PYTHONPATH: no socket may reach out."""

import sys


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise RuntimeError(f"the network was asked for: {event} {arguments[1:]}")


sys.addaudithook(_refuse)
