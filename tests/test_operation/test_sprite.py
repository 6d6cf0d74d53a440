"""Of a page its drawings are packed, and nothing else: a page's length never says how well its words pack."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from facilitator.sprite import PackedSprite, sprite

WORDS = ("", "the same the same the same " * 9000, "".join(map(chr, range(33, 1200))))


def sent(content, accepted="br, gzip", kind="text/html; charset=utf-8"):
    """What goes out of this page to a browser that accepts this."""
    answer = PackedSprite(lambda request: HttpResponse(content, content_type=kind))
    return answer(RequestFactory().get("/", headers={"Accept-Encoding": accepted}))


@pytest.mark.parametrize("words", WORDS)
def test_a_packed_page_is_the_page(words):
    page = words.encode() + sprite() + words.encode()
    assert gzip.decompress(sent(page).content) == page


def test_it_is_shorter_by_the_same_whatever_it_says():
    saved = {len(page) - len(sent(page).content) for page in (sprite() + word * 30_000 for word in (b"a", b"ab\xff"[:1], b"q"))}
    assert len(saved) == 1
    assert saved.pop() > 4000


@pytest.mark.parametrize(
    "answer",
    [sent(sprite(), accepted=""), sent(b"no drawings"), sent(sprite(), kind="application/json")],
    ids=["a browser that cannot", "a page without", "no page"],
)
def test_all_else_goes_out_as_it_was_written(answer):
    assert "Content-Encoding" not in answer


def test_a_stream_is_left_alone():
    stream = PackedSprite(lambda request: StreamingHttpResponse([sprite()]))
    assert "Content-Encoding" not in stream(RequestFactory().get("/", headers={"Accept-Encoding": "gzip"}))


def test_our_pages_have_it(db):
    answer = Client(headers={"Accept-Encoding": "gzip"}).get("/accounts/login/")
    assert answer["Content-Encoding"] == "gzip"
    assert sprite() in gzip.decompress(answer.content)
    assert "Accept-Encoding" in answer["Vary"]
