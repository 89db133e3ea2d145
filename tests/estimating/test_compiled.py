import gc

import pytest

from ledgerstone.estimating.compiled import uncollected


def stopped() -> None:
    with uncollected():
        assert not gc.isenabled()
        raise KeyboardInterrupt


def test_the_collector_goes_on_after_compiling_even_if_it_failed() -> None:
    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
