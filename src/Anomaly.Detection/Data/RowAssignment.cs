using System.Collections.Immutable;

namespace Anomaly.Detection.Data;

/// <summary>Turns one part number a row into splits, and refuses those in which a class is absent from a side.</summary>
/// <remarks>Parts are numbered from 0. Split k tests on part k; it trains on all other parts, or on the earlier ones only.</remarks>
internal sealed class RowAssignment(int[] partOfRow, int partCount)
{
    /// <summary>One split that tests on one part and trains on the rest.</summary>
    public TrainTestSplit HoldOut(ReadOnlySpan<bool> isAnomaly, int testPart, string remedy) => Cut(isAnomaly, testPart, partCount, "", remedy);

    /// <summary>One split per part: tests on it, trains on all others.</summary>
    public ImmutableArray<TrainTestSplit> Folds(ReadOnlySpan<bool> isAnomaly, string remedy)
    {
        var folds = ImmutableArray.CreateBuilder<TrainTestSplit>(partCount);
        for (int part = 0; part < partCount; part++) folds.Add(Cut(isAnomaly, part, partCount, $"fold {part + 1} of {partCount}: ", remedy));
        return folds.MoveToImmutable();
    }

    /// <summary>One split per part but the first: tests on it, trains on all earlier parts.</summary>
    public ImmutableArray<TrainTestSplit> ExpandingFolds(ReadOnlySpan<bool> isAnomaly, string remedy)
    {
        var folds = ImmutableArray.CreateBuilder<TrainTestSplit>(partCount - 1);
        for (int part = 1; part < partCount; part++) folds.Add(Cut(isAnomaly, part, part, $"fold {part} of {partCount - 1}: ", remedy));
        return folds.MoveToImmutable();
    }

    // Rows of testPart are tested on; rows of other parts below trainEnd are trained on.
    private TrainTestSplit Cut(ReadOnlySpan<bool> isAnomaly, int testPart, int trainEnd, string place, string remedy)
    {
        int trainRows = 0, trainAnomalies = 0, testRows = 0, testAnomalies = 0;
        for (int row = 0; row < partOfRow.Length; row++)
        {
            int anomaly = isAnomaly[row] ? 1 : 0;
            if (partOfRow[row] == testPart)
            {
                testRows++;
                testAnomalies += anomaly;
            }
            else if (partOfRow[row] < trainEnd)
            {
                trainRows++;
                trainAnomalies += anomaly;
            }
        }

        int anomalies = isAnomaly.Count(true), normals = isAnomaly.Length - anomalies;
        CheckPart("test", "anomalies", testAnomalies, anomalies);
        CheckPart("test", "normal rows", testRows - testAnomalies, normals);
        CheckPart("train", "anomalies", trainAnomalies, anomalies);
        CheckPart("train", "normal rows", trainRows - trainAnomalies, normals);

        var train = ImmutableArray.CreateBuilder<int>(trainRows);
        var test = ImmutableArray.CreateBuilder<int>(testRows);
        for (int row = 0; row < partOfRow.Length; row++)
        {
            if (partOfRow[row] == testPart) test.Add(row);
            else if (partOfRow[row] < trainEnd) train.Add(row);
        }

        return new TrainTestSplit(train.MoveToImmutable(), test.MoveToImmutable());

        void CheckPart(string part, string ofClass, int held, int all)
        {
            if (held == 0) throw new ArgumentException($"{place}the {part} part would hold 0 {ofClass} of {all}; {remedy}.", nameof(isAnomaly));
        }
    }
}
