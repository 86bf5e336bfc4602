using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;

namespace Anomaly.Detection;

/// <summary>Scores every training row by a model that was trained on other folds.</summary>
/// <remarks>
/// Features are encoded, and scaled, once for all folds. Labels only deal the rows to the folds; the models scored here learn without. Groups are
/// kept together, so that twins do not flatter.
/// </remarks>
internal static class CrossFit
{
    private const int MostFolds = 5;
    private const int BlockRows = 4096;

    /// <summary>Trains on some rows.</summary>
    public delegate IAnomalyModel Training(FeatureMatrix rows, IProgress<TrainingProgress>? progress);

    /// <summary>The number of folds that the rows allow; 0 where they allow none, or there are no labels to judge by.</summary>
    /// <param name="task">The rows.</param>
    /// <param name="fewestRows">How many rows every fold must leave to be trained on.</param>
    public static int FoldCount(LearningTask task, double fewestRows = 1)
    {
        int folds = FoldCountOf(task);
        return folds > 0 && FoldsOf(task).Min(fold => fold.Train.Length) >= fewestRows ? folds : 0;
    }

    /// <summary>Scores all rows.</summary>
    /// <param name="task">The rows; there are folds of them.</param>
    /// <param name="train">Trains a model on the rows outside of a fold.</param>
    /// <param name="growsWithRows">Whether scores are proportional to the number of rows trained on: then they are brought to that of all rows.</param>
    /// <param name="progress">What to tell, a stage a fold.</param>
    /// <param name="firstStage">The stage of the first fold.</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    public static double[] Score(LearningTask task, Training train, bool growsWithRows, StageProgress progress, int firstStage, CancellationToken cancellationToken)
    {
        double[] scores = new double[task.Features.RowCount];
        foreach (TrainTestSplit fold in FoldsOf(task))
        {
            IAnomalyModel model = train(task.Features.Select(fold.Train.AsSpan()), progress.Stage(firstStage++));
            double factor = growsWithRows ? (double)scores.Length / fold.Train.Length : 1;
            Score(model, task.Features, fold.Test.AsSpan(), factor, scores, cancellationToken);
        }

        return scores;
    }

    private static int FoldCountOf(LearningTask task)
    {
        if (!task.IsLabelled) return 0;
        int anomalies = task.IsAnomaly.AsSpan().Count(true);
        int most = task.Groups.Length > 0 ? task.Groups.Max() + 1 : Math.Min(anomalies, task.IsAnomaly.Length - anomalies);
        return most < 2 ? 0 : Math.Min(MostFolds, most);
    }

    // Groups are dealt in turn: no fold needs rows of both classes here, as the splits for testing do.
    private static ImmutableArray<TrainTestSplit> FoldsOf(LearningTask task)
    {
        int folds = FoldCountOf(task);
        if (task.Groups.Length == 0) return Splits.StratifiedKFold(task.IsAnomaly, folds);
        ILookup<int, int> rowsOf = Enumerable.Range(0, task.Groups.Length).ToLookup(row => task.Groups[row] % folds);
        return [.. Enumerable.Range(0, folds).Select(fold => new TrainTestSplit([.. rowsOf.Where(part => part.Key != fold).SelectMany(part => part).Order()], [.. rowsOf[fold]]))];
    }

    private static void Score(IAnomalyModel model, FeatureMatrix features, ReadOnlySpan<int> tested, double factor, double[] scores, CancellationToken cancellationToken)
    {
        var scorer = Scorer.Compile(model);
        int width = features.FeatureCount;
        float[] rows = new float[BlockRows * width];
        double[] block = new double[BlockRows];
        for (int first = 0; first < tested.Length; first += BlockRows)
        {
            ReadOnlySpan<int> places = tested.Slice(first, Math.Min(BlockRows, tested.Length - first));
            for (int row = 0; row < places.Length; row++) features.CopyRow(places[row], rows.AsSpan(row * width, width));
            scorer.Score(rows.AsSpan(0, places.Length * width), block.AsSpan(0, places.Length), progress: null, cancellationToken);
            for (int row = 0; row < places.Length; row++) scores[places[row]] = factor * block[row];
        }
    }
}
