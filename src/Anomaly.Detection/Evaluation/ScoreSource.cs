namespace Anomaly.Detection.Evaluation;

/// <summary>Where scores came from, and so what figures made of them are worth.</summary>
public enum ScoreSource
{
    /// <summary>The model scored the rows it was trained on. Not performance: a forest has seen every answer.</summary>
    Training,

    /// <summary>Each row was scored by the trees that did not see it. Honest as long as its twins were out of those bags too.</summary>
    OutOfBag,

    /// <summary>Each row was scored by a model trained on other folds.</summary>
    CrossValidated,

    /// <summary>The rows took no part in training, nor in the choice of a threshold.</summary>
    HeldOut,
}
