"""Writes proportion_intervals.json: exact and Wilson intervals of rates, and normal quantiles.

Run from this folder with scipy 1.10.1:  python3 proportion_intervals.py
"""
import json
import math

import scipy
from scipy.optimize import brentq
from scipy.stats import beta, binomtest, norm

CASES = [
    (0, 1), (1, 1), (0, 5), (5, 5), (1, 10), (3, 10), (9, 10), (0, 59), (59, 59), (29, 30), (17, 100), (250, 1000), (999, 1000),
    (3, 5_000_000), (0, 5_000_000), (4_999_998, 5_000_000), (2_500_000, 5_000_000), (123_456, 5_000_000), (1_000_000_000, 2_000_000_000), (7, 2_000_000_000),
]


def exact_lower(k, n, outside):
    return 0.0 if k == 0 else float(beta.ppf(outside, k, n - k + 1))


def at_most(k, n, rate):
    """P(X <= k), summed; for few successes, of which scipy's quantile of the beta distribution loses digits."""
    return math.fsum(
        math.exp(math.fsum([math.log((n - j) / (j + 1)) for j in range(i)] + [i * math.log(rate), (n - i) * math.log1p(-rate)]))
        for i in range(k + 1))


def exact_upper(k, n, outside):
    if k == n:
        return 1.0
    if k > 10 or n < 1000:
        return float(beta.isf(outside, k + 1, n - k))
    return float(brentq(lambda rate: at_most(k, n, rate) / outside - 1, 1e-3 / n, 100 / n, xtol=1e-18 / n, rtol=1e-15))


def main():
    cases = []
    for k, n in CASES:
        for confidence in (0.8, 0.95, 0.999):
            wilson = binomtest(k, n).proportion_ci(confidence, method="wilson")
            cases.append({
                "successes": k, "trials": n, "confidence": confidence,
                "wilson": [float(wilson.low), float(wilson.high)],
                "clopperPearson": [exact_lower(k, n, (1 - confidence) / 2), exact_upper(k, n, (1 - confidence) / 2)],
                "clopperPearsonOneSided": [exact_lower(k, n, 1 - confidence), exact_upper(k, n, 1 - confidence)],
            })
    quantiles = [[p, float(norm.ppf(p))] for p in (1e-300, 1e-20, 1e-9, 1e-5, 0.001, 0.025, 0.05, 0.074, 0.076, 0.3, 0.5, 0.7, 0.926, 0.975, 0.9999, 1 - 1e-12)]
    with open("proportion_intervals.json", "w", encoding="utf-8") as file:
        file.write(f'{{"madeWith": "scipy {scipy.__version__}", "quantiles": {json.dumps(quantiles)}, "cases": [\n')
        file.write(",\n".join(json.dumps(case) for case in cases))
        file.write("\n]}\n")


if __name__ == "__main__":
    main()
