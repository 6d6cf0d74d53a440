"""A mail server for tests: SMTP as far as Django speaks it. It takes every mail and keeps it, and it can be slow."""

import email
import email.policy
import socketserver
import threading
import time

ANSWERS = {"EHLO": "250 test", "MAIL": "250 OK", "RCPT": "250 OK", "DATA": "354 Go on", "RSET": "250 OK", "QUIT": "221 Bye"}


class Conversation(socketserver.StreamRequestHandler):
    """One sender, who may be struck down in the middle of a word."""

    def handle(self):
        """Until they have said goodbye or are gone."""
        try:
            self.say("220 test")
            while line := self.rfile.readline().decode().strip():
                word = line[:4].upper()
                self.say(ANSWERS.get(word, "500 What?"))
                if word == "DATA":
                    self.keep()
                    self.say("250 OK")
                if word == "QUIT":
                    return
        except ConnectionError:
            return

    def say(self, words):
        """One line."""
        self.wfile.write(f"{words}\r\n".encode())

    def keep(self):
        """Take the mail, and only then think about it for a while."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise ConnectionResetError
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.server.mails.append(email.message_from_bytes(b"".join(lines), policy=email.policy.default))
        time.sleep(self.server.seconds)


class MailServer(socketserver.ThreadingTCPServer):
    """On a port of its own, in threads of its own."""

    daemon_threads = True
    block_on_close = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.mails, self.seconds, self.port = [], 0, self.server_address[1]
        self.thread = threading.Thread(target=self.serve_forever, args=[0.05])
        self.thread.start()

    def __exit__(self, *exc_info):
        self.shutdown()
        self.thread.join()
        super().__exit__(*exc_info)
