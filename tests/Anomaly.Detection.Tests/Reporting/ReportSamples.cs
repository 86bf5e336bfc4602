using System.Collections.Immutable;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Auditing;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

/// <summary>Reports made of drawn scores.</summary>
internal static class ReportSamples
{
    /// <summary>6,000 rows that no one has seen, 3 % anomalies, told apart rather well; an audit with a warning and a note.</summary>
    public static EvaluationReport Healthy { get; } = MakeHealthy();

    /// <summary>5,000 training rows that are said to be a test: figures of memory, and honest ones of chance.</summary>
    public static EvaluationReport Memorised { get; } = MakeMemorised();

    /// <summary>Scores, probabilities and labels: two bells a distance apart; the posterior probability, or a little more than it.</summary>
    public static (double[] Scores, double[] Probabilities, bool[] Labels) Draw(ulong seed, int rowCount, double prevalence, double distance)
    {
        var random = new RandomStream(seed);
        double[] scores = new double[rowCount], probabilities = new double[rowCount];
        bool[] labels = new bool[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            labels[row] = row < rowCount * prevalence;
            double bell = 0;
            for (int i = 0; i < 12; i++) bell += random.NextDouble() - 0.5;
            scores[row] = Math.Round(bell + (labels[row] ? distance : 0), 4);
            double odds = prevalence / (1 - prevalence) * Math.Exp(distance * (scores[row] - (distance / 2)));
            probabilities[row] = odds / (1 + odds);
        }

        return (scores, probabilities, labels);
    }

    private static EvaluationReport MakeHealthy()
    {
        (double[] scores, double[] probabilities, bool[] labels) = Draw(seed: 6, rowCount: 6_000, prevalence: 0.03, distance: 2.6);
        (double[] _, double[] bagProbabilities, bool[] bagLabels) = Draw(seed: 7, rowCount: 14_000, prevalence: 0.03, distance: 2.5);
        EvaluationSummary summary = EvaluationSummary.Compute(probabilities, labels, 0.35, ScoreSource.HeldOut);
        EvaluationReport report = EvaluationReport.Create("Sessions of June", summary, scores, probabilities, labels);
        return report with
        {
            Detector = Origin("random-forest", 14_000, 420),
            Others =
            [
                new ReportedEvaluation { Label = "without 41 shared users", Summary = EvaluationSummary.Compute(probabilities.AsSpan(100), labels.AsSpan(100), 0.35, ScoreSource.HeldOut), Without = AuditCheck.SharedEntities },
                new ReportedEvaluation { Label = "out of bag", Summary = EvaluationSummary.Compute(bagProbabilities, bagLabels, 0.35, ScoreSource.OutOfBag) },
            ],
            Audit = new AuditReport
            {
                TrainingRowCount = 14_000,
                TrainingAnomalyCount = 420,
                TestRowCount = 6_000,
                TestAnomalyCount = 180,
                Findings =
                [
                    new AuditFinding
                    {
                        Check = AuditCheck.SharedEntities,
                        Severity = AuditSeverity.Warning,
                        Summary = "41 of 880 users of the test have rows in the training: 100 of 6,000 test rows.",
                        Advice = "Split by user_id, so that the figures are those of new users.",
                        Count = 41,
                        Columns = ["user_id"],
                        Examples = [new AuditExample(17, 3, "user_id = u-0017 in both"), new AuditExample(99, 12, "user_id = u-0244 in both")],
                        TestRows = [.. Enumerable.Range(0, 100)],
                    },
                    new AuditFinding
                    {
                        Check = AuditCheck.ConstantColumn,
                        Severity = AuditSeverity.Note,
                        Summary = "One column holds the same value in every row: country_group.",
                        Advice = "Leave it out; it can tell nothing.",
                        Count = 1,
                        Columns = ["country_group"],
                    },
                ],
                NotChecked = ["order in time: no column of times was named"],
            },
            Reliability = Bins(probabilities, labels),
            Importances =
            [
                new NamedImportance("session_duration_minutes", 0.214), new NamedImportance("failed_logins", 0.161), new NamedImportance("distance_to_last_city_km", 0.083),
                new NamedImportance("clicks_count", 0.041), new NamedImportance("hour_of_day", 0.0192), new NamedImportance("browser", 0.0021), new NamedImportance("device_type", -0.0008),
            ],
            ImportanceMeaning = "fall of the average precision when the column is permuted",
            Comparison = ComparisonSamples.TwoByTwo,
            MissCost = 25,
            Notes = ["Probabilities are calibrated by isotonic regression on out-of-bag scores."],
        };
    }

    private static EvaluationReport MakeMemorised()
    {
        (double[] scores, double[] probabilities, bool[] labels) = Draw(seed: 8, rowCount: 5_000, prevalence: 0.36, distance: 1.19);
        (double[] _, double[] bagProbabilities, bool[] bagLabels) = Draw(seed: 9, rowCount: 5_000, prevalence: 0.36, distance: 0.001);
        EvaluationReport report = EvaluationReport.Create("Behaviour test set", EvaluationSummary.Compute(probabilities, labels, 0.36, ScoreSource.HeldOut), scores, probabilities, labels);
        return report with
        {
            Detector = Origin("random-forest", 5_000, 1_800),
            Others =
            [
                new ReportedEvaluation { Label = "without 5,000 repeated rows", Summary = null, Reason = "no row is left", Without = AuditCheck.RepeatedRows },
                new ReportedEvaluation { Label = "out of bag", Summary = EvaluationSummary.Compute(bagProbabilities, bagLabels, 0.36, ScoreSource.OutOfBag) },
            ],
            Audit = new AuditReport
            {
                TrainingRowCount = 5_000,
                TrainingAnomalyCount = 1_800,
                TestRowCount = 5_000,
                TestAnomalyCount = 1_800,
                Findings =
                [
                    new AuditFinding
                    {
                        Check = AuditCheck.RepeatedRows,
                        Severity = AuditSeverity.Severe,
                        Summary = "The test rows are the training rows: 5,000 of 5,000, 1,800 with another label.",
                        Advice = "Judge on rows that took no part in training; split before anything is learned.",
                        Count = 5_000,
                        Examples = [new AuditExample(0, 0, "every cell equal, label equal"), new AuditExample(2, 2, "every cell equal, normal in training, an anomaly in the test")],
                        TestRows = [.. Enumerable.Range(0, 5_000)],
                    },
                ],
            },
            Reliability = Bins(probabilities, labels),
        };
    }

    private static Provenance Origin(string algorithm, int rowCount, int anomalyCount) => new()
    {
        LibraryVersion = "0.1.0",
        Algorithm = algorithm,
        Seed = 42,
        RowCount = rowCount,
        AnomalyCount = anomalyCount,
        Options = new Dictionary<string, string> { ["class_weight"] = "balanced", ["tree_count"] = "200" }.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    // Ten bins of equal width; ends are given loosely, as here only the picture matters.
    private static ReliabilityTable Bins(double[] probabilities, bool[] labels)
    {
        ReliabilityBin[] bins =
        [
            .. probabilities.Zip(labels).GroupBy(row => Math.Min((int)(row.First * 10), 9)).OrderBy(bin => bin.Key).Select(bin =>
            {
                int count = bin.Count(), anomalies = bin.Count(row => row.Second);
                double rate = (double)anomalies / count, spread = 1.96 * Math.Sqrt((rate * (1 - rate)) + (1.0 / count)) / Math.Sqrt(count);
                return new ReliabilityBin(bin.Key / 10.0, (bin.Key + 1) / 10.0, count, anomalies, bin.Average(row => row.First), new MetricInterval(rate, Math.Max(rate - spread, 0), Math.Min(rate + spread, 1)));
            }),
        ];
        return new ReliabilityTable
        {
            Bins = [.. bins],
            ExpectedCalibrationError = 0.0041,
            MaximumCalibrationError = 0.0632,
            BrierScore = 0.0168,
            Reliability = 0.0002,
            Resolution = 0.0121,
            Uncertainty = 0.0291,
            WithinBins = -0.0004,
        };
    }
}
