using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Forests and tables for the tests of out-of-bag analysis.</summary>
internal static class AnalysedForests
{
    /// <summary>Trains a forest of few trees, and analyses it.</summary>
    public static OutOfBagAnalysis Analyse(TrainingSet set, RandomForestOptions options, int? maxThreads = 1) =>
        OutOfBagAnalysis.Create(new RandomForestTrainer(options with { MaxThreads = maxThreads }).TrainOn(set), set, maxThreads);

    /// <summary>A flag that nine labels in ten follow, a column that is different in every row, and a coin.</summary>
    /// <remarks>One row in five is an anomaly, so that the classes weigh differently.</remarks>
    public static TrainingSet FlagIdAndCoin(int rowCount, ulong seed)
    {
        var random = new RandomStream(seed);
        float[] flag = new float[rowCount];
        float[] id = new float[rowCount];
        float[] coin = new float[rowCount];
        bool[] isAnomaly = new bool[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            isAnomaly[row] = random.NextInt(5) == 0;
            flag[row] = (random.NextInt(10) == 0) != isAnomaly[row] ? 1 : 0;
            id[row] = row;
            coin[row] = random.NextInt(2);
        }

        random.Shuffle<float>(id);
        return new TrainingSet(FeatureMatrix.FromColumns(flag, id, coin), isAnomaly);
    }
}
