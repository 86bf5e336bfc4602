using System.Runtime.InteropServices;
using Anomaly.Detection.Data;

namespace Anomaly.Detection;

/// <summary>Scores records that are all there: block by block, each block encoded and then scored as one.</summary>
internal sealed class BatchScorer(RecordReader reader, DetectorScorer scorer)
{
    // In bytes: two braces and a comma.
    private const int ShortestObject = 3;

    /// <summary>Scores a list of records.</summary>
    /// <exception cref="ArgumentException">A record is null; its row is named.</exception>
    /// <exception cref="RecordFormatException">A value is not what its column expects; the row is named.</exception>
    public double[] Score(IReadOnlyList<IReadOnlyDictionary<string, FeatureValue>> records, BatchProgress progress)
    {
        double[] scores = new double[records.Count];
        int done = 0;
        using var block = new RowBlock(scorer, scores.Length);
        for (int row = 0; row < scores.Length; row++)
        {
            progress.BeginRow(row);
            if (records[row] is null) throw new ArgumentException($"Record {row + 1} is null.", nameof(records));
            try
            {
                reader.Read(records[row], block.Cells);
                block.Add(block.Cells);
            }
            catch (RecordFormatException exception)
            {
                throw exception.AtRow(row + 1);
            }

            if (block.IsFull) done += block.ScoreInto(scores.AsSpan(done));
        }

        block.ScoreInto(scores.AsSpan(done));
        progress.End(scores.Length);
        return scores;
    }

    /// <summary>Scores the objects of a JSON array.</summary>
    /// <exception cref="RecordFormatException">As for a list of records, or the text is no such array.</exception>
    public double[] Score(ReadOnlySpan<byte> utf8JsonArray, int limit, BatchProgress progress)
    {
        var scores = new List<double>();
        using var block = new RowBlock(scorer, (utf8JsonArray.Length / ShortestObject) + 1);
        reader.Json.ReadArray(utf8JsonArray, limit, cells =>
        {
            progress.BeginRow(scores.Count + block.Count);
            block.Add(cells);
            if (block.IsFull) ScoreOnto(scores, block);
        });
        ScoreOnto(scores, block);
        progress.End(scores.Count);
        return [.. scores];
    }

    private static void ScoreOnto(List<double> scores, RowBlock block)
    {
        int done = scores.Count;
        CollectionsMarshal.SetCount(scores, done + block.Count);
        block.ScoreInto(CollectionsMarshal.AsSpan(scores)[done..]);
    }
}
