"""Impurity importances of scikit-learn's trees and forests, with the trees they are made of.

Usage: python3 impurity_importances.py > impurity_importances.json

A tree stands as its nodes in preorder: features (-1 = leaf), then value and cover of its leaves. Importances need no thresholds.
"""
import json

import sklearn
from sklearn.datasets import make_classification
from sklearn.ensemble import RandomForestClassifier
from sklearn.tree import DecisionTreeClassifier


def preorder(tree):
    feature, value, cover = [], [], []
    stack = [0]
    while stack:
        node = stack.pop()
        if tree.children_left[node] < 0:
            feature.append(-1)
            value.append(float(tree.value[node][0][1] / tree.value[node][0].sum()))
            cover.append(float(tree.weighted_n_node_samples[node]))
        else:
            feature.append(int(tree.feature[node]))
            stack += [tree.children_right[node], tree.children_left[node]]
    return dict(feature=feature, value=value, cover=cover)


def case(name, model):
    x, y = make_classification(n_samples=300, n_features=6, n_informative=3, n_redundant=0, weights=[0.8], flip_y=0.1, random_state=1)
    model.fit(x, y)
    trees = [estimator.tree_ for estimator in model.estimators_] if hasattr(model, "estimators_") else [model.tree_]
    return dict(
        name=name,
        criterion=model.criterion,
        importances=model.feature_importances_.tolist(),
        trees=[preorder(tree) for tree in trees],
    )


def main():
    cases = [
        case("tree", DecisionTreeClassifier(random_state=2)),
        case("tree of entropy", DecisionTreeClassifier(criterion="entropy", max_depth=6, random_state=2)),
        case("forest", RandomForestClassifier(8, random_state=3, class_weight="balanced")),
        case("forest of entropy", RandomForestClassifier(8, criterion="entropy", random_state=4)),
        case("forest of which some trees do not split", RandomForestClassifier(20, max_features=1, max_depth=2, min_impurity_decrease=0.03, random_state=5)),
        case("forest that does not split", RandomForestClassifier(3, min_impurity_decrease=0.5, random_state=6)),
    ]
    single = sum(len(tree["feature"]) == 1 for tree in cases[4]["trees"])
    assert 0 < single < 20, single
    lines = ",\n".join(json.dumps(case) for case in cases)
    print('{"sklearn": "%s", "cases": [\n%s\n]}' % (sklearn.__version__, lines))


main()
