namespace Anomaly.Detection.Artifacts;

/// <summary>Room for the arrays of one tree as they stand in the file, used again for the next tree.</summary>
internal sealed class TreeBuffers
{
    private int[] _feature = [];
    private float[] _threshold = [];
    private bool[] _missingGoesLeft = [];
    private double[] _value = [];
    private double[] _cover = [];

    public Span<int> Feature(int count) => Fit(ref _feature, count);

    public Span<float> Threshold(int count) => Fit(ref _threshold, count);

    public Span<bool> MissingGoesLeft(int count) => Fit(ref _missingGoesLeft, count);

    public Span<double> Value(int count) => Fit(ref _value, count);

    public Span<double> Cover(int count) => Fit(ref _cover, count);

    // A tree never needs more than its elements in the file; a quarter to spare keeps slowly growing trees from a new array each.
    private static Span<T> Fit<T>(ref T[] buffer, int count)
    {
        if (buffer.Length < count) buffer = new T[Math.Max(count, buffer.Length + (buffer.Length / 4))];
        return buffer.AsSpan(0, count);
    }
}
