"""Contributions of XGBoost (pred_contribs, path-dependent TreeSHAP in 32-bit floats) to the trees of a forest of its own.

The forest is written down in preorder, its leaf values times the number of trees, so that the mean over the trees is XGBoost's sum.
XGBoost goes left where x < t, we where x <= t: thresholds are the floats below. Rows hold missing values.

Usage: python3 tree_shap.py > tree_shap.json
"""
import json
import sys

import numpy
import xgboost

TREES, FEATURES, ROWS, EXPLAINED = 12, 7, 600, 25

random = numpy.random.default_rng(5)
x = random.normal(size=(ROWS, FEATURES)).astype(numpy.float32)
x[:, 2] = numpy.round(x[:, 2])
x[random.random(x.shape) < 0.12] = numpy.nan
signal = numpy.nan_to_num(x[:, 0]) * numpy.nan_to_num(x[:, 1]) + numpy.isnan(x[:, 3]) + numpy.nan_to_num(x[:, 4])
y = (signal > 0.7).astype(numpy.float32)
parameters = {
    "objective": "reg:squarederror", "base_score": 0, "eta": 1, "lambda": 0, "min_child_weight": 0, "max_depth": 7, "subsample": 0.63,
    "colsample_bynode": 0.4, "num_parallel_tree": TREES, "tree_method": "exact", "seed": 3, "nthread": 1,
}
booster = xgboost.train(parameters, xgboost.DMatrix(x, label=y), num_boost_round=1)
contributions = booster.predict(xgboost.DMatrix(x[:EXPLAINED]), pred_contribs=True)


def preorder(tree):
    feature, threshold, missing_left, value, cover = [], [], [], [], []
    waiting = [0]
    while waiting:
        node = waiting.pop()
        if tree["left_children"][node] < 0:
            feature.append(-1)
            value.append(min(max(tree["split_conditions"][node] * TREES, 0.0), 1.0))
            cover.append(tree["sum_hessian"][node])
            continue
        feature.append(tree["split_indices"][node])
        threshold.append(float(numpy.nextafter(numpy.float32(tree["split_conditions"][node]), numpy.float32(-numpy.inf))))
        missing_left.append(bool(tree["default_left"][node]))
        waiting += [tree["right_children"][node], tree["left_children"][node]]
    return {"feature": feature, "threshold": threshold, "missing_goes_left": missing_left, "value": value, "cover": cover}


model = json.loads(booster.save_raw("json"))["learner"]["gradient_booster"]["model"]
json.dump({
    "xgboost": xgboost.__version__,
    "feature_count": FEATURES,
    "trees": [preorder(tree) for tree in model["trees"]],
    "rows": [[None if numpy.isnan(v) else float(v) for v in row] for row in x[:EXPLAINED]],
    "contributions": [[float(v) for v in row[:-1]] for row in contributions],
    "base_value": float(contributions[0][-1]),
}, sys.stdout)
print()
