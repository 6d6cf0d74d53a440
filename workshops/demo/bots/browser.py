"""A browser without a window: pages, forms and cookies over HTTP, from the standard library alone."""

import asyncio
import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass

from django.conf import settings

PATIENCE = 20  # seconds for one answer


@dataclass(frozen=True)
class Answer:
    """What came back, and from where after redirects."""

    status: int
    url: str
    html: str


class Browser:
    """One person's browser at one house."""

    def __init__(self, base_url):
        self.base_url = base_url
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.opener.addheaders = [("User-Agent", "Second Track demo bot")]
        self.turn = asyncio.Lock()

    async def get(self, path):
        """A page, wherever redirects lead. OSError when the house cannot be reached."""
        return await self._ask(urllib.request.Request(urllib.parse.urljoin(self.base_url, path)))

    async def post(self, path, **fields):
        """Send a form with the page's token; the short answer that a script gets, where there is one."""
        body = urllib.parse.urlencode(fields).encode()
        headers = {
            "Origin": self.base_url,
            "X-CSRFToken": self.cookies().get(settings.CSRF_COOKIE_NAME, ""),
            "X-Requested-By": "room",
        }
        url = urllib.parse.urljoin(self.base_url, path)
        return await self._ask(urllib.request.Request(url, body, headers))

    def cookies(self):
        """What this browser keeps for the house."""
        return {cookie.name: cookie.value for cookie in self.jar}

    async def _ask(self, request):
        async with self.turn:
            return await asyncio.to_thread(self._fetch, request)

    def _fetch(self, request):
        try:
            with self.opener.open(request, timeout=PATIENCE) as answer:
                return Answer(answer.status, answer.url, answer.read().decode())
        except urllib.error.HTTPError as refusal:
            with refusal:
                return Answer(refusal.code, refusal.url, refusal.read().decode())
