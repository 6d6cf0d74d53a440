"""A browser's end of the one socket (what `channels.testing` offers would bring in another server)."""

import json

from asgiref.testing import ApplicationCommunicator

PATIENCE = 5


class Line(ApplicationCommunicator):
    """One socket into one workshop."""

    def __init__(self, workshop_id, cookies, origin):
        from facilitator.asgi import application  # looks for static files where this run keeps them

        headers = [(b"origin", origin.encode()), (b"cookie", cookies.encode())]
        scope = {"type": "websocket", "path": f"/live/{workshop_id}/", "query_string": b"", "headers": headers}
        super().__init__(application, scope | {"subprotocols": []})

    async def open(self):
        """Whether the door opens."""
        await self.send_input({"type": "websocket.connect"})
        return (await self.receive_output(PATIENCE))["type"] == "websocket.accept"

    async def say(self, content):
        """Send one frame: what is not text yet is made JSON."""
        text = content if isinstance(content, str) else json.dumps(content)
        await self.send_input({"type": "websocket.receive", "text": text})

    async def hear(self):
        """The next frame that an act has brought: the table is drawn again by the clock, whenever presence is looked at."""
        while True:
            output = await self.receive_output(PATIENCE)
            assert output["type"] == "websocket.send", output
            frame = json.loads(output["text"])
            if not frame.get("ops") or any(not op["id"].startswith("table-") for op in frame["ops"]):
                return frame

    async def code(self):
        """The code with which the socket is closed; whatever is said before is passed over."""
        while True:
            output = await self.receive_output(PATIENCE)
            if output["type"] == "websocket.close":
                return output["code"]

    async def end(self):
        """The browser is gone."""
        await self.send_input({"type": "websocket.disconnect", "code": 1001})
        await self.wait(PATIENCE)
