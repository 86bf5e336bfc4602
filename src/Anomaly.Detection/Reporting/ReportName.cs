using System.Text;

namespace Anomaly.Detection.Reporting;

/// <summary>Names of values in files: <c>OutOfBag</c> is <c>out_of_bag</c>.</summary>
internal static class ReportName
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var name = new StringBuilder();
        foreach (char letter in value.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && name.Length > 0) name.Append('_');
            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
