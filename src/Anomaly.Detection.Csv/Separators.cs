using System.Buffers;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Csv;

/// <summary>The characters that may stand between cells: none of them can be part of a number, a quote or a line break.</summary>
internal static class Separators
{
    private const string Accepted = ",;\t|:^~";

    public static SearchValues<char> All { get; } = SearchValues.Create(Accepted);

    public static char Checked(char separator)
    {
        if (Accepted.Contains(separator, StringComparison.Ordinal)) return separator;
        throw new OptionsException("Separator", "one of , ; | : ^ ~ or a tab", RecordFormatException.Quote(separator.ToString()));
    }
}
