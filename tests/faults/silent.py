"""A browser that says where it stands, and then does not read what it is sent."""

import json
import socket

KEY = "dGhlIHNhbXBsZSBub25jZQ=="  # of RFC 6455
TEXT, CLOSE = 0x81, 0x88


class Silent:
    """A socket whose buffer is small, so that the server soon notices."""

    def __init__(self, port, path, cookie, cursors):
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.connect(("127.0.0.1", port))
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nCookie: {cookie}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {KEY}\r\n\r\n".encode()
        )
        assert self.socket.recv(4096).startswith(b"HTTP/1.1 101")
        hello = json.dumps({"hello": cursors}).encode()
        masked_with_zeros = bytes([TEXT, 0x80 | 126, *divmod(len(hello), 256), 0, 0, 0, 0])
        self.socket.sendall(masked_with_zeros + hello)

    def read_to_the_end(self, patience=15):
        """What there is to hear now: (frames, the code with which it was told to go, or None)."""
        self.socket.settimeout(patience)
        heard = b""
        try:
            while part := self.socket.recv(1 << 20):
                heard += part
        except OSError:
            pass
        self.socket.close()
        return taken_apart(heard)


def taken_apart(heard):
    """The frames of a stream, and the code of its last one if that says goodbye."""
    frames = []
    while len(heard) >= 2:
        kind, size, start = heard[0], heard[1], 2
        if size >= 126:
            start = 4 if size == 126 else 10
            size = int.from_bytes(heard[2:start], "big")
        content, heard = heard[start : start + size], heard[start + size :]
        if kind == CLOSE:
            return frames, int.from_bytes(content[:2], "big")
        if kind == TEXT and len(content) == size:
            frames.append(json.loads(content))
    return frames, None
