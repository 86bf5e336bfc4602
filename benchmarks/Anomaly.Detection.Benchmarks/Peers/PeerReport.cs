using System.Globalization;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>The table that is printed: medians, and how many times ours a peer takes.</summary>
internal static class PeerReport
{
    private const string Nothing = "–";

    public static string Format<TFigures>(IReadOnlyList<PeerColumn<TFigures>> columns, IReadOnlyCollection<PeerCell<TFigures>> cells)
        where TFigures : class
    {
        PeerColumn<TFigures>[] ratios = [.. columns.Where(column => column.RatioTitle is not null)];
        string[] head = ["table", "configuration", "peer", "rounds", .. columns.Select(column => column.Title), .. ratios.Select(column => column.RatioTitle!)];
        IEnumerable<string> rows = cells.Select(cell => Line(
        [
            cell.Table, cell.Configuration, cell.Peer, Rounds(cell),
            .. columns.Select(column => Median(cell, column) is { } median ? median.ToString(column.Format, CultureInfo.InvariantCulture) : Nothing),
            .. ratios.Select(column => Ratio(Median(cell, column), Median(Ours(cells, cell), column))),
        ]));
        return string.Join(Environment.NewLine, [Line(head), Line(head.Select(_ => "---")), .. rows]);
    }

    private static PeerCell<TFigures>? Ours<TFigures>(IEnumerable<PeerCell<TFigures>> cells, PeerCell<TFigures> cell)
        where TFigures : class =>
        cells.FirstOrDefault(other => other.Peer == PeerList.Ours && other.Table == cell.Table && other.Configuration == cell.Configuration);

    private static string Rounds<TFigures>(PeerCell<TFigures> cell)
        where TFigures : class
    {
        if (cell.Failure is null) return $"{cell.Figures.Count}";
        return cell.Figures.Count == 0 ? Escaped(cell.Failure) : $"{cell.Figures.Count}, then {Escaped(cell.Failure)}";
    }

    private static string Ratio(double? value, double? ours) => ours > 0 && value is not null ? string.Create(CultureInfo.InvariantCulture, $"{value / ours:0.00}×") : Nothing;

    private static double? Median<TFigures>(PeerCell<TFigures>? cell, PeerColumn<TFigures> column)
        where TFigures : class => cell is { Figures.Count: > 0 } ? cell.Figures.Select(column.Figure).Median() : null;

    private static string Line(IEnumerable<string> texts) => $"| {string.Join(" | ", texts)} |";

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
