namespace Anomaly.Detection;

/// <summary>How a detector's scores become probabilities.</summary>
public enum CalibrationMethod
{
    /// <summary>
    /// What the rows allow. Scores of rows that the model did not learn from, with labels of both classes: <see cref="Isotonic"/> where there are at least 1,000 of them
    /// and at least 100 of the rarer class, else <see cref="Sigmoid"/>. None such: <see cref="ClassWeights"/> of a random forest whose
    /// weights tilt its scores (the mean score of its training rows is more than twice, or less than half, their share of anomalies), of others <see cref="None"/>. Also <see cref="None"/>, with a note, where anomalies score no higher than normal rows.
    /// </summary>
    Auto,

    /// <summary>The model's own numbers: of a random forest or an ensemble its score, of an isolation forest or a one-class SVM a monotone map that no label has a part in.</summary>
    None,

    /// <summary>A logistic curve (<see cref="Evaluation.SigmoidCalibration"/>) over out-of-bag or cross-validated scores.</summary>
    Sigmoid,

    /// <summary>A rising curve of any shape (<see cref="Evaluation.IsotonicCalibration"/>) over out-of-bag or cross-validated scores. It learns by heart where rows are few.</summary>
    Isotonic,

    /// <summary>
    /// Only for a random forest: its class weights undone by formula (<see cref="Evaluation.ClassWeightCorrection"/>), without a look at how its scores came out. Only for large leaves: of pure ones, as trees of unlimited
    /// depth have them, the weights change no value, and what is undone was never done.
    /// </summary>
    ClassWeights,
}
