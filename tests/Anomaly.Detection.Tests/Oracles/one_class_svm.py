"""One-class SVMs of scikit-learn (libsvm) on three small tables, with four kernels and several nu.

Usage: python3 one_class_svm.py > one_class_svm.json

Values of the tables are multiples of 1/64, which 32-bit floats hold exactly. The tolerance is 1e-10, so that nothing depends on the way a
solver takes; libsvm keeps kernel values as 32-bit floats nevertheless, which leaves about 1e-6 of the numbers open.
"""
import json

import numpy as np
import sklearn
from sklearn.svm import OneClassSVM

TOLERANCE = 1e-10


def on_grid(x):
    return np.round(x * 64) / 64


def tables():
    random = np.random.default_rng(5)
    blobs = np.vstack([random.normal(0, 1, (70, 3)), random.normal(3, 0.5, (30, 3)), random.uniform(-8, 8, (8, 3))])
    wide = random.normal(0, 1, (60, 11)) * np.linspace(0.3, 2, 11) + np.linspace(-1, 1, 11)
    ring = np.array([[np.cos(t), np.sin(t)] for t in np.linspace(0, 6.1, 45)]) * random.uniform(0.9, 1.3, (45, 1)) + 2
    return dict(blobs=on_grid(blobs), wide=on_grid(wide), ring=on_grid(ring))


KERNELS = [
    dict(kernel="rbf", gamma="scale"),
    dict(kernel="rbf", gamma=0.4),
    dict(kernel="linear"),
    dict(kernel="poly", gamma="scale", degree=3, coef0=1.0),
    dict(kernel="poly", gamma="auto", degree=2, coef0=0.0),
    dict(kernel="sigmoid", gamma=0.03, coef0=0.1),
]


def case(table, x, probe, kernel, nu):
    model = OneClassSVM(nu=nu, tol=TOLERANCE, max_iter=2_000_000, **kernel).fit(x)
    return dict(
        table=table, nu=nu, **kernel,
        fitted_gamma=float(model._gamma),
        rho=float(-model.intercept_[0]),
        support=model.support_.tolist(),
        alpha=model.dual_coef_[0].tolist(),
        decision=model.decision_function(probe).tolist(),
    )


def main():
    found = {name: x for name, x in tables().items()}
    probes = {name: np.vstack([x[::4], on_grid(np.random.default_rng(9).normal(0, 3, (10, x.shape[1])))]) for name, x in found.items()}
    stored = ",\n".join(json.dumps(dict(name=name, features=x.shape[1], rows=x.ravel().tolist(), probes=probes[name].ravel().tolist())) for name, x in found.items())
    cases = ",\n".join(json.dumps(case(name, x, probes[name], kernel, nu)) for name, x in found.items() for kernel in KERNELS for nu in (0.05, 0.3, 0.7))
    print('{"sklearn": "%s", "tolerance": %g, "tables": [\n%s\n], "cases": [\n%s\n]}' % (sklearn.__version__, TOLERANCE, stored, cases))


main()
