using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection;

/// <summary>Why a detector judges the rows of a test as it does: what a report shows of it.</summary>
/// <param name="artifact">The detector.</param>
/// <param name="test">The judged rows.</param>
/// <param name="options">What to look at.</param>
/// <param name="cancellationToken">Stops.</param>
internal sealed class DetectorExplanation(DetectorArtifact artifact, Table test, DetectorEvaluationOptions options, CancellationToken cancellationToken)
{
    private const int Reasons = 3;

    // The work grows with the square of the values.
    private static readonly DependenceOptions PairOptions = new() { MostPoints = 12, MostRows = 100, MostCurves = 0 };

    private readonly AnomalyDetectionPredictor _predictor = new(artifact, new PredictorOptions
    {
        Scoring = new ScorerOptions { MaxThreads = options.MaxThreads ?? Environment.ProcessorCount },
        Explaining = options.Explaining,
    });

    private readonly Lazy<Table> _rows = new(() => DrawnRows.Of(test, options.ExplainedRows));

    /// <summary>Why nothing is explained though it was asked for; null where it is.</summary>
    public string? WhyNone => (options.ExplainedRows > 0 || options.ExplainedAlerts > 0) && !HasTrees(artifact.Model) ? $"Nothing is explained: scores are taken apart along trees, which a detector of kind {artifact.Provenance.Algorithm} does not consist of." : null;

    /// <summary>What drives the scores; null where no rows are to be explained, or none can be.</summary>
    public GlobalExplanation? OfModel(IProgress<double>? progress)
    {
        if (options.ExplainedRows == 0 || !HasTrees(artifact.Model)) return null;
        return _predictor.ExplainModel(_rows.Value, progress is null ? null : new CountProgress(progress, _rows.Value.RowCount), cancellationToken);
    }

    /// <summary>How the probability follows the columns that drive the scores most.</summary>
    /// <param name="model">What drives them; null where that is not known, and then there is nothing to follow.</param>
    /// <param name="progress">Told the share that is done.</param>
    public ImmutableArray<PartialDependence> OfColumns(GlobalExplanation? model, IProgress<double>? progress)
    {
        string[] columns = [.. Strongest(model)];
        var steps = new EvenSteps(progress, columns.Length);
        ImmutableArray<PartialDependence>.Builder dependences = ImmutableArray.CreateBuilder<PartialDependence>(columns.Length);
        foreach (string column in columns)
        {
            dependences.Add(_predictor.DependenceOn(column, _rows.Value, options: null, progress: null, cancellationToken));
            steps.Next();
        }

        return dependences.MoveToImmutable();
    }

    /// <summary>How the probability follows the two columns that drive the scores most together; none where fewer are to be followed.</summary>
    /// <param name="model">As for <see cref="OfColumns"/>.</param>
    /// <param name="progress">Told the share that is done.</param>
    public ImmutableArray<PairDependence> OfPair(GlobalExplanation? model, IProgress<double>? progress)
    {
        string[] columns = [.. Strongest(model).Take(2)];
        if (columns.Length < 2) return [];
        IProgress<int>? ofPairs = progress is null ? null : new CountProgress(progress, PairOptions.MostPoints * PairOptions.MostPoints);
        return [_predictor.DependenceOn(columns[0], columns[1], _rows.Value, PairOptions, ofPairs, cancellationToken)];
    }

    /// <summary>The anomalies that were found with the greatest probabilities, and the greatest false alarm.</summary>
    /// <param name="probabilities">One per row of the test.</param>
    public ImmutableArray<ExplainedRow> OfAlerts(ReadOnlySpan<double> probabilities)
    {
        if (options.ExplainedAlerts == 0 || !HasTrees(artifact.Model)) return [];
        int[] alerts = [.. Alerts(probabilities.ToArray())];
        if (alerts.Length == 0) return [];
        PredictionExplanation[] explanations = _predictor.ExplainBatch(test.Select(alerts), Reasons, progress: null, cancellationToken);
        return
        [
            .. alerts.Zip(explanations, (row, explanation) => new ExplainedRow
            {
                Title = string.Create(CultureInfo.InvariantCulture, $"{(test.IsAnomaly[row] ? "true alert" : "false alarm")}, test row {row:N0}"),
                Probability = explanation.Prediction.AnomalyProbability,
                Breakdown = explanation.Breakdown,
                Reasons = [.. explanation.Reasons.Select(reason => reason.ToString())],
            }),
        ];
    }

    // A curve along the calendar mixes the hours of the day, which is what mostly counts of a time.
    private IEnumerable<string> Strongest(GlobalExplanation? model) =>
        model is null ? [] : model.Columns.Where(column => column.Kind != FeatureKind.Timestamp).Take(options.DependenceColumns).Select(column => column.Column);

    private static bool HasTrees(IAnomalyModel model) => model is ITreeModel || (model is EnsembleModel ensemble && ensemble.Members.All(member => HasTrees(member.Model)));

    // Of equal probabilities the first row.
    private IEnumerable<int> Alerts(double[] probabilities)
    {
        int[] flagged = [.. Enumerable.Range(0, probabilities.Length).Where(row => artifact.Policy.IsAnomaly(probabilities[row])).OrderByDescending(row => probabilities[row])];
        return [.. flagged.Where(row => test.IsAnomaly[row]).Take(options.ExplainedAlerts), .. flagged.Where(row => !test.IsAnomaly[row]).Take(1)];
    }

    private sealed class CountProgress(IProgress<double> target, int count) : IProgress<int>
    {
        public void Report(int value) => target.Report(Math.Min((double)value / count, 1));
    }
}
