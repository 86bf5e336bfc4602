namespace Anomaly.Detection.Training;

/// <summary>Watches the loss of a forest under way, tree by tree, and says when there are enough.</summary>
internal sealed class StoppingRule(EarlyStopping options)
{
    private double _best = double.PositiveInfinity;
    private int _inVain;

    /// <summary>Takes the loss after one more tree.</summary>
    /// <param name="loss">The loss; NaN while no row has a score, which is neither better nor in vain.</param>
    /// <returns>Whether there are enough trees.</returns>
    public bool IsEnough(double loss)
    {
        if (double.IsNaN(loss)) return false;
        if (double.IsPositiveInfinity(_best) || _best - loss > options.Tolerance * _best)
        {
            _best = loss;
            _inVain = 0;
            return false;
        }

        return ++_inVain >= options.Patience;
    }
}
