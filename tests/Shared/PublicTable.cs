using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Tests.Shared;

/// <summary>One of the public benchmark tables: numeric columns and a column <c>label</c>. The benchmarks read them by this file too.</summary>
internal sealed record PublicTable(FeatureMatrix Features, bool[] IsAnomaly)
{
    /// <summary>Reads a table from a folder, where it is a <c>.csv</c> or <c>.csv.gz</c> file.</summary>
    public static PublicTable Load(string folder, string name)
    {
        string plain = Path.Combine(folder, name + ".csv");
        Table table = TableCsvReader.Read(File.Exists(plain) ? plain : plain + ".gz", new CsvReadOptions { LabelColumn = "label" }).Table;
        return new PublicTable(FeatureEncoder.Fit(table).Encode(table), table.IsAnomaly.ToArray());
    }
}
