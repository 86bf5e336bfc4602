"""scikit-learn's isolation forest on the files of the original system, and numpy's percentiles.

Usage: python3 isolation_forest.py FOLDER_WITH_THE_CSV_FILES > isolation_forest.json
"""
import json
import sys

import numpy as np
import pandas as pd
import sklearn
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import LabelEncoder, StandardScaler

folder = sys.argv[1]
train = pd.read_csv(f"{folder}/balanced_dataset_40_percent_anomalies.csv")
test = pd.read_csv(f"{folder}/synthetic_behavior_dataset.csv")
features = [c for c in train.columns if c != "label"]
for c in features:
    if train[c].dtype == object:
        encoder = LabelEncoder().fit(pd.concat([train[c], test[c]]).astype(str))
        train[c], test[c] = encoder.transform(train[c].astype(str)), encoder.transform(test[c].astype(str))
scaler = StandardScaler().fit(train[features])
x, t, y = scaler.transform(train[features]), scaler.transform(test[features]), test["label"].to_numpy()
shares = [.01, .02, .05, .1, .15, .2]

aucs, counts = [], []
for seed in list(range(20)) + [42]:
    model = IsolationForest(n_estimators=100, random_state=seed).fit(x)
    scores = model.score_samples(t)
    aucs.append(roc_auc_score(y, -scores))
    training_scores = model.score_samples(x)
    counts.append([int((training_scores < np.percentile(training_scores, 100 * share)).sum()) for share in shares])
assert abs(aucs[-1] - .4771364583333333) < 1e-9, aucs[-1]

random = np.random.default_rng(1)
percentiles = []
for n in [1, 2, 3, 10, 101, 256]:
    scores = random.random(n)
    for share in [.001, .01, .05, .1, .137, .25, .3, .5]:
        percentiles.append({"scores": scores.tolist(), "contamination": share, "offset": float(-np.percentile(-scores, 100 * share))})

print(json.dumps({
    "made_by": f"scikit-learn {sklearn.__version__}, numpy {np.__version__}",
    "auc": aucs[:20], "auc_of_seed_42": aucs[20],
    "contamination": shares, "flagged": counts[:20],
    "percentiles": percentiles}))
