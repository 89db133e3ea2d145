"""Random variates for the compiled loops.

NumPy's gamma, binomial and Poisson variates come with several methods each, which take seconds to compile; those below
do the same work in a few lines. Binomials and Poissons are drawn by inversion where few are expected, else by
transformed rejection.
"""

import math

import numpy as np

from ledgerstone.estimating.compiled import inner

FEW = 10.0  # expected successes up to which inversion is used; the constants of the rejection hold from there on
SMALLEST = 1e-300


@inner
def binomial(rng: np.random.Generator, number: int, chance: float) -> int:
    """Binomial draw (inversion, or BTRS: Hörmann 1993, The generation of binomial random variates)."""
    p = min(chance, 1.0 - chance)
    mean = number * p
    count = 0
    if mean < FEW:
        uniform = rng.random()
        if uniform >= 1.0 - mean:  # the chance of none is at least 1 - mean: most calls need no more than this
            part = math.exp(number * math.log1p(-p))
            while uniform > part and count < number:
                uniform -= part
                count += 1
                part *= (number - count + 1) * p / (count * (1.0 - p))
        return count if chance <= 0.5 else number - count
    deviation = math.sqrt(mean * (1.0 - p))
    b = 1.15 + 2.53 * deviation
    a = -0.0873 + 0.0248 * b + 0.01 * p
    mode = math.floor((number + 1) * p)
    while True:
        u = rng.random() - 0.5
        v = rng.random()
        edge = 0.5 - abs(u)
        k = math.floor((2.0 * a / edge + b) * u + mean + 0.5)
        if k < 0 or k > number:
            continue
        if edge >= 0.07 and v <= 0.92 - 4.2 / b:
            break
        v *= (2.83 + 5.1 / b) * deviation / (a / (edge * edge) + b)
        height = math.lgamma(mode + 1.0) + math.lgamma(number - mode + 1.0) + (k - mode) * math.log(p / (1.0 - p))
        if math.log(v) <= height - math.lgamma(k + 1.0) - math.lgamma(number - k + 1.0):
            break
    count = int(k)
    return count if chance <= 0.5 else number - count


@inner
def poisson(rng: np.random.Generator, mean: float) -> float:
    """Poisson draw (inversion, or PTRS: Hörmann 1993, The transformed rejection method for Poisson variables)."""
    if mean < FEW:
        uniform = rng.random()
        part = math.exp(-mean)
        count = 0.0
        while uniform > part and count < 200.0:
            uniform -= part
            count += 1.0
            part *= mean / count
        return count
    b = 0.931 + 2.53 * math.sqrt(mean)
    a = -0.059 + 0.02483 * b
    while True:
        u = rng.random() - 0.5
        v = rng.random()
        edge = 0.5 - abs(u)
        k = float(math.floor((2.0 * a / edge + b) * u + mean + 0.43))
        if edge >= 0.07 and v <= 0.9277 - 3.6224 / (b - 2.0):
            return k
        if k < 0.0 or (edge < 0.013 and v > edge):
            continue
        v *= (1.1239 + 1.1328 / (b - 3.4)) / (a / (edge * edge) + b)
        if math.log(v) <= k * math.log(mean) - mean - math.lgamma(k + 1.0):
            return k


@inner
def standard_gamma(rng: np.random.Generator, shape: float) -> float:
    """Gamma draw of a shape of at least 1 (Marsaglia & Tsang 2000, A simple method for generating gamma variables)."""
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = rng.standard_normal()
        v = 1.0 + c * x
        if v <= 0.0:
            continue
        v = v * v * v
        uniform = 1.0 - rng.random()
        square = x * x
        if uniform < 1.0 - 0.0331 * square * square or math.log(uniform) < 0.5 * square + d * (1.0 - v + math.log(v)):
            return d * v


@inner
def log_gamma_variate(rng: np.random.Generator, shape: float) -> float:
    """Log of a gamma draw of any shape, without underflow for small ones (the same, section 6)."""
    if shape < 1.0:
        return math.log(standard_gamma(rng, shape + 1.0)) + math.log(1.0 - rng.random()) / shape
    return math.log(standard_gamma(rng, shape))
