namespace Anomaly.Detection.Artifacts;

/// <summary>Where the lines of numbers are in which every number was read in its one spelling. They need not be written again to be compared.</summary>
internal sealed class ProvenLines
{
    private readonly List<(int Start, int Length)> _lines = [];
    private int _next;

    /// <summary>Adds the inside of a line; lines come in the order of the file.</summary>
    public void Add(int start, int length) => _lines.Add((start, length));

    /// <summary>Takes the line that begins here, if it is proven. Asked from the front of the file to its end.</summary>
    /// <param name="start">A place in the file.</param>
    /// <returns>The length of the line, or 0.</returns>
    public int LengthAt(int start)
    {
        while (_next < _lines.Count && _lines[_next].Start < start) _next++;
        return _next < _lines.Count && _lines[_next].Start == start ? _lines[_next].Length : 0;
    }
}
