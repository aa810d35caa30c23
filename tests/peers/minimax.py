"""Fits the polynomials of the engine's tanh and exp: python minimax.py

Lawson's iteration: weighted least squares whose weights grow where the error is largest, which
drives the fit to the smallest largest error. Prints the coefficients, rounded to float32.
"""

import numpy as np

LIMIT = 9.01


def lawson(design, target, rounds, scale=None):
    weight, best = np.ones(len(target)), (np.inf, None)
    for _ in range(rounds):
        root = np.sqrt(weight) / (1.0 if scale is None else scale(best[1]))
        coefficients = np.linalg.lstsq(design * root[:, None], target * root, rcond=None)[0]
        error = np.abs(design @ coefficients - target)
        if scale is not None:
            error = error / np.abs(scale(coefficients))
        if error.max() < best[0]:
            best = (error.max(), coefficients)
        weight *= error / error.mean() + 0.02
        weight /= weight.mean()
    return best


def tanh():
    x = np.sort(np.concatenate([np.cos(np.linspace(0, np.pi / 2, 6000)) * LIMIT, np.linspace(1e-6, LIMIT, 6000)]))
    u = (x / LIMIT) ** 2
    y = np.tanh(x)
    upper = x[:, None] * u[:, None] ** np.arange(7)
    lower = u[:, None] ** np.arange(1, 4)

    def denominator(c):
        return np.ones_like(x) if c is None else 1 + lower @ c[7:]

    error, c = lawson(np.hstack([upper, -y[:, None] * lower]), y, 400, denominator)
    scale = LIMIT ** -2.0
    print("tanh: largest absolute error", error)
    print("  P", np.float32(c[:7] * scale ** np.arange(7)))
    print("  Q", np.float32(np.concatenate([[1.0], c[7:] * scale ** np.arange(1, 4)])))


def exp():
    r = np.cos(np.linspace(0, np.pi, 4001)) * np.log(2) / 2 * 1.001
    error, c = lawson(r[:, None] ** np.arange(7) / np.exp(r)[:, None], np.ones_like(r), 300)
    print("exp: largest relative error", error)
    print("  p", np.float32(c))


np.set_printoptions(precision=9)
tanh()
exp()
