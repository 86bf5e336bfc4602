namespace Anomaly.Detection.Benchmarks.Detectors;

/// <summary>The Python program that measures scikit-learn's isolation forest on one thread. Without arguments it names its versions.</summary>
internal static class IsolationScript
{
    public const string Text =
        """
        import json, os, sys, time
        for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]:
            os.environ[name] = "1"
        import numpy, sklearn
        from sklearn.ensemble import IsolationForest

        if len(sys.argv) == 1:
            print(f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, Python {sys.version.split()[0]}")
            sys.exit()
        folder, features, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])

        def read(name):
            return numpy.fromfile(os.path.join(folder, name), dtype="<f4").reshape(-1, features)

        def median_of_repeats(work):
            seconds = []
            while len(seconds) < 5 and sum(seconds) < 1:
                start = time.process_time()
                work()
                seconds.append(time.process_time() - start)
            return float(numpy.median(seconds))

        train, small, large = read("train.f32"), read("small.f32"), read("large.f32")
        forest = IsolationForest(random_state=seed).fit(train)
        print(json.dumps({
            "Fit": median_of_repeats(lambda: IsolationForest(random_state=seed).fit(train)),
            "FitContamination": median_of_repeats(lambda: IsolationForest(random_state=seed, contamination=0.1).fit(train)),
            "Score1K": median_of_repeats(lambda: forest.score_samples(small)),
            "Score100K": median_of_repeats(lambda: forest.score_samples(large))}))
        """;
}
