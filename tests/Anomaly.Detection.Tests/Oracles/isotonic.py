"""Writes isotonic.json: scikit-learn's isotonic regression on small sets with many ties.

Run from this folder with scikit-learn 1.2.1:  python3 isotonic.py
"""
import json

import numpy as np
import sklearn
from sklearn.isotonic import IsotonicRegression


def fit(name, scores, labels):
    scores, labels = np.asarray(scores, dtype=float), np.asarray(labels, dtype=float)
    curve = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(scores, labels)
    asked = np.concatenate([scores, (scores[:-1] + scores[1:]) / 2, [scores.min() - 1, scores.max() + 1], np.linspace(-0.2, 1.2, 29)])
    return {
        "name": name,
        "scores": [float(score) for score in scores],
        "labels": [int(label) for label in labels],
        "asked": [float(score) for score in asked],
        "probabilities": [float(p) for p in curve.predict(asked)],
    }


def draw(number, random):
    rows = int(random.integers(5, 60))
    levels = int(random.integers(2, 12))
    labels = (random.random(rows) < random.uniform(0.1, 0.6)).astype(int)
    labels[:2] = [0, 1]
    scores = np.clip(random.integers(0, levels, rows) + labels * random.integers(0, 3, rows), 0, levels) / levels
    return fit(f"drawn {number}", scores, labels)


def main():
    random = np.random.default_rng(20240610)
    cases = [fit("five rows", [0.1, 0.2, 0.3, 0.4, 0.5], [0, 1, 0, 1, 1])]
    cases += [draw(number, random) for number in range(30)]
    with open("isotonic.json", "w") as file:
        file.write(f'{{"madeWith": "scikit-learn {sklearn.__version__}, numpy {np.__version__}", "cases": [\n')
        file.write(",\n".join(json.dumps(case) for case in cases))
        file.write("\n]}\n")


if __name__ == "__main__":
    main()
