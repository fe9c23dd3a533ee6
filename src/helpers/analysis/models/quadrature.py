"""How is an average over a beta distribution taken quickly and safely?"""

from functools import lru_cache

import numpy as np


def beta_nodes(a: float, b: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Nodes and weights of Gauss-Jacobi quadrature for Beta(a, b), one row for each ``b``.

    The eigenvalues of the recurrence matrix are the nodes (Golub & Welsch 1969); the weights
    sum to one, so that large parameters cannot overflow.

    >>> nodes, weights = beta_nodes(2.0, np.array([3.0]), 8)
    >>> float((nodes * weights).sum().round(6))  # the mean, a / (a + b)
    0.4
    """
    return _beta_nodes(float(a), np.atleast_1d(np.asarray(b, float)).tobytes(), n)


@lru_cache(maxsize=8)  # the months ahead ask for the same customers one after another
def _beta_nodes(a: float, b: bytes, n: int) -> tuple[np.ndarray, np.ndarray]:
    left, right = a - 1.0, np.frombuffer(b)[:, None] - 1.0
    k = np.arange(1, n, dtype=float)[None, :]
    total = 2 * k + left + right
    middle = np.concatenate(
        [
            (left - right) / (left + right + 2),
            (left - right) * (left + right) / (total * (total + 2)),
        ],
        axis=1,
    )
    # at k = 1 one factor of both sides is (1 + left + right), which may be zero
    ratio = np.where(k == 1, 1.0, (k + left + right) / np.where(k == 1, 1.0, total - 1))
    side = 4 * k * (k + left) * (k + right) * ratio / (total**2 * (total + 1))
    matrix = np.zeros((right.shape[0], n, n))
    spot = np.arange(n)
    matrix[:, spot, spot] = middle
    matrix[:, spot[1:], spot[:-1]] = np.sqrt(side)  # the lower half is enough for eigh
    values, vectors = np.linalg.eigh(matrix)
    nodes, weights = np.clip((1 + values) / 2, 0.0, 1.0), vectors[:, 0, :] ** 2
    nodes.flags.writeable = weights.flags.writeable = False
    return nodes, weights
