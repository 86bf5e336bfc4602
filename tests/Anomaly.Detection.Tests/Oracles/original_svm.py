"""The one-class SVM of the original comparison by scikit-learn, on the original files, at its own tolerance and at a tight one.

Usage: python3 original_svm.py FOLDER_WITH_THE_CSV_FILES > original_svm.json
"""
import json
import sys

import numpy as np
import pandas as pd
import sklearn
from sklearn.metrics import confusion_matrix, roc_auc_score
from sklearn.preprocessing import LabelEncoder, StandardScaler
from sklearn.svm import OneClassSVM

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

svm = {}
for nu in [.01, .02, .05, .1, .15, .2]:
    for tol in [1e-3, 1e-8]:
        model = OneClassSVM(nu=nu, gamma="scale", tol=tol).fit(x)
        decision = model.decision_function(t)
        svm[f"{nu}, tolerance {tol}"] = {
            "rho": float(-model.intercept_[0]), "gamma": float(model._gamma), "support_vectors": int(model.support_.size),
            "auc": roc_auc_score(y, -decision), "confusion": confusion_matrix(y, model.predict(t) == -1).ravel().tolist(),
            "first_decision": decision[:5].tolist()}

print(json.dumps({"made_by": f"scikit-learn {sklearn.__version__}, numpy {np.__version__}", "one_class_svm": svm}, indent=1))
