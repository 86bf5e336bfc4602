"""Writes metrics.json: scikit-learn's figures on small sets with many ties.

Run from this folder with scikit-learn 1.2.1:  python3 metrics.py
"""
import json

import numpy as np
import sklearn
from sklearn import metrics


def evaluate(name, labels, scores, threshold):
    labels, scores = np.asarray(labels), np.asarray(scores, dtype=float)
    flagged = scores >= threshold
    tn, fp, fn, tp = metrics.confusion_matrix(labels, flagged, labels=[0, 1]).ravel()
    fpr, tpr, roc_thresholds = metrics.roc_curve(labels, scores, drop_intermediate=False)
    precision, recall, pr_thresholds = metrics.precision_recall_curve(labels, scores)
    return {
        "name": name,
        "labels": [int(label) for label in labels],
        "scores": [float(score) for score in scores],
        "threshold": float(threshold),
        "confusion": [int(tn), int(fp), int(fn), int(tp)],
        "accuracy": metrics.accuracy_score(labels, flagged),
        "precision": metrics.precision_score(labels, flagged) if tp + fp else None,
        "recall": metrics.recall_score(labels, flagged),
        "f1": metrics.f1_score(labels, flagged),
        "f2": metrics.fbeta_score(labels, flagged, beta=2),
        "fHalf": metrics.fbeta_score(labels, flagged, beta=0.5),
        "mcc": metrics.matthews_corrcoef(labels, flagged),
        "balancedAccuracy": metrics.balanced_accuracy_score(labels, flagged),
        "rocAuc": metrics.roc_auc_score(labels, scores),
        "partialAuc": metrics.roc_auc_score(labels, scores, max_fpr=0.2),
        "averagePrecision": metrics.average_precision_score(labels, scores),
        "logLoss": metrics.log_loss(labels, scores, labels=[0, 1]),
        "brier": metrics.brier_score_loss(labels, scores),
        # Without the first point, whose threshold scikit-learn 1.2 gives as max + 1.
        "roc": [[float(t), float(f), float(r)] for t, f, r in zip(roc_thresholds, fpr, tpr)][1:],
        # From the highest threshold down, without the point (1, 0).
        "pr": [[float(t), float(p), float(r)] for t, p, r in zip(pr_thresholds, precision, recall)][::-1],
    }


def main():
    cases = [evaluate(
        "ten rows, worked by hand",
        [0, 0, 1, 1, 0, 1, 0, 1, 0, 0],
        [.1, .4, .4, .8, .8, .35, .2, .9, .4, .05],
        .4)]
    random = np.random.RandomState(20240115)
    for index in range(24):
        rows = int(random.choice([5, 20, 60, 150]))
        levels = int(random.choice([1, 2, 4, 10, 50]))
        labels = (random.rand(rows) < random.choice([.1, .3, .5, .8])).astype(int)
        labels[:2] = [0, 1]
        scores = np.round((random.rand(rows) + .4 * labels) / 1.4 * levels) / levels
        threshold = float(random.choice([.25, .5, .75, 1.0]))
        cases.append(evaluate(f"{rows} rows, {levels} levels, case {index}", labels, scores, threshold))

    # Few anomalies, or few normal rows, and few different scores, as of small forests.
    for index in range(28):
        rows = int(random.choice([40, 120, 300]))
        levels = int(random.choice([2, 3, 5, 8, 16]))
        rare = int(random.choice([1, 2, 3, 7]))
        labels = np.zeros(rows, dtype=int)
        labels[random.permutation(rows)[:rare]] = 1
        if index % 4 == 3:
            labels = 1 - labels
        scores = np.floor(random.beta(1 + 2 * labels, 3 - labels) * (levels + 1)) / levels
        scores = np.minimum(scores, 1)
        threshold = float(random.choice([.2, .5, .875, 1.0]))
        cases.append(evaluate(f"{rows} rows, {rare} of the rarer class, {levels} levels, case {index}", labels, scores, threshold))
    with open("metrics.json", "w", encoding="utf-8") as file:
        file.write(f'{{"madeWith": "scikit-learn {sklearn.__version__}, numpy {np.__version__}", "cases": [\n')
        file.write(",\n".join(json.dumps(case) for case in cases))
        file.write("\n]}\n")


if __name__ == "__main__":
    main()
