namespace Anomaly.Detection.Training;

/// <summary>How good the first trees of a forest are on the rows they did not see.</summary>
/// <param name="TreeCount">How many trees, from the first on.</param>
/// <param name="RowCount">The number of rows that at least one of them did not see, and that are judged here. It grows with the number of trees.</param>
/// <param name="RocAuc">The area under the ROC curve; NaN where those rows are of one class.</param>
/// <param name="AveragePrecision">The average precision; NaN where those rows are of one class.</param>
/// <param name="BrierScore">The mean squared distance between score and label; NaN where there is no such row.</param>
public readonly record struct LearningCurvePoint(int TreeCount, int RowCount, double RocAuc, double AveragePrecision, double BrierScore);
