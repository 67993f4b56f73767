"""A small client for measuring: keep-alive sockets, one request in flight on each."""

import socket
import threading
import time
from dataclasses import dataclass, field

import psutil

CONNECTIONS = 4


@dataclass(frozen=True)
class Page:
    """What is asked, again and again; `server` is the process that answers."""

    port: int
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    server: int = 0

    def request(self) -> bytes:
        lines = [f"GET {self.path} HTTP/1.1", f"Host: localhost:{self.port}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass
class Round:
    """One round of one page: requests a second, each request's seconds, and what one request cost
    the server's processes in seconds of processor time."""

    rate: float
    seconds: list[float]
    cpu: float


class Connection:
    def __init__(self, page: Page) -> None:
        self.request = page.request()
        self.socket = socket.create_connection(("127.0.0.1", page.port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self) -> tuple[bytes, bytes]:
        """The head and the body of one answer."""
        self.socket.sendall(self.request)
        read = b""
        while (end := read.find(b"\r\n\r\n")) < 0:
            read += self.receive()
        head = read[:end].lower()
        begin = head.index(b"content-length:") + len(b"content-length:")
        length = int(head[begin:].split(b"\r\n", 1)[0])
        parts, missing = [read[end + 4 :]], length - (len(read) - end - 4)
        while missing > 0:
            parts.append(self.receive())
            missing -= len(parts[-1])
        return head, b"".join(parts)

    def receive(self) -> bytes:
        data = self.socket.recv(1 << 18)
        if not data:
            raise ConnectionError("the server closed the connection")
        return data

    def close(self) -> None:
        self.socket.close()


def ask_once(page: Page) -> tuple[int, bytes, bytes]:
    """Status, head and body of one answer."""
    connection = Connection(page)
    try:
        head, body = connection.ask()
    finally:
        connection.close()
    return int(head.split(b" ", 2)[1]), head, body


def measure(page: Page, requests: int) -> Round:
    """`requests` in all over a few connections; an answer other than 200 ends the run."""
    seconds: list[float] = []
    wrong: list[bytes] = []

    def work(connection: Connection, share: int) -> None:
        for _ in range(share):
            begun = time.perf_counter()
            head, _body = connection.ask()
            seconds.append(time.perf_counter() - begun)
            if b" 200 " not in head[:20]:
                wrong.append(head)
                return

    connections = [Connection(page) for _ in range(CONNECTIONS)]
    threads = [
        threading.Thread(target=work, args=(connection, requests // CONNECTIONS))
        for connection in connections
    ]
    used = cpu_of(page.server)
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - begun
    used = cpu_of(page.server) - used
    for connection in connections:
        connection.close()
    if wrong or len(seconds) < requests // CONNECTIONS * CONNECTIONS:
        raise SystemExit(f"{page.path} did not answer 200: {wrong[:1]!r}")
    return Round(len(seconds) / took, seconds, used / len(seconds))


def cpu_of(server: int) -> float:
    """Seconds that a server and its workers have computed so far."""
    if not server:
        return 0.0
    parent = psutil.Process(server)
    times = [one.cpu_times() for one in (parent, *parent.children(recursive=True))]
    return sum(float(one.user + one.system) for one in times)
