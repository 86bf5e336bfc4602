namespace Anomaly.Detection.Training;

/// <summary>The rows of one tree in an order in which every node is a range, with the code of each row beside it.</summary>
internal sealed class RowRanges(int rowCount)
{
    private readonly int[] _rows = new int[rowCount];
    private readonly byte[] _codes = new byte[rowCount];
    private readonly int[] _rightRows = new int[rowCount];
    private readonly byte[] _rightCodes = new byte[rowCount];

    public ReadOnlySpan<int> Rows(in TreeNode node) => _rows.AsSpan(node.Start, node.RowCount);

    public ReadOnlySpan<byte> Codes(in TreeNode node) => _codes.AsSpan(node.Start, node.RowCount);

    /// <summary>Lays out the rows that were drawn, in table order.</summary>
    /// <returns>Their sums.</returns>
    public ClassSums Lay(ReadOnlySpan<byte> draws, ReadOnlySpan<bool> isAnomaly)
    {
        int count = 0;
        long normal = 0;
        long anomaly = 0;
        for (int row = 0; row < draws.Length; row++)
        {
            if (draws[row] == 0) continue;
            _rows[count] = row;
            _codes[count++] = RowCode.Of(draws[row], isAnomaly[row]);
            if (isAnomaly[row]) anomaly += draws[row];
            else normal += draws[row];
        }

        return new ClassSums { Normal = normal, Anomaly = anomaly, Rows = count };
    }

    /// <summary>Divides a node by the bins of a feature.</summary>
    /// <returns>Where the right side begins.</returns>
    public int DivideByBin(in TreeNode node, ReadOnlySpan<byte> bins, int lastLeft, bool missingGoesLeft)
    {
        // Bin 0 holds missing values. Counted from the first bin that goes left, all bins that go left are the lowest, by one comparison.
        uint first = missingGoesLeft ? 0u : 1u;
        uint last = (uint)lastLeft - first;
        int left = node.Start;
        int right = 0;
        for (int place = node.Start; place < node.End; place++)
        {
            int row = _rows[place];
            byte code = _codes[place];
            int goesLeft = bins[row] - first <= last ? 1 : 0;
            _rows[left] = row;
            _codes[left] = code;
            _rightRows[right] = row;
            _rightCodes[right] = code;
            left += goesLeft;
            right += 1 - goesLeft;
        }

        return Append(left, right);
    }

    /// <summary>Divides a node by the values of a feature.</summary>
    /// <returns>Where the right side begins.</returns>
    public int DivideByValue(in TreeNode node, ReadOnlySpan<float> column, float threshold, bool missingGoesLeft)
    {
        int left = node.Start;
        int right = 0;
        for (int place = node.Start; place < node.End; place++)
        {
            int row = _rows[place];
            byte code = _codes[place];
            float value = column[row];
            int goesLeft = value <= threshold || (missingGoesLeft && float.IsNaN(value)) ? 1 : 0;
            _rows[left] = row;
            _codes[left] = code;
            _rightRows[right] = row;
            _rightCodes[right] = code;
            left += goesLeft;
            right += 1 - goesLeft;
        }

        return Append(left, right);
    }

    private int Append(int left, int right)
    {
        _rightRows.AsSpan(0, right).CopyTo(_rows.AsSpan(left));
        _rightCodes.AsSpan(0, right).CopyTo(_codes.AsSpan(left));
        return left;
    }
}
