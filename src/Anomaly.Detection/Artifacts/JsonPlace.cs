using System.Globalization;
using System.Text;

namespace Anomaly.Detection.Artifacts;

/// <summary>Where a reader stands: the objects and arrays it is in, and which fields it has met in each.</summary>
internal sealed class JsonPlace
{
    /// <summary>Deeper than any level of a model file.</summary>
    public const int MaxDepth = 12;

    private readonly string?[] _names = new string?[MaxDepth + 1];
    private readonly int[] _indexes = new int[MaxDepth + 1];
    private readonly string[]?[] _fields = new string[]?[MaxDepth + 1];
    private readonly ulong[] _seen = new ulong[MaxDepth + 1];
    private int _depth = -1;

    public void EnterObject(string[] fields)
    {
        _depth++;
        _names[_depth] = null;
        _fields[_depth] = fields;
        _seen[_depth] = 0;
    }

    public void EnterArray()
    {
        _depth++;
        _names[_depth] = null;
        _fields[_depth] = null;
        _indexes[_depth] = -1;
    }

    public void Leave() => _depth--;

    public void NextElement() => _indexes[_depth]++;

    public int ElementCount => _indexes[_depth] + 1;

    public void SetField(string name)
    {
        _names[_depth] = name;
        _seen[_depth] |= 1UL << Array.IndexOf(_fields[_depth]!, name);
    }

    /// <summary>Stands at a name that is data rather than one of the fields.</summary>
    public void SetKey(string name) => _names[_depth] = name;

    public int CountKey() => (int)++_seen[_depth];

    /// <summary>Why a field may not stand here.</summary>
    /// <param name="found">Its name.</param>
    /// <returns>A code: seen before, known but not now, or unknown.</returns>
    public string CodeOf(string found)
    {
        int index = Array.IndexOf(_fields[_depth]!, found);
        if (index < 0) return "unknown-field";
        return (_seen[_depth] & (1UL << index)) != 0 ? "duplicate-field" : "missing-field";
    }

    /// <summary>The place of a field of the object under way.</summary>
    public string Of(string field)
    {
        string? standing = _names[_depth];
        _names[_depth] = field;
        string place = ToString();
        _names[_depth] = standing;
        return place;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        for (int level = 0; level <= _depth; level++)
        {
            if (_fields[level] is null)
            {
                if (_indexes[level] >= 0) text.Append(CultureInfo.InvariantCulture, $"[{_indexes[level]}]");
            }
            else if (_names[level] is { } name)
            {
                if (text.Length > 0) text.Append('.');
                text.Append(name);
            }
        }

        return text.ToString();
    }
}
