namespace Anomaly.Detection;

/// <summary>How far a comparison has come.</summary>
/// <param name="CandidatesDone">Candidates that are trained and judged on every test.</param>
/// <param name="CandidateCount">Candidates there are.</param>
/// <param name="TestsDone">Tests that are done, over all candidates.</param>
/// <param name="TestCount">Tests there are, over all candidates: candidates × test tables.</param>
/// <param name="Current">Name of the candidate that was just trained, or judged on a test.</param>
public readonly record struct ComparisonProgress(int CandidatesDone, int CandidateCount, int TestsDone, int TestCount, string Current);
