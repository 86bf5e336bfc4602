using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Draws the bags of a trained forest again, one tree after the other, and looks at each tree beside its bag.</summary>
internal sealed class BagReplay(TrainedForest forest, TrainingSet set, int threads)
{
    private readonly TrainingRows _rows = TrainingRows.ForBags(set);

    public TrainingSet Set => set;

    public int TreeCount => forest.Model.Trees.Length;

    public DecisionTree Tree(int tree) => forest.Model.Trees[tree];

    /// <summary>An empty bag for one worker.</summary>
    public Bag NewBag() => new(_rows);

    /// <summary>Fills a bag with the rows that a tree saw.</summary>
    public void Draw(Bag bag, int tree) => bag.DrawFor(forest.Options, tree);

    /// <summary>Looks at all trees on several threads, and takes what was found in tree order.</summary>
    /// <param name="hire">Makes a worker with scratch memory of its own, who finds out something about each tree he is given.</param>
    /// <param name="take">Given the number of the tree and what was found; one at a time.</param>
    /// <param name="cancellationToken">Stops all threads.</param>
    public void ForEachTree<T>(Func<Func<DecisionTree, Bag, CancellationToken, T>> hire, Action<int, T> take, CancellationToken cancellationToken)
    {
        var found = new InOrder<T>(take);
        Crew.Run(TreeCount, threads, Hire, cancellationToken);

        Action<int> Hire(CancellationToken stop)
        {
            Bag bag = NewBag();
            Func<DecisionTree, Bag, CancellationToken, T> look = hire();
            return tree =>
            {
                Draw(bag, tree);
                found.Pass(tree, look(Tree(tree), bag, stop));
            };
        }
    }
}
