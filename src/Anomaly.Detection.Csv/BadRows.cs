using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Csv;

/// <summary>Counts the rows that are skipped, remembers why the first were, and stops reading when there are too many.</summary>
internal sealed class BadRows(long limit)
{
    private const int Remembered = 10;
    private readonly ImmutableArray<CsvRowError>.Builder _first = ImmutableArray.CreateBuilder<CsvRowError>();

    public long Count { get; private set; }

    public ImmutableArray<CsvRowError> First => _first.ToImmutable();

    /// <summary>Takes note of a bad row.</summary>
    /// <exception cref="RecordFormatException">It is one too many; at a limit of 0 the fault itself is thrown.</exception>
    public void Add(RecordFormatException fault)
    {
        if (limit == 0) throw fault;
        if (Count == limit)
        {
            string rows = string.Create(CultureInfo.InvariantCulture, $"{Count + 1} rows are bad, but MaxBadRows allows {limit}");
            throw new RecordFormatException("too-many-bad-rows", $"{rows}; the first: {_first[0].Message}; this one: {fault.Problem}", fault.Column, fault.Row, fault, fault.Line);
        }

        Count++;
        if (_first.Count < Remembered) _first.Add(new CsvRowError(fault.Row ?? 0, fault.Line ?? 0, fault.Column, fault.Code, fault.Message));
    }
}
