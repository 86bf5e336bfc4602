using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Benchmarks;

/// <summary>One of the public benchmark tables: numeric columns and a column <c>label</c>.</summary>
internal sealed record PublicTable(FeatureMatrix Features, bool[] IsAnomaly)
{
    public static PublicTable Load(string folder, string name)
    {
        string plain = Path.Combine(folder, name + ".csv");
        Table table = TableCsvReader.Read(File.Exists(plain) ? plain : plain + ".gz", new CsvReadOptions { LabelColumn = "label" }).Table;
        return new PublicTable(FeatureEncoder.Fit(table).Encode(table), table.IsAnomaly.ToArray());
    }
}
