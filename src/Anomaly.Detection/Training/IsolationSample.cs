using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Draws the rows of isolation trees. Owns the scratch memory of one worker: one byte a row.</summary>
internal sealed class IsolationSample(int rowCount, int sampleSize)
{
    private readonly bool[] _isDrawn = new bool[rowCount];

    /// <summary>Draws rows without replacement, each subset as likely as any other.</summary>
    /// <returns>The rows, in table order.</returns>
    /// <remarks>Floyd's algorithm (Bentley and Floyd, "A sample of brilliance", 1987): as many draws as there are rows in the sample, however many there are in the table.</remarks>
    public int[] Draw(ref RandomStream random)
    {
        int[] rows = new int[sampleSize];
        int count = 0;
        for (int last = rowCount - sampleSize; last < rowCount; last++)
        {
            int row = random.NextInt(last + 1);
            if (_isDrawn[row]) row = last;
            _isDrawn[row] = true;
            rows[count++] = row;
        }

        foreach (int row in rows) _isDrawn[row] = false;
        Array.Sort(rows);
        return rows;
    }
}
