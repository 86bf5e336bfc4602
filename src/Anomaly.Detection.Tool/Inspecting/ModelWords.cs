using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Tool.Inspecting;

/// <summary>Says in words what the parts of a model are.</summary>
internal static class ModelWords
{
    /// <summary>What the number is that predictions call a probability.</summary>
    public static string Meaning(ProbabilityMeaning meaning) => meaning switch
    {
        ProbabilityMeaning.Calibrated => "a probability, fitted to labelled rows that the model did not learn from",
        ProbabilityMeaning.ClassWeightsUndone => "the model's score with its class weights undone by formula",
        ProbabilityMeaning.MonotoneMap => "no probability, but a monotone map of the score: one half where the model itself decides",
        _ => "the model's own score: the mean share of anomalies in the leaves, under its class weights",
    };

    /// <summary>The way from a score to that number.</summary>
    public static string Calibration(Calibration? calibration) => calibration switch
    {
        null => "none",
        SigmoidCalibration => "sigmoid",
        IsotonicCalibration isotonic => FormattableString.Invariant($"isotonic, {isotonic.Scores.Length:N0} {(isotonic.Scores.Length == 1 ? "knot" : "knots")}"),
        PriorShiftedCalibration shifted => $"{Calibration(shifted.Original)}, moved to another share of anomalies",
        ClassWeightCorrection => "class weights undone",
        _ => "a map of the margin",
    };

    public static string Kind(FeatureKind kind) => kind switch
    {
        FeatureKind.Categorical => "category",
        FeatureKind.Timestamp => "timestamp",
        FeatureKind.Identifier => "identifier",
        _ => "number",
    };

    public static string Source(ScoreSource source) => source switch
    {
        ScoreSource.Training => "training",
        ScoreSource.OutOfBag => "out_of_bag",
        ScoreSource.CrossValidated => "cross_validated",
        _ => "held_out",
    };

    /// <summary>The same in a word, for machines.</summary>
    public static string MeaningName(ProbabilityMeaning meaning) => meaning switch
    {
        ProbabilityMeaning.Calibrated => "calibrated",
        ProbabilityMeaning.ClassWeightsUndone => "class_weights_undone",
        ProbabilityMeaning.MonotoneMap => "monotone_map",
        _ => "model_score",
    };
}
