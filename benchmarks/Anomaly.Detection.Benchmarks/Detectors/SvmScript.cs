namespace Anomaly.Detection.Benchmarks.Detectors;

/// <summary>The Python program that measures scikit-learn's one-class SVM, and libsvm's own programs where they are installed, on one thread. Without arguments it names its versions.</summary>
internal static class SvmScript
{
    public const string Text =
        """
        import json, os, resource, shutil, subprocess, sys, time
        for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]:
            os.environ[name] = "1"
        import numpy, sklearn
        from sklearn.svm import OneClassSVM

        has_libsvm = shutil.which("svm-train") is not None
        if len(sys.argv) == 1:
            print(f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, Python {sys.version.split()[0]}, {'libsvm-tools' if has_libsvm else 'no libsvm-tools'}")
            sys.exit()
        folder, features, nu = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
        rows = numpy.fromfile(os.path.join(folder, "train.f32"), dtype="<f4").reshape(-1, features).astype(float)

        def cost(work):
            start = time.process_time()
            result = work()
            return time.process_time() - start, result

        fit, model = cost(lambda: OneClassSVM(nu=nu, gamma="scale").fit(rows))
        score, _ = cost(lambda: model.decision_function(rows))

        def children(command):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        libsvm = [float("nan")] * 2
        if has_libsvm:
            path = os.path.join(folder, "train.txt")
            if not os.path.exists(path):
                with open(path, "w") as file:
                    for row in rows:
                        file.write("1 " + " ".join(f"{i + 1}:{v:.9g}" for i, v in enumerate(row) if v != 0) + "\n")
            libsvm[0] = children(["svm-train", "-s", "2", "-t", "2", "-g", repr(float(model._gamma)), "-n", str(nu), "-m", "200", "-q", "train.txt", "model.txt"])
            libsvm[1] = children(["svm-predict", "train.txt", "model.txt", "out.txt"])
        print(json.dumps({"Fit": fit, "Score": score, "Rho": float(-model.intercept_[0]), "SupportVectors": int(model.support_.size), "LibsvmFit": libsvm[0] if has_libsvm else -1, "LibsvmScore": libsvm[1] if has_libsvm else -1}))
        """;
}
