"""Records: the model's values and nothing else."""

from __future__ import annotations

import pickle
import subprocess
import zlib

import pytest

from diglot.formats.record import pack, unpack
from diglot.model.document import Inline, Segment, SegmentKind
from diglot.model.problem import Location, Problem, Severity


def test_a_value_comes_back_equal() -> None:
    segment = Segment(SegmentKind.ITEM, "نص", (Inline("text", "نص"),), (), 7)
    problem = Problem("code", Severity.ERROR, "message", Location("path", 3))
    value = ((segment, segment), {"a": problem, "b": frozenset({"x"})}, [None, 1, "ل", b"\x00"])
    assert unpack(pack(value)) == value


class _Hostile:
    def __reduce__(self) -> tuple[object, ...]:
        return subprocess.check_output, (["true"],)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a record",
        pack("a text")[:-3],
        zlib.compress(b""),
        zlib.compress(b"not a pickle"),
        zlib.compress(pickle.dumps(_Hostile())),
        zlib.compress(b"cdiglot.model.problem\nannotations\n."),
        zlib.compress(b"cdiglot.model.host\ndigest.__globals__\n."),
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a record"):
        unpack(data)
