using CsvHelper;

namespace Anomaly.Detection.Csv;

/// <summary>What the parser found wrong with the row it stands on.</summary>
/// <remarks>Defaults of the parser repair what is broken; here it reports instead, and <see cref="TableLoad"/> decides.</remarks>
internal sealed class ParserWatch
{
    public CsvMalformedReason? Reason { get; set; }

    public CsvReaderOptions ParserOptions(CsvReadOptions options) => CsvReaderOptions.Default with
    {
        Separator = options.Separator,
        HasHeader = false,
        TrackLineNumbers = true,
        MaxRecordSize = options.MaxRowLength,
        MalformedData = CsvMalformedDataHandling.Recover,
        OnMalformedRecord = record => Reason ??= record.Reason,
    };
}
