"""Have the chains found the same distribution, and how much do their draws say?

Vehtari, Gelman, Simpson, Carpenter & Bürkner (2021): rank-normalised split R-hat (section 3.1) and bulk effective
sample size with Geyer's initial monotone sequence (section 3.2). Arrays are (draws, chains).
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]


def rank_normalised(draws: Floats) -> Floats:
    """Normal scores of the ranks over all chains, ties averaged."""
    _, place, times = np.unique(draws, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(times) - (times - 1) / 2.0)[place].reshape(draws.shape)
    return np.asarray(ndtri((ranks - 0.375) / (draws.size + 0.25)))


def split(draws: Floats) -> Floats:
    """Each chain's halves as chains of their own."""
    half = draws.shape[0] // 2
    return np.concatenate([draws[:half], draws[-half:]], axis=1)


def r_hat(draws: Floats) -> float:
    """Rank-normalised split R-hat: the larger of the one for location and the one for scale (folded)."""
    if np.ptp(draws) == 0.0:
        return 1.0
    folded = np.abs(draws - np.median(draws))
    return max(_plain_r_hat(split(rank_normalised(draws))), _plain_r_hat(split(rank_normalised(folded))))


def effective_size(draws: Floats) -> float:
    """Bulk effective sample size of all chains together."""
    if np.ptp(draws) == 0.0:
        return float(draws.size)
    chains = split(rank_normalised(draws))
    length, number = chains.shape
    within = chains.var(axis=0, ddof=1).mean()
    pooled = within * (length - 1) / length + (chains.mean(axis=0).var(ddof=1) if number > 1 else 0.0)
    if pooled == 0.0:
        return 1.0
    covariance = _autocovariance(chains).mean(axis=1) * length / (length - 1)
    correlation = 1.0 - (within - covariance) / pooled
    correlation[0] = 1.0
    pairs = correlation[: length // 2 * 2].reshape(-1, 2).sum(axis=1)
    negative = np.flatnonzero(pairs < 0.0)
    kept = np.minimum.accumulate(pairs[: negative[0] if negative.size else pairs.size])
    span = -1.0 + 2.0 * float(kept.sum())
    return float(chains.size / max(span, 1.0 / np.log10(chains.size)))


def _plain_r_hat(chains: Floats) -> float:
    length = chains.shape[0]
    within = chains.var(axis=0, ddof=1).mean()
    if within == 0.0:
        return float("inf")
    pooled = within * (length - 1) / length + chains.mean(axis=0).var(ddof=1)
    return float(np.sqrt(pooled / within))


def _autocovariance(chains: Floats) -> Floats:
    length = chains.shape[0]
    centred = chains - chains.mean(axis=0)
    size = 1 << (2 * length - 1).bit_length()
    spectrum = np.fft.rfft(centred, size, axis=0)
    return np.asarray(np.fft.irfft(spectrum * np.conj(spectrum), size, axis=0)[:length] / length)
