using System.CommandLine;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tool.Learning;

/// <summary>An option that sets something of a learner. What an algorithm has no such thing for, it refuses by name.</summary>
internal sealed class LearnerOption(string name, string valueName, string description, params string[] completions)
{
    public Option<string?> Option { get; } = TextOption.Create(name, valueName, description, completions);

    /// <summary>Sets it of a random forest; null where there is nothing to set.</summary>
    public Func<RandomForestOptions, string, RandomForestOptions>? OfRandomForest { get; init; }

    /// <summary>Sets it of an isolation forest; null likewise.</summary>
    public Func<IsolationForestOptions, string, IsolationForestOptions>? OfIsolationForest { get; init; }

    /// <summary>Sets it of a one-class SVM; null likewise.</summary>
    public Func<OneClassSvmOptions, string, OneClassSvmOptions>? OfOneClassSvm { get; init; }

    /// <summary>The learner with what was typed; as it was where nothing was.</summary>
    /// <exception cref="ToolFailure">The value is out of its range, or the algorithm has no such option.</exception>
    public ILearnerOptions Apply(ILearnerOptions learner, ParseResult result) =>
        result.GetValue(Option) is { } given ? TextOption.Read(Option.Name, given, text => Apply(learner, text)) : learner;

    private ILearnerOptions Apply(ILearnerOptions learner, string text) => learner switch
    {
        RandomForestOptions forest when OfRandomForest is { } set => set(forest, text),
        IsolationForestOptions forest when OfIsolationForest is { } set => set(forest, text),
        OneClassSvmOptions svm when OfOneClassSvm is { } set => set(svm, text),
        _ => throw new ToolFailure(ExitCode.Usage, $"{Option.Name}: not an option of {TrainingText.NameOf(learner)}, but of {Owners}"),
    };

    private string Owners => string.Join(" and ", new[] { OfRandomForest is null ? null : "random-forest", OfIsolationForest is null ? null : "isolation-forest", OfOneClassSvm is null ? null : "one-class-svm" }.OfType<string>());
}
