using System.Globalization;
using System.Text;

namespace Anomaly.Detection.Tool.Tests;

/// <summary>Small tables that commands are tried on, the same in every run: anomalies click more and pay more.</summary>
internal static class SmallTables
{
    private static readonly string[] Countries = ["DE", "FR", "US"];

    /// <summary>Writes a table with the columns id, user, clicks, amount, zip, country, day and is_anomaly.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="rows">How many rows; every sixth is an anomaly.</param>
    /// <param name="seed">Tables of other seeds have other rows.</param>
    /// <param name="normal">What the label of a normal row is.</param>
    /// <param name="anomaly">What the label of an anomaly is.</param>
    public static string Write(string path, int rows = 240, uint seed = 1, string normal = "0", string anomaly = "1")
    {
        var text = new StringBuilder("id,user,clicks,amount,zip,country,day,is_anomaly\n");
        for (int row = 0; row < rows; row++)
        {
            bool isAnomaly = row % 6 == 0;
            int clicks = 5 + Next(30) + (isAnomaly ? 18 : 0);
            text.Append(CultureInfo.InvariantCulture, $"s{seed}x{row},u{Next(30)},{clicks},{10 + Next(90) + (isAnomaly ? 30 : 0)}.5,{10_000 + Next(5)},{Countries[Next(3)]},{new DateTime(2026, 1, 1).AddMinutes(row * 311):yyyy-MM-ddTHH:mm:ssZ},{(isAnomaly ? anomaly : normal)}\n");
        }

        File.WriteAllText(path, text.ToString());
        return path;

        // Numerical Recipes' generator: no draw of the library's is needed here.
        int Next(int count)
        {
            seed = (seed * 1_664_525) + 1_013_904_223;
            return (int)(seed / 65_536 % (uint)count);
        }
    }
}
