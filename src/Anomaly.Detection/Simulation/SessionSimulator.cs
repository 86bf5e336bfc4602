using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Simulation;

/// <summary>Draws labelled browsing sessions with 18 columns, for demonstrations and tests. Immutable; safe to share between threads.</summary>
/// <remarks>
/// <para>
/// Users have habits: a home city and a language, one or two devices with their screen and browser, busy hours, a usual duration (which
/// <c>avg_session_duration</c> holds), pages, clicks and scrolls a minute. Anomalies are scraping bots, credential stuffing, account
/// takeover, click fraud, and quiet ones that differ so little from ordinary sessions that no model finds them all. Some cells are missing at
/// random in both classes. Newer browser versions and cities appear on fixed dates in 2024.
/// </para>
/// <para>
/// Columns: <c>user_id</c> and <c>session_id</c> (identifiers), <c>device_type</c>, <c>screen_size</c>, <c>browser_info</c>,
/// <c>language</c>, <c>device_orientation</c>, <c>geolocation_city</c> (categories), <c>transaction_date</c> (a timestamp in whole seconds,
/// the user's local clock), <c>time_on_page</c> (seconds on the average page), <c>clicks_count</c>, <c>scroll_count</c>,
/// <c>form_submissions</c>, <c>page_views</c>, <c>session_duration</c> (seconds, 1 to 7,200), <c>bounce_rate</c> and
/// <c>conversion_rate</c> (shares in hundredths), <c>avg_session_duration</c> (seconds). Counts and seconds are whole numbers.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// Table training = new SessionSimulator(new() { AnomalyRate = 0.4 }).Draw();
/// Table test = new SessionSimulator(new() { AnomalyRate = 0.04, Population = 1 }).Draw();
/// </code>
/// </example>
public sealed class SessionSimulator
{
    /// <summary>Rows between two reports of progress.</summary>
    internal const int RowsPerReport = 16_384;

    private readonly SessionSimulatorOptions _options;

    /// <summary>Creates a simulator.</summary>
    /// <param name="options">What to draw; the defaults when null.</param>
    /// <exception cref="OptionsException">The last day would lie beyond 9999-12-31.</exception>
    public SessionSimulator(SessionSimulatorOptions? options = null)
    {
        _options = options ?? new SessionSimulatorOptions();
        int daysLeft = DateOnly.MaxValue.DayNumber - _options.FirstDay.DayNumber + 1;
        if (_options.Days > daysLeft)
        {
            string first = _options.FirstDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            OptionGuard.Throw(nameof(_options.Days), string.Create(CultureInfo.InvariantCulture, $"at most {daysLeft} from {first} on"), _options.Days.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The 18 columns of every drawn table, in order.</summary>
    public static FeatureSchema Schema => SessionSchema.Columns;

    /// <summary>Draws the sessions.</summary>
    /// <param name="progress">Receives the number of finished rows, every 16,384 rows and at the end.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A labelled table, in the order of <c>transaction_date</c>; the same for the same options on every machine.</returns>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <remarks>Takes time in proportion to the number of sessions, one or two microseconds each, and works on the calling thread.</remarks>
    public Table Draw(IProgress<int>? progress = null, CancellationToken cancellationToken = default) => Draw(_options.SessionCount, progress, cancellationToken).Single();

    /// <summary>Draws the sessions in chunks, for more of them than memory holds as a table.</summary>
    /// <param name="rowsPerChunk">How many rows a chunk has, at least 1; the last may have fewer. Default: 16,384.</param>
    /// <param name="progress">Receives the number of finished rows, every 16,384 rows and at the end.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Labelled tables: the rows of <see cref="Draw(IProgress{int}?, CancellationToken)"/>, in their order. They are drawn when they are enumerated, anew each time.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rowsPerChunk"/> is below 1.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the work was cancelled.</exception>
    /// <remarks>Memory holds one chunk, the users, and some 20 bytes a session, as all must be planned before the first in time is known.</remarks>
    public IEnumerable<Table> DrawChunks(int rowsPerChunk = RowsPerReport, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowsPerChunk, 1);
        return Draw(rowsPerChunk, progress, cancellationToken);
    }

    private IEnumerable<Table> Draw(int rowsPerTable, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var seeds = new SimulationSeeds(_options);
        User[] users = DrawUsers(seeds, cancellationToken);
        SessionPlan plan = SessionPlan.Draw(_options, seeds, users, cancellationToken.ThrowIfCancellationRequested);
        double firstSecond = TimestampText.ToSeconds(_options.FirstDay.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        for (int first = 0; first < _options.SessionCount;)
        {
            var columns = new SessionColumns(Math.Min(rowsPerTable, _options.SessionCount - first));
            for (int place = 0; place < columns.RowCount; place++)
            {
                int row = first + place;
                if (row > 0 && row % RowsPerReport == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    progress?.Report(row);
                }

                (int index, SessionKind kind, int day, int secondOfDay) = plan.At(row);
                DateOnly date = _options.FirstDay.AddDays(day);
                RandomStream who = seeds.OfSession(index);
                RandomStream random = seeds.OfContent(index);
                var session = new SessionDraft(SessionPlan.DrawUser(users, ref who), date, ref random);
                Attack.Bend(ref session, kind, date, ref random);
                columns.Set(place, IdOf("session", row), firstSecond + (day * 86_400.0) + secondOfDay, session, kind != SessionKind.Ordinary, ref random);
            }

            first += columns.RowCount;
            if (first == _options.SessionCount) progress?.Report(first);
            yield return columns.ToTable();
        }
    }

    private User[] DrawUsers(SimulationSeeds seeds, CancellationToken cancellationToken)
    {
        // Rounded up, so that there is one at least.
        var users = new User[(_options.SessionCount - 1) / _options.SessionsPerUser + 1];
        for (int user = 0; user < users.Length; user++)
        {
            if (user % RowsPerReport == 0) cancellationToken.ThrowIfCancellationRequested();
            users[user] = new User(IdOf("user", user), seeds.OfUser(user));
        }

        return users;
    }

    // user_001 in the first population, user_1_001 in the next, so that no two populations share a name.
    private string IdOf(string entity, int index) => _options.Population == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{entity}_{index + 1:D3}")
        : string.Create(CultureInfo.InvariantCulture, $"{entity}_{_options.Population}_{index + 1:D3}");
}
