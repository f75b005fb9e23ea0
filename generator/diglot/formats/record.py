"""Values of the model as bytes, for the build's own memory: exact, and of this program alone."""

from __future__ import annotations

import io
import pickle
import zlib
from typing import Any

_LEVEL = 1
_BUILTINS = {("builtins", "set"), ("builtins", "frozenset"), ("collections", "Counter")}


def pack(value: object) -> bytes:
    """Give a value of the model as bytes."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), _LEVEL)


def unpack(data: bytes) -> Any:
    """Give back a packed value.

    Raises:
        ValueError: the bytes are damaged, or name anything but the model's own types, so that
            a memory of another's making can run nothing.
    """
    try:
        return _Reader(io.BytesIO(zlib.decompress(data))).load()
    except (zlib.error, pickle.UnpicklingError, EOFError, AttributeError, TypeError) as error:
        raise ValueError(f"not a record: {error}") from error


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module.startswith("diglot.model.") and "." not in name) or (module, name) in _BUILTINS:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not part of the model")
