using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Auditing;

/// <summary>Training rows, or a sample of them, scored by a model that did not see them.</summary>
internal sealed class UnseenModel
{
    private UnseenModel(int[] rows, Table table, double[] scores)
    {
        Rows = rows;
        Table = table;
        Scores = scores;
        Area = AreaOf(scores, table.IsAnomaly);
    }

    /// <summary>Indexes of training rows, rising.</summary>
    public int[] Rows { get; }

    /// <summary>These rows, labelled, without ignored columns.</summary>
    public Table Table { get; }

    /// <summary>One a row; NaN where there is none.</summary>
    public double[] Scores { get; }

    /// <summary>ROC-AUC of the scores; NaN where a class has none.</summary>
    public double Area { get; }

    /// <exception cref="ArgumentException">The known scores are not one a training row.</exception>
    public static UnseenModel? Of(AuditContext context, CancellationToken cancellationToken)
    {
        if (WhyNone(context) is not null) return null;
        AuditModel model = context.Options.Model!;
        if (model.TrainingScores.Length > 0 && model.TrainingScores.Length != context.TrainingTable.RowCount)
        {
            throw new ArgumentException($"{model.TrainingScores.Length} {nameof(AuditModel.TrainingScores)} do not fit {context.TrainingTable.RowCount} training rows; there must be one a row.", nameof(context));
        }

        int[] rows = StratifiedSample.Draw(context.TrainingTable.IsAnomaly, model.RowLimit, new RandomStream(context.Options.Seed));
        Table table = context.TrainingTable.Select(rows).Without([.. context.Options.IgnoredColumns]);
        double[] scores = model.TrainingScores.Length > 0 ? [.. rows.Select(row => model.TrainingScores[row])] : Score(model, table, cancellationToken);
        return new UnseenModel(rows, table, scores);
    }

    /// <summary>Why there is no model, as half a sentence; null where there is one.</summary>
    public static string? WhyNone(AuditContext context)
    {
        if (context.Options.Model is null) return "no model was handed in";
        int anomalies = context.TrainingTable.AnomalyCount;
        return anomalies == 0 || anomalies == context.TrainingTable.RowCount ? "training rows of both classes are needed" : null;
    }

    /// <summary>Scores rows of a table by models that did not see them.</summary>
    public static double[] Score(AuditModel model, Table table, CancellationToken cancellationToken)
    {
        double[] scores = new double[table.RowCount];
        model.ScoreUnseen(table, scores, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return scores;
    }

    /// <summary>ROC-AUC of the rows with a score; NaN where a class has none.</summary>
    public static double AreaOf(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels) => Judge(scores, labels).Area;

    /// <summary>ROC-AUC of the rows with a score, and its standard error (DeLong's); NaN where a class has none.</summary>
    public static (double Area, double Error) Judge(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        var known = new List<double>();
        var knownLabels = new List<bool>();
        for (int row = 0; row < scores.Length; row++)
        {
            if (double.IsNaN(scores[row])) continue;
            known.Add(scores[row]);
            knownLabels.Add(labels[row]);
        }

        int anomalies = knownLabels.Count(label => label);
        if (anomalies == 0 || anomalies == known.Count) return (double.NaN, double.NaN);
        double[] kept = [.. known];
        bool[] ofKept = [.. knownLabels];
        return (Metrics.RocAuc(kept, ofKept), Math.Sqrt(RocAucInterval.Variance(kept, ofKept)));
    }
}
