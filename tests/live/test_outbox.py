"""What one socket is sent: in order, never more than it can hold, and not waited for for long."""

import asyncio

from workshops.live.outbox import MOST_FRAMES, MOST_SECONDS, Outbox


class Browser:
    """Reads what it is sent, while it does."""

    def __init__(self):
        self.heard, self.sent_away, self.reads = [], 0, asyncio.Event()
        self.outbox = Outbox(self.send, self.send_away)

    async def send(self, text):
        await self.reads.wait()
        self.heard.append(text)

    def send_away(self):
        self.sent_away += 1

    async def settle(self):
        for _ in range(5):
            await asyncio.sleep(0)


def played(play):
    """Play it with a browser on a loop of its own."""

    async def evening():
        browser = Browser()
        await play(browser)
        task = browser.outbox.task
        browser.outbox.shut()
        await asyncio.gather(*filter(None, [task]), return_exceptions=True)

    asyncio.run(evening())


def test_frames_come_in_their_order():
    async def play(browser):
        browser.outbox.put("first")
        await browser.settle()
        browser.outbox.put("second")
        browser.outbox.put("third")
        browser.reads.set()
        await browser.settle()
        assert (browser.heard, browser.sent_away) == (["first", "second", "third"], 0)

    played(play)


def test_who_does_not_read_is_sent_away_once_and_hears_nothing_after_that():
    async def play(browser):
        for number in range(MOST_FRAMES + 5):
            browser.outbox.put(str(number))
        browser.reads.set()
        await browser.settle()
        assert (browser.heard, browser.sent_away) == ([], 1)

    played(play)


def test_one_frame_may_take_some_seconds_and_no_more():
    async def play(browser):
        now = asyncio.get_running_loop().time()
        browser.outbox.look(now + 2 * MOST_SECONDS)
        browser.outbox.put("first")
        await browser.settle()
        browser.outbox.look(now + MOST_SECONDS - 1)
        assert browser.sent_away == 0
        browser.outbox.look(now + 2 * MOST_SECONDS)
        assert browser.sent_away == 1

    played(play)
