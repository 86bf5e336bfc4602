using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Tests.Shared;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>The measured tables, encoded and split: 70 % of each class is trained on.</summary>
internal static class PeerTables
{
    /// <summary>The table of the system that this library replaces. Its labels carry no signal, so it measures speed only.</summary>
    public const string Behaviour = "behav";

    private const double TestShare = 0.3;
    private const ulong SplitSeed = 42;

    // As the original system had it: texts, identifiers too, are classes.
    private static readonly string[] TextColumns = ["user_id", "session_id", "transaction_date"];

    /// <summary>Where a table is expected.</summary>
    /// <param name="data">A folder with <c>public</c> and <c>behaviour</c>.</param>
    /// <param name="name"><see cref="Behaviour"/>, or the name of a public table.</param>
    /// <returns>The file.</returns>
    /// <exception cref="UsageException">It is not there.</exception>
    public static string Find(string data, string name)
    {
        string path = name == Behaviour
            ? Path.Combine(data, "behaviour", "balanced_dataset_40_percent_anomalies.csv")
            : Path.Combine(data, "public", name + ".csv");
        return File.Exists(path) || (name != Behaviour && File.Exists(path + ".gz")) ? path : throw new UsageException($"table '{name}' was expected in '{path}'{(name == Behaviour ? "" : " or .csv.gz")}, but is not there");
    }

    /// <summary>Reads a table, all rows.</summary>
    public static PublicTable Load(string data, string name)
    {
        string path = Find(data, name);
        return name == Behaviour ? ReadBehaviour(path) : PublicTable.Load(Path.Combine(data, "public"), name);
    }

    /// <summary>Reads a table and writes its parts to a folder, for the children.</summary>
    public static void Prepare(string data, string name, string folder)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Load(data, name);
        TrainTestSplit split = Splits.StratifiedHoldOut(isAnomaly, TestShare, SplitSeed);
        RowFolder.Create(folder, name, LabelledRows.Of(features, isAnomaly, split.Train.AsSpan()), LabelledRows.Of(features, isAnomaly, split.Test.AsSpan()));
    }

    private static PublicTable ReadBehaviour(string path)
    {
        var kinds = TextColumns.ToDictionary(column => column, _ => FeatureKind.Categorical);
        Table table = TableCsvReader.Read(path, new CsvReadOptions { LabelColumn = "label", Kinds = kinds }).Table;
        return new PublicTable(FeatureEncoder.Fit(table).Encode(table), table.IsAnomaly.ToArray());
    }
}
