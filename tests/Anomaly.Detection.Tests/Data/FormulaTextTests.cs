using System.Text;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.Data;

public class FormulaTextTests
{
    [Theory]
    [InlineData("=1+1", true)]
    [InlineData("-5", true)]
    [InlineData("＠x", true)]
    [InlineData("'quoted", true)]
    [InlineData("", true)]
    [InlineData("a=1", false)]
    [InlineData("5", false)]
    public void NeedsGuard_Text_IsAsItBegins(string text, bool expected) => FormulaText.NeedsGuard(text).Should().Be(expected);

    [Theory]
    [InlineData("=1+1")]
    [InlineData("'quoted")]
    [InlineData("")]
    [InlineData("＋x")]
    [InlineData("plain")]
    [InlineData("it's")]
    public void IsGuarded_WrittenText_IsTrueWhereAGuardWasNeeded(string text)
    {
        bool needsGuard = FormulaText.NeedsGuard(text);
        string written = needsGuard ? FormulaText.Guard + text : text;

        FormulaText.IsGuarded(Encoding.UTF8.GetBytes(written)).Should().Be(needsGuard);
    }
}
