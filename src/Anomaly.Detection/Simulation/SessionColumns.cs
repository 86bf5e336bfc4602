using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Simulation;

/// <summary>The columns under construction: quantities are rounded as a tracker would, and some cells get lost.</summary>
internal sealed class SessionColumns
{
    private const int LongestDuration = 7200;

    private readonly Array[] _columns;
    private readonly bool[] _isAnomaly;

    public SessionColumns(int rowCount)
    {
        _columns = new Array[SessionSchema.Columns.Count];
        for (int column = 0; column < _columns.Length; column++)
        {
            _columns[column] = SessionSchema.Columns[column].IsText ? new string?[rowCount] : new double[rowCount];
        }

        _isAnomaly = new bool[rowCount];
    }

    public int RowCount => _isAnomaly.Length;

    public void Set(int row, string sessionId, double seconds, in SessionDraft session, bool isAnomaly, ref RandomStream random)
    {
        double duration = Math.Clamp(Math.Round(session.Duration), 1, LongestDuration);
        Text(0)[row] = session.User.Id;
        Text(1)[row] = sessionId;
        Text(2)[row] = session.DeviceName;
        Text(3)[row] = session.Screen;
        Text(4)[row] = session.Browser;
        Text(5)[row] = session.Language;
        Text(6)[row] = session.IsPortrait ? "portrait" : "landscape";
        Text(7)[row] = session.City.Name;
        Number(8)[row] = seconds;
        Number(9)[row] = Math.Clamp(Math.Round(session.TimeOnPage), 0, duration);
        Number(10)[row] = session.Clicks;
        Number(11)[row] = session.Scrolls;
        Number(12)[row] = session.Forms;
        Number(13)[row] = Math.Max(1, session.PageViews);
        Number(14)[row] = duration;
        Number(15)[row] = Share(session.BounceRate);
        Number(16)[row] = Share(session.ConversionRate);
        Number(17)[row] = session.User.Duration;
        _isAnomaly[row] = isAnomaly;

        // As many draws for every row, whatever it holds.
        for (int column = 0; column < _columns.Length; column++)
        {
            double share = MissingShare.Of(column, isAnomaly);
            if (share > 0 && random.NextChance(share)) Lose(column, row);
        }
    }

    public Table ToTable() => new(SessionSchema.Columns, _columns, _isAnomaly, _isAnomaly.Length);

    // A whole number of hundredths divided by 100 is the nearest double to its decimal text.
    private static double Share(double value) => Math.Round(Math.Clamp(value, 0, 1) * 100) / 100;

    private void Lose(int column, int row)
    {
        if (_columns[column] is double[] numbers) numbers[row] = double.NaN;
        else Text(column)[row] = null;
    }

    private string?[] Text(int column) => (string?[])_columns[column];

    private double[] Number(int column) => (double[])_columns[column];
}
