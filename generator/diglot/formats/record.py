"""Values of the model as bytes, for the build's own memory: exact, and of this program alone."""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from operator import attrgetter
from typing import Any

_LEVEL = 1
_BUILTINS = {("builtins", "set"), ("builtins", "frozenset"), ("collections", "Counter")}


def pack(value: object) -> bytes:
    """Give a value of the model as bytes."""
    data = io.BytesIO()
    pickler = pickle.Pickler(data, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    return zlib.compress(data.getbuffer(), _LEVEL)


def unpack(data: bytes) -> Any:
    """Give back a packed value.

    Raises:
        ValueError: the bytes are damaged, or name anything but the model's own types, so that
            a memory of another's making can run nothing.
    """
    try:
        return _Reader(io.BytesIO(zlib.decompress(data))).load()
    except (
        *(zlib.error, pickle.UnpicklingError, EOFError),
        *(AttributeError, ImportError, TypeError, ValueError),
    ) as error:
        raise ValueError(f"not a record: {error}") from error


class _Reducers(dict[type, Callable[[Any], tuple[type, tuple[Any, ...]]]]):
    """How to take values of each dataclass apart: as its arguments, read in one call.

    The way of dataclasses themselves asks for the fields anew for every value, half the cost.
    """

    def __missing__(self, kind: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
        if not is_dataclass(kind):
            raise KeyError(kind)
        names = [field.name for field in fields(kind)]
        if len(names) > 1:
            values = attrgetter(*names)
            self[kind] = lambda value: (kind, values(value))
        else:
            self[kind] = lambda value: (kind, tuple(getattr(value, name) for name in names))
        return self[kind]


_REDUCERS = _Reducers()


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _BUILTINS:
            return super().find_class(module, name)
        if module.startswith("diglot.model.") and "." not in name:
            found = super().find_class(module, name)
            own = isinstance(found, type) and found.__module__ == module
            if own and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not part of the model")
