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
    private const int BlockRows = 4096;

    /// <summary>Trains on some rows.</summary>
    public delegate IAnomalyModel Training(FeatureMatrix rows, IProgress<TrainingProgress>? progress);

    /// <summary>The number of folds that the rows allow; 0 where they allow none, or there are no labels to judge by.</summary>
    /// <param name="task">The rows.</param>
    /// <param name="fewestRows">How many rows every fold must leave to be trained on.</param>
    public static int FoldCount(LearningTask task, double fewestRows = 1)
    {
        ImmutableArray<TrainTestSplit> folds = LabelFolds.Of(task.IsAnomaly, task.Groups);
        return folds.All(fold => fold.Train.Length >= fewestRows) ? folds.Length : 0;
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
        foreach (TrainTestSplit fold in LabelFolds.Of(task.IsAnomaly, task.Groups))
        {
            IAnomalyModel model = train(task.Features.Select(fold.Train.AsSpan()), progress.Stage(firstStage++));
            double factor = growsWithRows ? (double)scores.Length / fold.Train.Length : 1;
            Score(model, task.Features, fold.Test.AsSpan(), factor, scores, cancellationToken);
        }

        return scores;
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
