using System.Globalization;
using System.IO.Compression;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.Training;

/// <summary>One of the public benchmark tables: all columns numeric, then the label.</summary>
internal sealed record PublicTable(FeatureMatrix Features, bool[] IsAnomaly)
{
    public static PublicTable Load(string name)
    {
        string plain = Path.Combine(SharedData.Folder, "public", name + ".csv");
        using Stream source = File.Exists(plain)
            ? File.OpenRead(plain)
            : new GZipStream(File.OpenRead(plain + ".gz"), CompressionMode.Decompress);
        using var reader = new StreamReader(source);
        int featureCount = reader.ReadLine()!.Split(',').Length - 1;
        var values = new List<float>();
        var isAnomaly = new List<bool>();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            for (int feature = 0; feature < featureCount; feature++) values.Add(float.Parse(cells[feature], CultureInfo.InvariantCulture));
            isAnomaly.Add(cells[featureCount] == "1");
        }

        return new PublicTable(FeatureMatrix.FromRows(values.ToArray(), featureCount), [.. isAnomaly]);
    }
}
