using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Tests.Artifacts;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

/// <summary>The doors through which predictions are explained.</summary>
public sealed class PredictorExplainingTests
{
    private static readonly Table Table = TestSessions.Test;
    private static readonly AnomalyDetectionPredictor Predictor = TestSessions.Predictor;
    private static readonly Lazy<PredictionExplanation[]> Expected = new(() => Predictor.ExplainBatch(Table));

    [Theory]
    [MemberData(nameof(ExplainedModels.Names), MemberType = typeof(ExplainedModels))]
    public void ExplainBatch_AnyForest_AddsUpAndKeepsThePrediction(string model)
    {
        DetectorArtifact artifact = ExplainedModels.Of(model);
        var predictor = new AnomalyDetectionPredictor(artifact);
        AnomalyPrediction[] predictions = predictor.PredictBatch(Table);

        PredictionExplanation[] explanations = predictor.ExplainBatch(Table);

        explanations.Select(explanation => explanation.Prediction).Should().Equal(predictions);
        foreach (PredictionExplanation explanation in explanations)
        {
            ScoreBreakdown breakdown = explanation.Breakdown;
            double score = explanation.Prediction.RawScore;
            breakdown.Value.Should().BeApproximately(model == "isolation" ? Math.Log2(score) : score, 1e-12);
            (breakdown.BaseValue + breakdown.Contributions.Sum(one => one.Amount)).Should().BeApproximately(breakdown.Value, 1e-9);
            breakdown.Contributions.Select(one => Math.Abs(one.Amount)).Should().BeInDescendingOrder();
            explanation.Reasons.Should().Equal(breakdown.Contributions.Take(3));
        }
    }

    [Theory]
    [MemberData(nameof(ExplainedModels.Names), MemberType = typeof(ExplainedModels))]
    public void ExplainBatch_InLogOdds_AddsUpToTheProbability(string model)
    {
        var predictor = new AnomalyDetectionPredictor(ExplainedModels.Of(model), new PredictorOptions { Explaining = new ExplanationOptions { Scale = ContributionScale.LogOdds } });

        foreach (PredictionExplanation explanation in predictor.ExplainBatch(Table))
        {
            double probability = Math.Clamp(explanation.Prediction.AnomalyProbability, ExplanationScale.LeastProbability, 1 - ExplanationScale.LeastProbability);
            explanation.Breakdown.Scale.Should().Be(ContributionScale.LogOdds);
            explanation.Breakdown.Value.Should().BeApproximately(Math.Log(probability / (1 - probability)), 1e-9);
            (explanation.Breakdown.BaseValue + explanation.Breakdown.Contributions.Sum(one => one.Amount)).Should().BeApproximately(explanation.Breakdown.Value, 1e-9);
        }
    }

    [Fact]
    public void ExplainBatch_WithBackground_CountsFromTheMeanOfTheBackground()
    {
        Table background = TestSessions.Training.Select([.. Enumerable.Range(0, 20)]);
        var predictor = new AnomalyDetectionPredictor(TestSessions.Trained.Artifact, new PredictorOptions { Explaining = new ExplanationOptions { Background = background } });

        PredictionExplanation[] explanations = predictor.ExplainBatch(Table.Select([0, 1, 2, 3]));

        explanations[0].Breakdown.BaseValue.Should().BeApproximately(predictor.PredictBatch(background).Average(prediction => prediction.RawScore), 1e-12);
        foreach (PredictionExplanation explanation in explanations)
        {
            (explanation.Breakdown.BaseValue + explanation.Breakdown.Contributions.Sum(one => one.Amount)).Should().BeApproximately(explanation.Prediction.RawScore, 1e-9);
        }
    }

    [Fact]
    public void ExplainModel_Table_IsTheMeanOfTheExplanations()
    {
        GlobalExplanation model = Predictor.ExplainModel(Table);

        model.RowCount.Should().Be(400);
        model.BaseValue.Should().Be(Expected.Value[0].Breakdown.BaseValue);
        model.Columns.Select(column => column.MeanAbsolute).Should().BeInDescendingOrder();
        model.Columns.Select(column => column.Column).Should().BeEquivalentTo(Expected.Value[0].Breakdown.Contributions.Select(one => one.Column));
        foreach (ColumnEffect effect in model.Columns)
        {
            ColumnContribution[] ofRows = [.. Expected.Value.Select(explanation => explanation.Breakdown.Contributions.Single(one => one.Column == effect.Column))];
            effect.Amounts.Should().Equal(ofRows.Select(one => one.Amount));
            effect.MeanAbsolute.Should().BeApproximately(ofRows.Average(one => Math.Abs(one.Amount)), 1e-15);
            for (int row = 0; row < 400; row++)
            {
                string? text = ofRows[row].Value.Text;
                if (effect.Kind == FeatureKind.Categorical) (double.IsNaN(effect.Values[row]) ? null : effect.Classes[(int)effect.Values[row]]).Should().Be(text);
                else effect.Values[row].Should().Be(ofRows[row].Value.Number);
            }
        }
    }

    [Fact]
    public void PredictSingle_NumberOfReasons_IsTheMost()
    {
        IReadOnlyDictionary<string, FeatureValue> record = Table.Record(0);

        Predictor.PredictSingle(record, explain: 0).Reasons.Should().BeEmpty();
        Predictor.PredictSingle(record, explain: 2).Reasons.Should().HaveCount(2);
        Predictor.PredictSingle(record, explain: 1_000).Reasons.Should().Equal(Expected.Value[0].Breakdown.Contributions.Where(one => one.Amount != 0));
        FluentActions.Invoking(() => Predictor.PredictSingle(record, explain: -1)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("-1 reasons cannot be given; expected at least 0.*").Which.ParamName.Should().Be("explain");
        FluentActions.Invoking(() => Predictor.ExplainBatch(Table, -1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Explain_EmptyRecord_TellsThatAllIsMissing()
    {
        PredictionExplanation explanation = Predictor.Explain("{}"u8);

        explanation.Breakdown.Contributions.Should().OnlyContain(one => one.Value.IsMissing && one.Standing!.Kind == StandingKind.Missing);
        explanation.Reasons[0].ToString().Should().MatchRegex("^[a-z_]+ is missing, as in (no|[0-9.]+ % of) normal rows, [+-][0-9.]+$");
    }

    [Fact]
    public void Explain_NounOfTheUser_StandsInSentences()
    {
        var predictor = new AnomalyDetectionPredictor(TestSessions.Trained.Artifact, new PredictorOptions { Explaining = new ExplanationOptions { RowNoun = "sessions" } });

        predictor.Explain(Table.Record(0)).Reasons[0].ToString().Should().Contain("normal sessions, ");
    }

    [Fact]
    public void Explain_ArtifactWithoutBaseline_HasNoStandings()
    {
        var predictor = new AnomalyDetectionPredictor(TestSessions.Trained.Artifact with { Baseline = null });

        PredictionExplanation explanation = predictor.Explain(Table.Record(0));

        explanation.Breakdown.Contributions.Should().OnlyContain(one => one.Standing == null);
        explanation.Reasons[0].ToString().Should().MatchRegex("^[a-z_]+ = [^,]+, [+-][0-9.]+$");
    }

    [Fact]
    public void Explain_Strict_RefusesUnknownFieldsAndColumnsOfTheBackground()
    {
        var strict = new PredictorOptions { Strict = true };
        var record = new Dictionary<string, FeatureValue> { ["nonsense"] = 1 };
        var predictor = new AnomalyDetectionPredictor(TestSessions.Trained.Artifact, strict);

        FluentActions.Invoking(() => predictor.Explain(record)).Should().Throw<RecordFormatException>().Which.Code.Should().Be("unknown-field");
        FluentActions.Invoking(() => predictor.ExplainBatch(Detection.Data.Table.FromRows([record]))).Should().Throw<RecordFormatException>().Which.Code.Should().Be("unknown-field");
        predictor = new AnomalyDetectionPredictor(TestSessions.Trained.Artifact, strict with { Explaining = new ExplanationOptions { Background = Detection.Data.Table.FromRows([record]) } });
        FluentActions.Invoking(() => predictor.Explain("{}"u8)).Should().Throw<RecordFormatException>().Which.Code.Should().Be("unknown-field");
    }

    [Fact]
    public void Explain_RareTextsAndTimesWithoutHours_AreToldAsWhatTheModelKnows()
    {
        // Oslo stands in one row and is no class; of the time only the days that went by feed the model, 0 to 39.
        var builder = new TableBuilder(["city", "at"]);
        for (int row = 0; row < 40; row++)
        {
            builder.Add(0, row == 3 ? "Oslo" : row % 2 == 0 ? "Bonn" : "Ulm");
            builder.Add(1, new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(row));
            builder.EndRow(row % 4 == 0);
        }

        DetectorArtifact artifact = new AnomalyDetectorTrainer(new AnomalyDetectorOptions
        {
            Learner = new RandomForestOptions { TreeCount = 5 },
            Encoder = new FeatureEncoderOptions { MinCategoryCount = 2, TimestampFeatures = TimestampFeatures.ElapsedDays },
        }).Train(builder.Build()).Artifact;

        ScoreBreakdown breakdown = new AnomalyDetectionPredictor(artifact).Explain("""{"city": "Oslo", "at": "2025-01-01"}"""u8).Breakdown;

        breakdown.Contributions.Single(one => one.Column == "city").ToString().Should().StartWith("city = Oslo, seen too rarely in training, or never, ");
        breakdown.Contributions.Single(one => one.Column == "at").ToString().Should().StartWith("at = 2025-01-01, later than all normal rows, ");
    }

    [Fact]
    public void ExplainBatch_BadRow_IsNamedAsWhenScored()
    {
        Table bad = Detection.Data.Table.FromRows([new Dictionary<string, FeatureValue> { ["clicks_count"] = "3" }, new Dictionary<string, FeatureValue> { ["clicks_count"] = "many" }]);

        FluentActions.Invoking(() => Predictor.ExplainBatch(bad)).Should().Throw<RecordFormatException>().WithMessage("column 'clicks_count' (row 2): 'many' is not a number*");
    }

    [Fact]
    public void ExplainBatch_NoRows_IsEmptyAndExplainModelSaysWhy()
    {
        Table none = Table.Select([]);
        var progress = new ListedProgress<int>();

        Predictor.ExplainBatch(none, progress: progress).Should().BeEmpty();
        progress.Values.Should().Equal(0);
        FluentActions.Invoking(() => Predictor.ExplainModel(none)).Should().Throw<ArgumentException>().WithMessage("The table has no rows; what drives a model is a mean over rows.*");
        FluentActions.Invoking(() => new ExplanationOptions { Background = none }).Should().Throw<OptionsException>().WithMessage("option Background: expected a table with at least one row, but was given one without rows");
    }

    [Fact]
    public void ExplainBatch_Cancelled_ReturnsNothing()
    {
        using var stop = new CancellationTokenSource();
        var progress = new StopAfter(64, stop);

        FluentActions.Invoking(() => Predictor.ExplainBatch(Table, progress: progress, cancellationToken: stop.Token)).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Explain_ModelWithoutTrees_IsRefusedAndPredictsAllTheSame()
    {
        var predictor = new AnomalyDetectionPredictor(Samples.Around(Samples.Svm(), new SigmoidCalibration { Slope = 1, Intercept = 0 }));
        var ensemble = new AnomalyDetectionPredictor(Samples.Around(Samples.Ensemble()));

        foreach (AnomalyDetectionPredictor one in new[] { predictor, ensemble })
        {
            for (int again = 0; again < 2; again++) FluentActions.Invoking(() => one.Explain("""{"x0": 1}"""u8)).Should().Throw<NotSupportedException>().WithMessage($"*{nameof(OneClassSvmModel)} has no trees*");
            FluentActions.Invoking(() => one.ExplainBatch(Table)).Should().Throw<NotSupportedException>();
            one.PredictSingle("""{"x0": 1, "x1": 2, "x2": 3}"""u8).AnomalyProbability.Should().BeInRange(0, 1);
        }
    }

    private sealed class StopAfter(int rows, CancellationTokenSource stop) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value >= rows) stop.Cancel();
        }
    }
}
