"""Writes preprocessing.json: what scikit-learn makes of small columns. Run: python3 preprocessing.py > preprocessing.json"""
import json
import sys

import numpy as np
import sklearn
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import LabelEncoder, StandardScaler

generator = np.random.RandomState(7)
columns = {
    "normal": generator.normal(5.0, 2.0, 40),
    "skewed": np.exp(generator.normal(0.0, 3.0, 40)),
    "far_from_zero": 1e9 + generator.uniform(0.0, 1.0, 40),
    "large": generator.uniform(-1.0, 1.0, 40) * 1e30,
    "counts": generator.poisson(3.0, 40).astype(float),
    "constant": np.full(40, 0.1),
    "single": np.array([42.5]),
}
with_gaps = generator.normal(-3.0, 0.5, 40)
with_gaps[::3] = np.nan
columns["with_gaps"] = with_gaps
counts_with_gaps = generator.poisson(2.0, 41).astype(float)
counts_with_gaps[5::7] = np.nan
columns["counts_with_gaps"] = counts_with_gaps


def measure(values):
    matrix = values.reshape(-1, 1)
    scaler = StandardScaler().fit(matrix)
    fill = lambda strategy: float(SimpleImputer(strategy=strategy).fit(matrix).statistics_[0])
    number = lambda value: None if np.isnan(value) else float(value)
    return {
        "values": [number(value) for value in values],
        "mean": float(scaler.mean_[0]),
        "scale": float(scaler.scale_[0]),
        "scaled": [number(value) for value in scaler.transform(matrix)[:, 0]],
        "fill_mean": fill("mean"),
        "fill_median": fill("median"),
        "fill_mode": fill("most_frequent"),
    }


texts = ["b", "a", "B", "A", "10", "9", "", " a", "a ", "é", "e\u0301", "ß", "ss", "İ", "I", "i", "ı", "日本", "Zürich", "zurich", "a", "b", "_", "-", "~"]
encoder = LabelEncoder().fit(texts)
json.dump(
    {
        "made_with": f"scikit-learn {sklearn.__version__}, numpy {np.__version__}",
        "columns": {name: measure(values) for name, values in columns.items()},
        "labels": {"texts": texts, "classes": encoder.classes_.tolist(), "codes": encoder.transform(texts).tolist()},
    },
    sys.stdout,
    indent=1,
)
print()
