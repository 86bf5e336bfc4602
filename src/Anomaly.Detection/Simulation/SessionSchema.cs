using Anomaly.Detection.Data;

namespace Anomaly.Detection.Simulation;

/// <summary>The 18 columns of a session, in order.</summary>
internal static class SessionSchema
{
    public static readonly FeatureSchema Columns = new(
        new FeatureColumn("user_id", FeatureKind.Identifier),
        new FeatureColumn("session_id", FeatureKind.Identifier),
        new FeatureColumn("device_type", FeatureKind.Categorical),
        new FeatureColumn("screen_size", FeatureKind.Categorical),
        new FeatureColumn("browser_info", FeatureKind.Categorical),
        new FeatureColumn("language", FeatureKind.Categorical),
        new FeatureColumn("device_orientation", FeatureKind.Categorical),
        new FeatureColumn("geolocation_city", FeatureKind.Categorical),
        new FeatureColumn("transaction_date", FeatureKind.Timestamp),
        new FeatureColumn("time_on_page", FeatureKind.Numeric),
        new FeatureColumn("clicks_count", FeatureKind.Numeric),
        new FeatureColumn("scroll_count", FeatureKind.Numeric),
        new FeatureColumn("form_submissions", FeatureKind.Numeric),
        new FeatureColumn("page_views", FeatureKind.Numeric),
        new FeatureColumn("session_duration", FeatureKind.Numeric),
        new FeatureColumn("bounce_rate", FeatureKind.Numeric),
        new FeatureColumn("conversion_rate", FeatureKind.Numeric),
        new FeatureColumn("avg_session_duration", FeatureKind.Numeric));
}
