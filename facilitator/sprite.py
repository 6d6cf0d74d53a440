"""The drawings at the start of each page, packed.

Pages are not compressed: how well a text packs says what is in it, to whoever may write into the page and watch the line
(BREACH). The drawings are the same in every page, so packing them, alone and beforehand, says nothing: the page's
length is what it was, less a constant. They are half of an empty room.
"""

import struct
import zlib
from functools import lru_cache

from django.template.loader import get_template
from django.utils.cache import patch_vary_headers

HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # gzip (RFC 1952), without a name and a moment
LAST = b"\x01\x00\x00\xff\xff"  # an empty block
LONGEST = 65535  # of one block


class PackedSprite:
    """Packs the sprite of a page for browsers that can unpack it; all else goes out as it was written."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            patch_vary_headers(response, ["Accept-Encoding"])
            before, drawings, behind = response.content.partition(sprite())
            if drawings and "gzip" in request.headers.get("Accept-Encoding", ""):
                pack(response, before, behind)
        return response


def pack(response, before, behind):
    """Put the page together again, its drawings packed."""
    whole = response.content
    end = struct.pack("<LL", zlib.crc32(whole), len(whole) % 2**32)
    response.content = b"".join([HEAD, *stored(before), packed_sprite(), *stored(behind), LAST, end])
    response.headers["Content-Encoding"] = "gzip"
    if "Content-Length" in response:
        response.headers["Content-Length"] = str(len(response.content))


def stored(text):
    """Blocks that hold a text as it is (RFC 1951, 3.2.4)."""
    for start in range(0, len(text), LONGEST):
        piece = text[start : start + LONGEST]
        yield struct.pack("<BHH", 0, len(piece), len(piece) ^ 0xFFFF) + piece


@lru_cache
def sprite():
    """The drawings as each page has them."""
    return get_template("_sprite.html").render().strip().encode()


@lru_cache
def packed_sprite():
    """Blocks that hold the drawings; nothing before or behind them may be referred to."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(sprite()) + packer.flush(zlib.Z_FULL_FLUSH)
