using Anomaly.Detection.Numerics;
using Anomaly.Detection.Simulation;

namespace Anomaly.Detection.Tests.Simulation;

public class SessionSimulatorOptionsTests
{
    [Fact]
    public void Defaults_AreAsDocumented()
    {
        new SessionSimulatorOptions().Should().Be(new SessionSimulatorOptions
        {
            SessionCount = 5000,
            AnomalyRate = 0.05,
            Seed = 42,
            Population = 0,
            SessionsPerUser = 10,
            FirstDay = new DateOnly(2024, 1, 1),
            Days = 90,
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Init_CountsBelowOne_AreRefused(int value)
    {
        Invoking(() => new SessionSimulatorOptions { SessionCount = value }).Should().Throw<OptionsException>().WithMessage($"option SessionCount: expected at least 1, but was given {value}");
        Invoking(() => new SessionSimulatorOptions { Days = value }).Should().Throw<OptionsException>().WithMessage($"option Days: expected at least 1, but was given {value}");
        Invoking(() => new SessionSimulatorOptions { SessionsPerUser = value }).Should().Throw<OptionsException>().WithMessage($"option SessionsPerUser: expected at least 1, but was given {value}");
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Init_RateOutsideZeroToOne_IsRefused(double rate)
    {
        Invoking(() => new SessionSimulatorOptions { AnomalyRate = rate }).Should().Throw<OptionsException>().WithMessage("option AnomalyRate: expected a number in [0, 1], but was given *");
    }

    [Fact]
    public void Constructor_DaysBeyondTheCalendar_AreRefused()
    {
        var options = new SessionSimulatorOptions { FirstDay = new DateOnly(9999, 12, 30), Days = 3, SessionCount = 10 };
        Invoking(() => new SessionSimulator(options)).Should().Throw<OptionsException>().WithMessage("option Days: expected at most 2 from 9999-12-30 on, but was given 3");
        new SessionSimulator(options with { Days = 2 }).Draw().RowCount.Should().Be(10);
    }

    private static Func<T> Invoking<T>(Func<T> action) => action;
}
