using Anomaly.Detection.Data;

namespace Quickstart;

/// <summary>The sample session that the documentation speaks of.</summary>
internal static class SampleSession
{
    public static IReadOnlyDictionary<string, FeatureValue> Documented { get; } = new Dictionary<string, FeatureValue>
    {
        ["user_id"] = "user_001",
        ["session_id"] = "session_001",
        ["device_type"] = "mobile",
        ["screen_size"] = "1920x1080",
        ["browser_info"] = "Chrome/91.0",
        ["language"] = "en-US",
        ["device_orientation"] = "portrait",
        ["geolocation_city"] = "New York",
        ["transaction_date"] = "2024-01-15",
        ["time_on_page"] = 120,
        ["clicks_count"] = 5,
        ["scroll_count"] = 10,
        ["form_submissions"] = 1,
        ["page_views"] = 3,
        ["session_duration"] = 300,
        ["bounce_rate"] = 0.2,
        ["conversion_rate"] = 0.1,
        ["avg_session_duration"] = 250,
    };
}
