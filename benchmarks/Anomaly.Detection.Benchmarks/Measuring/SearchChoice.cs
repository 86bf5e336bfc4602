namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>How splits are searched, as the command line has it.</summary>
internal enum SearchChoice
{
    /// <summary>As the library thinks best.</summary>
    Auto,

    /// <summary>Between all values.</summary>
    Exact,

    /// <summary>Between bins of values.</summary>
    Binned,
}
