using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Simulation;

/// <summary>A place that sessions come from.</summary>
/// <param name="Name">As <c>geolocation_city</c> holds it.</param>
/// <param name="Language">What most people there have set.</param>
/// <param name="Since">The day of the first session from there.</param>
internal sealed record City(string Name, string Language, DateOnly Since)
{
    /// <summary>Where users live from the beginning.</summary>
    public static readonly WeightedTable<City> Homes = new(
        (18, Old("New York", "en-US")),
        (11, Old("Los Angeles", "en-US")),
        (9, Old("Chicago", "en-US")),
        (6, Old("Houston", "en-US")),
        (10, Old("London", "en-GB")),
        (5, Old("Toronto", "en-CA")),
        (4, Old("Sydney", "en-AU")),
        (6, Old("Mumbai", "en-IN")),
        (6, Old("Berlin", "de-DE")),
        (6, Old("Paris", "fr-FR")),
        (5, Old("Madrid", "es-ES")),
        (4, Old("Mexico City", "es-MX")),
        (5, Old("Sao Paulo", "pt-BR")),
        (4, Old("Tokyo", "ja-JP")),
        (2, Old("Warsaw", "pl-PL")),
        (2, Old("Amsterdam", "nl-NL")));

    /// <summary>Where some users move to, once it is there.</summary>
    public static readonly WeightedTable<City> Newer = new(
        (3, new City("Austin", "en-US", new DateOnly(2024, 2, 12))),
        (2, new City("Lisbon", "pt-PT", new DateOnly(2024, 3, 11))),
        (2, new City("Seoul", "ko-KR", new DateOnly(2024, 4, 3))),
        (2, new City("Nairobi", "en-KE", new DateOnly(2024, 5, 6))));

    /// <summary>The languages that travellers, migrants and attackers have set.</summary>
    public static readonly WeightedTable<string> CommonLanguages = new(
        (10, "en-US"), (4, "en-GB"), (3, "es-ES"), (2, "es-MX"), (2, "pt-BR"), (3, "fr-FR"), (3, "de-DE"), (2, "en-IN"), (1, "pl-PL"), (3, "ru-RU"), (3, "zh-CN"));

    /// <summary>Any city of the beginning but this one.</summary>
    public City DrawOther(ref RandomStream random)
    {
        City other = Homes.Draw(ref random);
        while (other == this) other = Homes.Draw(ref random);
        return other;
    }

    private static City Old(string name, string language) => new(name, language, DateOnly.MinValue);
}
