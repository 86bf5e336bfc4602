"""Trees of scikit-learn without feature sampling, for tests that compare node for node.

Usage: python3 cart_trees.py DATA_FOLDER > cart_trees.json

Each case is grown under ten random states; it is kept only when all ten are the same tree, so that no tie between features decided.
Thresholds are stored as the largest float32 not above scikit-learn's double, which sends every float32 the same way.
"""
import csv
import gzip
import json
import os
import sys

import numpy as np
import sklearn
from sklearn.tree import DecisionTreeClassifier

TABLES = ["annthyroid", "mammography", "magic_gamma", "pima", "pageblocks", "thyroid", "shuttle", "campaign", "satellite", "cardio"]
CONFIGS = [
    dict(criterion="gini", max_depth=8, min_samples_leaf=20),
    dict(criterion="entropy", max_depth=8, min_samples_leaf=20),
    dict(criterion="gini", max_depth=8, min_samples_leaf=20, class_weight="balanced"),
    dict(criterion="gini", max_depth=8, min_samples_leaf=20, weighted=True),
    dict(criterion="gini", min_samples_leaf=25, min_samples_split=60, min_impurity_decrease=0.0005),
    dict(criterion="gini", min_samples_leaf=20, max_leaf_nodes=12),
]


def load(folder, table):
    path = os.path.join(folder, "public", table + ".csv")
    opened = open(path, newline="") if os.path.exists(path) else gzip.open(path + ".gz", "rt", newline="")
    with opened as file:
        rows = list(csv.reader(file))[1:]
    x = np.array([row[:-1] for row in rows], dtype=np.float32)
    return x, np.array([row[-1] == "1" for row in rows])


def row_weights(count):
    """Weights that are exact in binary, so that sums have no rounding: 0.5, 0.75, ..., 2.25 in turn."""
    return 0.5 + 0.25 * (np.arange(count) % 8)


def float_below(threshold):
    rounded = np.float32(threshold)
    return rounded if float(rounded) <= threshold else np.nextafter(rounded, np.float32(-np.inf))


def grow(x, y, config, random_state):
    options = {k: v for k, v in config.items() if k != "weighted"}
    weights = row_weights(len(y)) if config.get("weighted") else None
    return DecisionTreeClassifier(random_state=random_state, **options).fit(x, y, sample_weight=weights).tree_


def preorder(tree):
    feature, threshold, value, cover = [], [], [], []
    stack = [0]
    while stack:
        node = stack.pop()
        if tree.children_left[node] < 0:
            feature.append(-1)
            value.append(float(tree.value[node][0][1] / tree.value[node][0].sum()))
            cover.append(float(tree.weighted_n_node_samples[node]))
        else:
            feature.append(int(tree.feature[node]))
            threshold.append(float(float_below(tree.threshold[node])))
            stack += [tree.children_right[node], tree.children_left[node]]
    return dict(feature=feature, threshold=threshold, value=value, cover=cover)


def main():
    cases = []
    for table in TABLES:
        x, y = load(sys.argv[1], table)
        for config in CONFIGS:
            trees = [preorder(grow(x, y, config, seed)) for seed in range(10)]
            if all(tree == trees[0] for tree in trees):
                cases.append(dict(table=table, config=config, tree=trees[0]))
    lines = ",\n".join(json.dumps(case) for case in cases)
    print('{"sklearn": "%s", "cases": [\n%s\n]}' % (sklearn.__version__, lines))


main()
