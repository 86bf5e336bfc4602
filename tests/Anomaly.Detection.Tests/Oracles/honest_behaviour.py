"""Honest five-fold figures of scikit-learn on the behaviour tables, one per seed.

Usage: python3 honest_behaviour.py DATA_FOLDER > honest_behaviour.json

The k-th row of a class, in file order, is in fold k mod 5. Ids are dropped, text is label-encoded, the date becomes hour and day of week.
Figures are of the out-of-fold scores of all rows together.
"""
import json
import os
import sys

import numpy as np
import pandas
import sklearn
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import average_precision_score, roc_auc_score

TABLES = [
    "balanced_dataset_40_percent_anomalies",
    "synthetic_behavior_dataset",
    "multifeature_train_40_percent",
    "multifeature_test_5_percent",
]


def load(path):
    frame = pandas.read_csv(path)
    labels = frame.pop("label").to_numpy()
    date = pandas.to_datetime(frame.pop("transaction_date"))
    frame = frame.drop(columns=["user_id", "session_id"])
    frame["hour"] = date.dt.hour
    frame["day_of_week"] = date.dt.dayofweek
    for column in frame.select_dtypes(include="object"):
        frame[column] = frame[column].astype("category").cat.codes
    return frame.to_numpy(dtype=np.float32), labels


def fold_of(labels):
    fold = np.zeros(len(labels), dtype=int)
    for value in (0, 1):
        rows = np.flatnonzero(labels == value)
        fold[rows] = np.arange(len(rows)) % 5
    return fold


def main():
    tables = {}
    for table in TABLES:
        x, y = load(os.path.join(sys.argv[1], "behaviour", table + ".csv"))
        fold = fold_of(y)
        auc, ap = [], []
        for seed in range(5):
            scores = np.zeros(len(y))
            for k in range(5):
                forest = RandomForestClassifier(
                    n_estimators=200, max_depth=10, min_samples_split=5, min_samples_leaf=2,
                    class_weight="balanced", random_state=seed, n_jobs=1)
                forest.fit(x[fold != k], y[fold != k])
                scores[fold == k] = forest.predict_proba(x[fold == k])[:, 1]
            auc.append(round(roc_auc_score(y, scores), 6))
            ap.append(round(average_precision_score(y, scores), 6))
        tables[table] = dict(auc=auc, ap=ap)
    print(json.dumps(dict(sklearn=sklearn.__version__, tables=tables), indent=1))


main()
