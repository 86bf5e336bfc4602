using System.Globalization;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Csv;

/// <summary>Counts, by field, the cells from which the guard against formulas was taken off.</summary>
internal sealed class RestoredCells(CsvHeader header)
{
    private readonly long[] _counts = new long[header.Count];
    private readonly long[] _firstRows = new long[header.Count];

    public void Add(int field, long row)
    {
        if (_counts[field]++ == 0) _firstRows[field] = row;
    }

    public IEnumerable<string> Notes()
    {
        for (int field = 0; field < _counts.Length; field++)
        {
            if (_counts[field] == 0) continue;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"column {RecordFormatException.Quote(header.Names[field])}: a leading apostrophe that keeps spreadsheets from running a formula was taken off {_counts[field]} cells, the first in row {_firstRows[field]}; set RestoreNeutralised to false to keep it");
        }
    }
}
