using System.Text;
using Anomaly.Detection.Numerics;
using CsCheck;

namespace Anomaly.Detection.Tests.Numerics;

public sealed class Utf8IndexTests
{
    // Few letters and any length around the words that are hashed, so that prefixes, equal ends and equal lengths abound.
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Char["ab"].Array[0, 40].Select(letters => new string(letters)),
        Gen.Int[0, 40].Select(length => new string('a', length)),
        Gen.OneOf("", "\0", "\0\0", "\u00E9", "e\u0301", "\u0437\u0430\u043A\u0430\u0437", "\U0001F600", "\U0001F600a", "\uFFFD", "device_type", "device_typ", "device_type_"));

    [Fact]
    public void IndexOf_GeneratedTexts_FindsThoseAndNoOthers() => Gen.Select(Text.Array[0, 60], Text.Array[20]).Holds(
        (known, asked) =>
        {
            string[] texts = [.. known.Distinct(StringComparer.Ordinal)];
            var index = new Utf8Index(texts);
            return index.Count == texts.Length
                && texts.Concat(asked).All(text => index.IndexOf(Encoding.UTF8.GetBytes(text)) == Array.IndexOf(texts, text));
        },
        count: 1000);

    [Fact]
    public void Is_GeneratedTexts_IsTrueAtTheirIndexOnly() => Text.Array[1, 20].Holds(
        known =>
        {
            string[] texts = [.. known.Distinct(StringComparer.Ordinal)];
            var index = new Utf8Index(texts);
            return Enumerable.Range(0, texts.Length).All(i => texts.All(text => index.Is(i, Encoding.UTF8.GetBytes(text)) == (text == texts[i])));
        },
        count: 200);

    [Fact]
    public void IndexOf_OneByteChangedAtAnyPlaceOfAnyLength_IsNotFound()
    {
        for (int length = 1; length <= 40; length++)
        {
            byte[] text = [.. Enumerable.Range(0, length).Select(i => (byte)('a' + (i % 26)))];
            var index = new Utf8Index([Encoding.UTF8.GetString(text)]);
            index.IndexOf(text).Should().Be(0);
            for (int place = 0; place < length; place++)
            {
                text[place] ^= 0x80;
                index.IndexOf(text).Should().Be(-1, "byte {0} of {1} differs", place, length);
                text[place] ^= 0x80;
            }

            index.IndexOf(text.AsSpan(1)).Should().Be(-1);
            index.IndexOf([.. text, (byte)'a']).Should().Be(-1);
        }
    }

    [Fact]
    public void IndexOf_NoTexts_IsMinusOne()
    {
        var index = new Utf8Index([]);

        index.Count.Should().Be(0);
        index.IndexOf(""u8).Should().Be(-1);
        index.IndexOf("a"u8).Should().Be(-1);
    }

    [Fact]
    public void IndexOf_ManyTextsThatDifferInTheMiddleOnly_FindsEach()
    {
        // Beginning, end and length are the same in all: a hash of those alone would compare each text with 50,000 others.
        string[] texts = [.. Enumerable.Range(0, 100_000).Select(i => $"https://example.com/{i:D8}/index.html")];
        var index = new Utf8Index(texts);

        texts.Where((text, i) => index.IndexOf(Encoding.UTF8.GetBytes(text)) != i).Should().BeEmpty();
    }
}
