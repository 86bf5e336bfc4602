using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>How sure intervals are to be, and how rows are drawn for those that need it; see <see cref="MetricIntervals"/>.</summary>
public sealed record BootstrapOptions
{
    /// <summary>How often the rows are drawn anew, in [1, 1000000]. Default: 1,000. The ends of a 95 % interval need some hundreds.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int Replicates
    {
        get;
        init => field = OptionGuard.Within(1, 1_000_000, value);
    }

    = 1_000;

    /// <summary>The share of samples whose interval holds the true figure, and so of replicates that an interval spans, in (0, 1); what lies outside is the same at both ends. Default: 0.95.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double Confidence
    {
        get;
        init
        {
            // Written so that NaN fails.
            if (!(value is > 0 and < 1)) OptionGuard.Throw(nameof(Confidence), "a number in (0, 1)", value.ToString(CultureInfo.InvariantCulture));
            field = value;
        }
    }

    = 0.95;

    /// <summary>Where the random numbers begin; any value. Default: 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Most threads that work at once; at least 1. Default: null, as many as the machine has processors. The result does not depend on it.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int? MaxThreads
    {
        get;
        init => field = OptionGuard.AtLeast(1, value);
    }

    /// <summary>Opens the random numbers of one replicate.</summary>
    /// <remarks>In the upper half of all streams: trees and permuted features of the same seed draw from the lower.</remarks>
    internal RandomStream Open(int replicate) => new(Seed, (1UL << 63) | (uint)replicate);
}
