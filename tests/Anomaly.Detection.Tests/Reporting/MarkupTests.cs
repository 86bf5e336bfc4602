using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class MarkupTests
{
    [Fact]
    public void Of_TextPutIn_IsEscaped() =>
        Markup.Of($"<b title=\"{"a\"b"}\">{"<script>&'"}</b>").Html.Should().Be("<b title=\"a&quot;b\">&lt;script&gt;&amp;&#39;</b>");

    [Fact]
    public void Of_PiecePutIn_IsTakenAsItIs() =>
        Markup.Of($"<p>{Markup.Join(["<", ">"], text => Markup.Of($"<i>{text}</i>"))}</p>").Html.Should().Be("<p><i>&lt;</i><i>&gt;</i></p>");

    [Fact]
    public void Of_ControlCharactersAndHalfAPair_LeaveNoneOfThem() =>
        Markup.Of($"{"a\0b\nc\u009fd\ud800"}").Html.Should().Be("a b c d\ufffd");

    [Fact]
    public void Of_Numbers_AreShortAndInvariant() =>
        Markup.Of($"{1234} {0.126} {-2.0}").Html.Should().Be("1234 0.13 -2");

    [Fact]
    public void If_ConditionFails_IsNothing()
    {
        Markup.If(false, () => Markup.Of($"<p>")).Should().Be(Markup.Empty);
        Markup.If(true, () => Markup.Of($"<p>")).Html.Should().Be("<p>");
    }
}
