using Anomaly.Detection.Auditing;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Auditing;

public sealed class AuditOptionsTests
{
    [Fact]
    public void Options_OutOfRange_NameOptionRangeAndValue()
    {
        Refuses(() => new AuditOptions { RoundingDigits = 0 }, nameof(AuditOptions.RoundingDigits));
        Refuses(() => new AuditOptions { RoundingDigits = 16 }, nameof(AuditOptions.RoundingDigits));
        Refuses(() => new AuditOptions { MostDifferingColumns = 3 }, nameof(AuditOptions.MostDifferingColumns));
        Refuses(() => new AuditOptions { IdentifierShare = double.NaN }, nameof(AuditOptions.IdentifierShare));
        Refuses(() => new AuditOptions { GoldenAuc = 0.5 }, nameof(AuditOptions.GoldenAuc));
        Refuses(() => new AuditOptions { MostExamples = -1 }, nameof(AuditOptions.MostExamples));
        Refuses(() => new AuditOptions { MaxThreads = 0 }, nameof(AuditOptions.MaxThreads));
        Refuses(() => AuditTables.Model with { RowLimit = 99 }, nameof(AuditModel.RowLimit));
        Refuses(() => AuditTables.Model with { Shuffles = 0 }, nameof(AuditModel.Shuffles));
    }

    private static void Refuses(Func<object> make, string option) =>
        FluentActions.Invoking(make).Should().Throw<OptionsException>().Which.OptionName.Should().Be(option);
}
