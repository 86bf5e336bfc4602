namespace Anomaly.Detection.Training;

/// <summary>Keeps rows of a kernel matrix, those asked for longest ago giving way. After libsvm's <c>Cache</c>.</summary>
/// <remarks>A row may be known in part: its first so many values, those of the rows that are not set aside.</remarks>
internal sealed class KernelCache
{
    private const int None = -1;

    private readonly float[]?[] _rows;
    private readonly int[] _known;
    private readonly int[] _newer;
    private readonly int[] _older;
    private readonly Stack<float[]> _free = new();
    private readonly int _valueCount;
    private readonly int _most;
    private int _count;
    private int _newest = None;
    private int _oldest = None;

    /// <param name="rowCount">Rows of the matrix.</param>
    /// <param name="valueCount">Room in a row, at least as many values as there are rows.</param>
    /// <param name="bytes">How much may be kept; two rows at least are.</param>
    public KernelCache(int rowCount, int valueCount, long bytes)
    {
        _rows = new float[]?[rowCount];
        _known = new int[rowCount];
        _newer = new int[rowCount];
        _older = new int[rowCount];
        _valueCount = valueCount;
        _most = (int)Math.Clamp(bytes / (valueCount * sizeof(float)), 2, Math.Max(2, rowCount));
    }

    /// <summary>A row, to be completed by the caller.</summary>
    /// <param name="row">Which one.</param>
    /// <param name="wanted">How many of its first values must be known.</param>
    /// <param name="known">How many are; the caller fills in the others.</param>
    public float[] Take(int row, int wanted, out int known)
    {
        if (_rows[row] is null)
        {
            _rows[row] = Room();
            _known[row] = 0;
            _count++;
        }
        else
        {
            Unlink(row);
        }

        Link(row);
        known = Math.Min(_known[row], wanted);
        _known[row] = Math.Max(_known[row], wanted);
        return _rows[row]!;
    }

    /// <summary>Has two rows of the matrix, and so two values of each row, change places.</summary>
    public void Swap(int left, int right)
    {
        if (left == right) return;
        SwapRows(left, right);
        int low = Math.Min(left, right), high = Math.Max(left, right);
        for (int row = _newest; row != None;)
        {
            int next = _older[row];
            float[] values = _rows[row]!;
            if (_known[row] > high) (values[low], values[high]) = (values[high], values[low]);
            else if (_known[row] > low) Drop(row);
            row = next;
        }
    }

    // Where both are kept, they only change what they hold: which of them gives way first decides nothing but time.
    private void SwapRows(int left, int right)
    {
        if (_rows[left] is null && _rows[right] is null) return;
        if (_rows[left] is null || _rows[right] is null)
        {
            int from = _rows[left] is null ? right : left;
            int to = from == left ? right : left;
            int newer = _newer[from];
            Unlink(from);
            LinkAfter(to, newer);
        }

        (_rows[left], _rows[right]) = (_rows[right], _rows[left]);
        (_known[left], _known[right]) = (_known[right], _known[left]);
    }

    private float[] Room()
    {
        if (_count == _most) Drop(_oldest);
        return _free.TryPop(out float[]? free) ? free : new float[_valueCount];
    }

    private void Drop(int row)
    {
        Unlink(row);
        _free.Push(_rows[row]!);
        _rows[row] = null;
        _known[row] = 0;
        _count--;
    }

    private void Link(int row) => LinkAfter(row, None);

    // Puts a row behind a newer one; at the head where there is none.
    private void LinkAfter(int row, int newer)
    {
        int older = newer == None ? _newest : _older[newer];
        _newer[row] = newer;
        _older[row] = older;
        if (newer == None) _newest = row;
        else _older[newer] = row;
        if (older == None) _oldest = row;
        else _newer[older] = row;
    }

    private void Unlink(int row)
    {
        int newer = _newer[row], older = _older[row];
        if (newer == None) _newest = older;
        else _older[newer] = older;
        if (older == None) _oldest = newer;
        else _newer[older] = newer;
    }
}
