using System.Globalization;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>The table that is printed: medians, and how many times ours a peer takes.</summary>
internal static class PeerReport
{
    private const string Header = """
        | table | configuration | peer | rounds | CPU s | wall s | peak MB | ROC-AUC | average precision | CPU to ours | wall to ours | MB to ours |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        """;

    public static string Format(IReadOnlyCollection<PeerCell> cells) => string.Join(Environment.NewLine, cells.Select(cell => Row(cell, Ours(cells, cell))).Prepend(Header));

    private static PeerCell? Ours(IReadOnlyCollection<PeerCell> cells, PeerCell cell) =>
        cells.FirstOrDefault(other => other.Peer == PeerList.Ours && other.Table == cell.Table && other.Configuration == cell.Configuration && other.Figures.Count > 0);

    private static string Row(PeerCell cell, PeerCell? ours)
    {
        string name = $"| {cell.Table} | {cell.Configuration} | {cell.Peer} | {Rounds(cell)} |";
        if (cell.Figures.Count == 0) return $"{name} – | – | – | – | – | – | – | – |";
        double cpu = Median(cell, figures => figures.CpuSeconds);
        double wall = Median(cell, figures => figures.WallSeconds);
        double memory = Median(cell, figures => figures.Megabytes);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name} {cpu:0.00} | {wall:0.00} | {memory:0.0} | {Median(cell, figures => figures.RocAuc):0.0000} | {Median(cell, figures => figures.AveragePrecision):0.0000} | {Ratio(cpu, ours, figures => figures.CpuSeconds)} | {Ratio(wall, ours, figures => figures.WallSeconds)} | {Ratio(memory, ours, figures => figures.Megabytes)} |");
    }

    private static string Rounds(PeerCell cell)
    {
        if (cell.Failure is null) return $"{cell.Figures.Count}";
        return cell.Figures.Count == 0 ? Escaped(cell.Failure) : $"{cell.Figures.Count}, then {Escaped(cell.Failure)}";
    }

    private static string Ratio(double value, PeerCell? ours, Func<PeerFigures, double> figure) =>
        ours is not null && Median(ours, figure) is > 0 and var median ? string.Create(CultureInfo.InvariantCulture, $"{value / median:0.00}×") : "–";

    private static double Median(PeerCell cell, Func<PeerFigures, double> figure) => cell.Figures.Select(figure).Median();

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
