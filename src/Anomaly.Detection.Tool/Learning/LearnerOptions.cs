using System.CommandLine;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tool.Learning;

/// <summary>Which algorithm learns, and how: the options of all three, of which each takes its own.</summary>
internal sealed class LearnerOptions
{
    private readonly Option<string?> _algorithm = TextOption.Create("--algorithm", "NAME", "What learns: random-forest (the default), isolation-forest or one-class-svm. Only the first learns from labels.", "random-forest", "isolation-forest", "one-class-svm");

    private readonly Option<string?> _splitSearch;

    private readonly LearnerOption[] _options;

    public LearnerOptions()
    {
        LearnerOption search = SplitSearchOption();
        _splitSearch = search.Option;
        _options =
        [
            new("--trees", "N", "Trees of a forest. Default: 200; of an isolation forest 100.") { OfRandomForest = (forest, text) => forest with { TreeCount = TrainingText.Whole(text) }, OfIsolationForest = (forest, text) => forest with { TreeCount = TrainingText.Whole(text) } },
            new("--max-depth", "N", "Most splits from the root of a tree to a leaf, or none. Default: none; of an isolation forest as many as its sample needs.", "none") { OfRandomForest = (forest, text) => forest with { MaxDepth = TrainingText.WholeOrNone(text) }, OfIsolationForest = (forest, text) => forest with { MaxDepth = TrainingText.WholeOrNone(text) } },
            new("--min-samples-split", "N", "Fewest rows of a node that is split. Default: 2.") { OfRandomForest = (forest, text) => forest with { MinSamplesSplit = TrainingText.Whole(text) } },
            new("--min-samples-leaf", "N", "Fewest rows of a leaf. Default: 1.") { OfRandomForest = (forest, text) => forest with { MinSamplesLeaf = TrainingText.Whole(text) } },
            new("--max-features", "sqrt|log2|all|N|0.x", "Features drawn at a node: by a rule, a count or a share. Default: sqrt.", "sqrt", "log2", "all") { OfRandomForest = (forest, text) => forest with { MaxFeatures = TrainingText.MaxFeatures(text) } },
            new("--class-weight", "none|balanced|balanced-subsample|0:1,1:2", "How much a row of each class weighs. Default: balanced.", "none", "balanced", "balanced-subsample") { OfRandomForest = (forest, text) => forest with { ClassWeight = TrainingText.ClassWeight(text) } },
            search,
            new("--max-bins", "N", "Most bins of a binned split search, which it asks for. Default: 255.") { OfRandomForest = (forest, text) => forest with { SplitSearch = SplitSearch.Binned(TrainingText.Whole(text)) } },
            new("--nu", "X", "Share of rows that a one-class SVM may leave outside, and least share of support vectors. Default: 0.5.") { OfOneClassSvm = (svm, text) => svm with { Nu = TrainingText.Number(text) } },
            new("--gamma", "scale|auto|X", "Gamma of the RBF kernel. Default: scale.", "scale", "auto") { OfOneClassSvm = (svm, text) => svm with { Gamma = TrainingText.Gamma(text) } },
            new("--contamination", "auto|X", "Share of rows that an isolation forest itself calls outliers; labels, where there are any, decide instead. Default: auto.", "auto") { OfIsolationForest = (forest, text) => forest with { Contamination = TrainingText.NumberOrAuto(text) } },
            new("--seed", "N", "Where random numbers begin. Default: 42.") { OfRandomForest = (forest, text) => forest with { Seed = TrainingText.Seed(text) }, OfIsolationForest = (forest, text) => forest with { Seed = TrainingText.Seed(text) } },
            ThreadsOption(),
        ];
    }

    /// <summary>All of them, in the order of the help.</summary>
    public IEnumerable<Option> All => [_algorithm, .. _options.Select(option => option.Option)];

    /// <summary>The learner that was asked for.</summary>
    /// <exception cref="ToolFailure">A value is out of its range, or the algorithm has no such option.</exception>
    public ILearnerOptions Read(ParseResult result)
    {
        ILearnerOptions learner = TextOption.Read(result, _algorithm, TrainingText.Algorithm) ?? new RandomForestOptions();
        foreach (LearnerOption option in _options) learner = option.Apply(learner, result);
        string? search = result.GetValue(_splitSearch);
        if (search is not null and not "binned" && learner is RandomForestOptions { SplitSearch.MaxBins: > 0 }) throw new ToolFailure(ExitCode.Usage, $"--max-bins: only with --split-search binned, but that is {search}");
        return learner;
    }

    private static LearnerOption SplitSearchOption() => new("--split-search", "auto|exact|binned", "How the best split of a node is looked for. Default: auto, binned from 1,000 rows on.", "auto", "exact", "binned")
    {
        OfRandomForest = (forest, text) => forest with { SplitSearch = TrainingText.SplitSearch(text) },
    };

    // Of an SVM, which works on one thread, there is nothing to limit: scripts may give the option to all alike.
    private static LearnerOption ThreadsOption() => new("--threads", "N", "Most threads that work at once; results do not depend on it. Default: all processors.")
    {
        OfRandomForest = (forest, text) => forest with { MaxThreads = TrainingText.Whole(text) },
        OfIsolationForest = (forest, text) => forest with { MaxThreads = TrainingText.Whole(text) },
        OfOneClassSvm = (svm, text) =>
        {
            _ = new IsolationForestOptions { MaxThreads = TrainingText.Whole(text) };
            return svm;
        },
    };
}
