"""One typed door to the compiler, so that the numerical loops below stay plain typed Python."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile `function` to machine code on first use, and keep the result beside the module.

    The global interpreter lock is released, so that chains run in threads. Division by zero follows
    IEEE 754 as in NumPy; floating point is never reordered, so that a seed means the same everywhere
    on one kind of machine.
    """
    made = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return cast("Function", made)
