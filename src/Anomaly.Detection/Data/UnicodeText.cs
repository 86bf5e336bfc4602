namespace Anomaly.Detection.Data;

/// <summary>What may be a name or a category: a text that UTF-8 can hold, and so a model file, a CSV file and JSON.</summary>
internal static class UnicodeText
{
    /// <summary>Whether a text is valid Unicode: surrogates in pairs only.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
