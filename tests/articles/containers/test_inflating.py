"""What was packed comes out, however it is read."""

import bz2
import gzip
import io
import lzma

from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.containers.inflating import inflated


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=4), st.integers(1, 700))
def test_what_was_packed_comes_out(parts, size):
    for method, pack in (("gzip", gzip.compress), ("bzip2", bz2.compress), ("xz", lzma.compress)):
        stream = inflated(method, io.BytesIO(b"".join(pack(p) for p in parts)))
        assert b"".join(iter(lambda s=stream: s.read(size), b"")) == b"".join(parts)
