"""One typed door to the compiler, so that the numerical loops below stay plain typed Python."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

import numba

OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True}
Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile `function` to machine code on first use, and keep the result beside the module.

    The global interpreter lock is released, so that chains run in threads. Division by zero follows
    IEEE 754 as in NumPy; floating point is never reordered, so that a seed means the same everywhere
    on one kind of machine.

    The stored result is renewed when the function's own file changes, not when a file changes whose functions it
    calls: after editing one of those, delete the *.nbi and *.nbc files beside the modules.
    """
    made = numba.njit(**OPTIONS)(function)
    return cast("Function", made)


def inner(function: Function) -> Function:
    """Compile a function that only compiled functions call: without the wrapper for Python it compiles faster."""
    made = numba.njit(**{**OPTIONS, "no_cpython_wrapper": True})(function)
    return cast("Function", made)


def inlined(function: Function) -> Function:
    """Compile a short function into each of its callers: no calls, and no array handed over."""
    made = numba.njit(**{**OPTIONS, "inline": "always"})(function)
    return cast("Function", made)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from passing, again and again, over what the compiler holds: an eighth of its time.

    Compiling then takes some 100 MB more, which are given back at the end. It changes no result.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
