namespace Anomaly.Detection.Training;

/// <summary>The weight of one row, before class weights, put to its class; that of the other class is 0, so that both can be added without asking.</summary>
internal readonly record struct RowWeight(double Normal, double Anomaly);
