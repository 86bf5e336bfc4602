namespace Anomaly.Detection;

/// <summary>A candidate of a comparison could not be trained, or not be judged on a test; the inner exception says why.</summary>
public sealed class ComparisonException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="candidate">Name of the candidate.</param>
    /// <param name="testSet">Name of the test; null when it failed before any.</param>
    /// <param name="cause">What went wrong.</param>
    public ComparisonException(string candidate, string? testSet, Exception cause)
        : base($"candidate '{candidate}'{(testSet is null ? "" : $" on test '{testSet}'")}: {cause?.Message}", cause)
    {
        Candidate = candidate;
        TestSet = testSet;
    }

    /// <summary>Name of the candidate.</summary>
    public string Candidate { get; }

    /// <summary>Name of the test; null when the candidate failed before any.</summary>
    public string? TestSet { get; }
}
