using Anomaly.Detection.Inference;

namespace Anomaly.Detection.Tests.Inference;

public sealed class CutTreeTests
{
    public static TheoryData<int> Counts => [.. Enumerable.Range(1, CutColumn.MostCuts)];

    [Theory]
    [MemberData(nameof(Counts))]
    public void CountBelow_EveryPlace_IsThePlainCount(int count)
    {
        float[] ascending = [.. Enumerable.Range(0, count).Select(cut => (cut * 2f) - 100)];

        // What lies behind the cuts is not theirs, and below every value.
        float[] memory = new float[count + CutTree.Overhang];
        Array.Fill(memory, float.NegativeInfinity);
        CutTree.Write(ascending, memory.AsSpan(0, count));
        for (float value = -103; value <= (2 * count) - 97; value += 0.5f)
        {
            CutTree.CountBelow(memory.AsSpan(0, count), value).Should().Be(ascending.Count(cut => cut < value), "value {0}", value);
        }

        CutTree.CountBelow(memory.AsSpan(0, count), float.NaN).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Read_WhatWasWritten_IsAscendingAgain(int count)
    {
        float[] ascending = [.. Enumerable.Range(0, count).Select(cut => cut / 3f)];
        float[] tree = new float[count];
        float[] again = new float[count];
        CutTree.Write(ascending, tree);
        CutTree.Read(tree, again);

        again.Should().Equal(ascending);
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Fill_LevelsOfCuts_LeadToThePlainCount(int count)
    {
        float[] ascending = [.. Enumerable.Range(0, count).Select(cut => cut * 2f)];
        float[] levels = new float[CutLevels.Length];
        int levelCount = CutLevels.Fill(ascending, levels);
        for (float value = -1; value <= (2 * count) + 1; value += 1)
        {
            int way = 0;
            for (int level = 0; level < levelCount; level++) way = (2 * way) + (value > levels[CutLevels.Start(level) + way] ? 1 : 0);

            way.Should().Be(ascending.Count(cut => cut < value));
        }
    }
}
