using System.Text;
using Anomaly.Detection.Artifacts;

namespace Anomaly.Detection.Tests.Artifacts;

public class BadModelFileTests
{
    private const string Huge = "99999999999999999999999";

    // old text, its replacement, code, place. The checksum is made right again, so that what is tested is the reader.
    public static TheoryData<string, string, string, string> Cases { get; } = new()
    {
        { "\"anomaly-detection-model\"", "\"other\"", "not-a-model", "format" },
        { "\"format\"", "\"learner\"", "not-a-model", "" },
        { "\"version\": 1", "\"version\": 2", "newer-version", "version" },
        { "\"version\": 1", "\"version\": 0", "unknown-version", "version" },
        { "\"version\": 1", "\"version\": " + Huge, "unknown-version", "version" },
        { "\"version\": 1", "\"version\": null", "wrong-type", "version" },
        { "\"library_version\": \"0.1.0\",\n    ", "", "missing-field", "provenance.library_version" },
        { "\"library_version\": \"0.1.0\"", "\"library_version\": \"\"", "empty-text", "provenance.library_version" },
        { "\"library_version\": \"0.1.0\"", "\"library_version\": \"\\ud800\"", "not-unicode", "provenance.library_version" },
        { "\"library_version\": \"0.1.0\"", "\"library_version\": null", "wrong-type", "provenance.library_version" },
        { "\"seed\": 18446744073709551615", "\"seed\": 18446744073709551616", "out-of-range", "provenance.seed" },
        { "\"seed\": 18446744073709551615", "\"seed\": -1", "out-of-range", "provenance.seed" },
        { "\"seed\": 18446744073709551615", "\"seed\": 1.0", "not-an-integer", "provenance.seed" },
        { "\"row_count\": 10", "\"row_count\": -1", "out-of-range", "provenance.row_count" },
        { "\"row_count\": 10", "\"row_count\": 2147483648", "out-of-range", "provenance.row_count" },
        { "\"row_count\": 10", "\"row_count\": 1e1", "not-an-integer", "provenance.row_count" },
        { "\"anomaly_count\": 4", "\"anomaly_count\": 11", "out-of-range", "provenance.anomaly_count" },
        { "\"class_weight\"", "\"Class weight\"", "invalid-name", "provenance.options.Class weight" },
        { "\"class_weight\"", "\"tree_count\"", "duplicate-field", "provenance.options.tree_count" },
        { "\"class_weight\"", "\"zz\"", "not-sorted", "provenance.options.tree_count" },
        { "\"threshold\": 0.5", "\"threshold\": -0.1", "out-of-range", "policy.threshold" },
        { "\"threshold\": 0.5", "\"threshold\": 1.0000001", "out-of-range", "policy.threshold" },
        { "\"threshold\": 0.5", "\"threshold\": 1e400", "not-finite", "policy.threshold" },
        { "\"threshold\": 0.5", "\"threshold\": \"NaN\"", "wrong-type", "policy.threshold" },
        { "\"threshold\": 0.5", "\"threshold\": NaN", "not-json", "policy.threshold" },
        { "\"threshold\": 0.5", "\"threshold\": 0.50", "not-canonical", "" },
        { "\"threshold\": 0.5", "\"threshold\":0.5", "not-canonical", "" },
        { "\"threshold\": 0.5", "\"\\u0074hreshold\": 0.5", "not-canonical", "" },
        { "\"threshold\": 0.5", "\"threshold\": 0.5,\n    \"threshold\": 0.5", "duplicate-field", "policy.threshold" },
        { "\"threshold\": 0.5", "\"$type\": 0.5", "unknown-field", "policy.$type" },
        { "\"threshold\": 0.5", "/* */\"threshold\": 0.5", "not-json", "policy" },
        { "\"high_risk_from\": 0.75", "\"high_risk_from\": 0.2", "out-of-range", "policy.high_risk_from" },
        { "\"high_risk_from\": 0.75", "\"high_risk_from\": 0.75,\n    \"extra\": 1", "unknown-field", "policy.extra" },
        { "\"name\": \"views\"", "\"name\": \"clicks\"", "inconsistent", "encoder.columns" },
        { "\"name\": \"clicks\"", "\"name\": [[[[[[[[[[[[[", "wrong-type", "encoder.columns[0].name" },
        { "\"kind\": \"numeric\"", "\"kind\": \"number\"", "unknown-value", "encoder.columns[0].kind" },
        { "\"kind\": \"numeric\"", "\"kind\": \"categorical\"", "missing-field", "encoder.columns[0].classes" },
        { "\"tablet\"\n", "\"mobile\"\n", "not-sorted", "encoder.columns[2].classes[2]" },
        { "\"counts\": [1,7,2]", "\"counts\": [1,7]", "wrong-length", "encoder.columns[2].counts" },
        { "\"counts\": [1,7,2]", "\"counts\": [1,-1,2]", "out-of-range", "encoder.columns[2].counts[1]" },
        { "\"left_out\": 3", "\"left_out\": -3", "out-of-range", "encoder.columns[2].left_out" },
        { "\"operation\": \"value\"", "\"operation\": \"System.Object\"", "unknown-value", "encoder.features[0].operation" },
        { "\"operation\": \"value\"", "\"operation\": \"one-hot\"", "missing-field", "encoder.features[0].class" },
        { "\"source\": \"clicks\"", "\"source\": \"http://x\"", "unknown-column", "encoder.features[0].source" },
        { "\"source\": \"clicks\"", "\"source\": \"at\"", "inconsistent", "encoder" },
        { "\"class\": \"tablet\"", "\"class\": \"phone\"", "unknown-class", "encoder.features[3].class" },
        { "\"frequencies\": [0.1,0.7,0.2]", "\"frequencies\": [0.1,1.7,0.2]", "out-of-range", "encoder.features[2].frequencies[1]" },
        { "\"fill\": 0.1", "\"fill\": 1e39", "out-of-range", "encoder.features[0].fill" },
        { "\"scale\": [1,", "\"scale\": [0,", "out-of-range", "encoder.scaler.scale[0]" },
        { "\"mean\": [1,", "\"mean\": [1,1,", "wrong-length", "encoder.scaler.mean" },
        { "\"type\": \"random-forest\"", "\"type\": \"gradient-boosting\"", "unknown-value", "model.type" },
        { "\"feature_count\": 7", "\"feature_count\": 8", "out-of-range", "model.feature_count" },
        { "[2,-1,6,-1,-1]", "[7,-1,6,-1,-1]", "out-of-range", "model.trees[1].feature[0]" },
        { "[2,-1,6,-1,-1]", "[2,-2,6,-1,-1]", "out-of-range", "model.trees[1].feature[1]" },
        { "[2,-1,6,-1,-1]", "[2,-1,-2147483648,-1,-1]", "out-of-range", "model.trees[1].feature[2]" },
        { "[2,-1,6,-1,-1]", "[2,-1,2147483647,-1,-1]", "out-of-range", "model.trees[1].feature[2]" },
        { "[2,-1,6,-1,-1]", "[2,-1,6.0,-1,-1]", "not-an-integer", "model.trees[1].feature[2]" },
        { "[2,-1,6,-1,-1]", "[2,-1,06,-1,-1]", "not-canonical", "" },
        { "[2,-1,6,-1,-1]", "[2,-1, 6,-1,-1]", "not-canonical", "model.trees[1].feature[2]" },
        { "[2,-1,6,-1,-1]", "[2,-1,null,-1,-1]", "wrong-type", "model.trees[1].feature[2]" },
        { "[2,-1,6,-1,-1]", "[-1,2,6,-1,-1]", "tree-overfull", "model.trees[1].feature[1]" },
        { "[2,-1,6,-1,-1]", "[2,6,-1,-1]", "wrong-length", "model.trees[1].value" },
        { "[2,-1,6,-1,-1]", "[]", "wrong-length", "model.trees[1].threshold" },
        { "[0.1,16777216]", "[0.1]", "wrong-length", "model.trees[1].threshold" },
        { "[0.1,16777216]", "[0.1,1e400]", "not-finite", "model.trees[1].threshold[1]" },
        { "[0.1,16777216]", "[0.1,1e39]", "out-of-range", "model.trees[1].threshold[1]" },
        { "[0.1,16777216]", "[0.1,16777217]", "not-canonical", "" },
        { "[0.1,16777216]", "[0.1,NaN]", "not-json", "model.trees[1].threshold[1]" },
        { "[2,-1,6,-1,-1]", "[2,-1,6,-1,-1,]", "not-json", "model.trees[1].feature[5]" },
        { "\"counts\": [1,7,2]", "\"counts\": [1,-0,2]", "not-canonical", "" },
        { "\"counts\": [1,7,2]", "\"counts\": [1,99999999999,2]", "out-of-range", "encoder.columns[2].counts[1]" },
        { "[0.1,16777216]", "[0.10,16777216]", "not-canonical", "" },
        { "[0.1,16777216]", "[0.1,1.6777216E+07]", "not-canonical", "" },
        { "\"frequencies\": [0.1,0.7,0.2]", "\"frequencies\": [0.1,0.70000000000000001,0.2]", "not-canonical", "" },
        { "\"frequencies\": [0.1,0.7,0.2]", "\"frequencies\": [+0.1,0.7,0.2]", "not-canonical", "" },
        { "[1,0]", "[1,00]", "not-canonical", "model.trees[1].missing_left[1]" },
        { "[1,0]", "[1,2]", "out-of-range", "model.trees[1].missing_left[1]" },
        { "[1,0]", "[1,true]", "wrong-type", "model.trees[1].missing_left[1]" },
        { "\"value\": [0.25]", "\"value\": [1.0000001]", "out-of-range", "model.trees[0].value[0]" },
        { "\"value\": [0.25]", "\"value\": [-0.1]", "out-of-range", "model.trees[0].value[0]" },
        { "\"cover\": [10]", "\"cover\": [-1]", "out-of-range", "model.trees[0].cover[0]" },
        { "[0.5,2,1E+300]", "[0.5,1.7E+308,1E+308]", "out-of-range", "model.trees[1].cover" },
        { "\"source\": \"out-of-bag\"", "\"source\": 77", "wrong-type", "evaluation.source" },
        { "\"true_positives\": 1", "\"true_positives\": 2", "inconsistent", "evaluation.confusion" },
        { "\"roc_auc\": 1", "\"roc_auc\": 2", "out-of-range", "evaluation.roc_auc" },
        { "\"confidence\": 0.95", "\"confidence\": 0", "out-of-range", "evaluation.intervals.confidence" },
        { "\"confidence\": 0.95", "\"confidence\": 1", "out-of-range", "evaluation.intervals.confidence" },
        { "\"f1\": [0,1]", "\"f1\": [1,0]", "inconsistent", "evaluation.intervals.f1" },
        { "\"f1\": [0,1]", "\"f1\": [0,1.5]", "out-of-range", "evaluation.intervals.f1[1]" },
        { "\"f1\": [0,1]", "\"f1\": [0]", "wrong-length", "evaluation.intervals.f1" },
        { "\"matthews_correlation\": [0,1]", "\"matthews_correlation\": [-2,1]", "out-of-range", "evaluation.intervals.matthews_correlation[0]" },
        { "      \"f1\": [0,1],\n", "", "missing-field", "evaluation.intervals.matthews_correlation" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Load_OneFieldChanged_NamesCodeAndPlace(string old, string replacement, string code, string place)
    {
        byte[] file = Samples.SmallWith(old, replacement);

        ModelFormatException fault = Refused(file);

        fault.Code.Should().Be(code, "the message is {0}", fault.Message);
        fault.Place.Should().Be(place, "the message is {0}", fault.Message);
        fault.Message.Should().Contain(code);
    }

    [Fact]
    public void Load_AnyTruncation_IsRefused()
    {
        byte[] file = Samples.Save(Samples.Small());
        for (int length = 0; length < file.Length; length++) Refused(file[..length]).Code.Should().BeOneOf("empty-file", "truncated");
    }

    [Fact]
    public void Load_AnyBitFlipped_IsRefused()
    {
        byte[] file = Samples.Save(Samples.Small());
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            Record.Exception(() => DetectorArtifact.Load(file)).Should().BeOfType<ModelFormatException>("bit {0} is flipped", bit);
            file[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Load_RestampedMutants_AreRefusedOrValidAndStable()
    {
        byte[] file = Samples.Save(Samples.Small());
        var random = new Anomaly.Detection.Numerics.RandomStream(5);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] mutant = Mutate(file, ref random);
            try
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                DetectorArtifact artifact = DetectorArtifact.Load(mutant);
                (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan((16L * mutant.Length) + 1_000_000);
                accepted++;
                Samples.Save(artifact).Should().Equal(mutant);
                for (int row = 0; row < 8; row++) artifact.Model.Score(Samples.RandomRow(ref random, 7)).Should().BeInRange(0, 1);
            }
            catch (ModelFormatException)
            {
                // The expected end of nearly all of them.
            }
        }

        accepted.Should().BePositive("some changes, such as another digit, give another valid model");
    }

    [Theory]
    [InlineData("\n", "trailing-bytes")]
    [InlineData("PK\u0005\u0006", "trailing-bytes")]
    public void Load_BytesAfterTheEnd_AreRefused(string tail, string code) =>
        Refused([.. Samples.Save(Samples.Small()), .. Encoding.UTF8.GetBytes(tail)]).Code.Should().Be(code);

    [Fact]
    public void Load_ByteOrderMark_IsRefusedByEveryRoute()
    {
        byte[] file = [0xEF, 0xBB, 0xBF, .. Samples.Save(Samples.Small())];

        Refused(file).Code.Should().Be("not-json");
        FluentActions.Invoking(() => DetectorArtifact.Load(new MemoryStream(file))).Should().Throw<ModelFormatException>().Which.Code.Should().Be("not-json");
    }

    [Fact]
    public void Load_OneDigitChanged_SaysThatTheChecksumDiffers()
    {
        byte[] file = Samples.Save(Samples.Small());
        file[Encoding.UTF8.GetString(file).IndexOf("0.25", StringComparison.Ordinal) + 3]++;

        Refused(file).Code.Should().Be("checksum-mismatch");
    }

    [Fact]
    public void Load_GzipCutOrFollowed_IsRefused()
    {
        byte[] file = Samples.Save(Samples.Small(), compress: true);
        for (int length = 2; length < file.Length; length++) Record.Exception(() => DetectorArtifact.Load(file.AsSpan(0, length))).Should().BeOfType<ModelFormatException>("{0} bytes are there", length);
        Refused([.. file, .. "PK\u0005\u0006 tail"u8]).Code.Should().Be("bad-gzip");
    }

    [Fact]
    public void Load_NewerVersion_NamesBothVersions() =>
        Refused(Samples.SmallWith("\"version\": 1", "\"version\": 9")).Message.Should().Contain("version 9").And.Contain("version 1");

    [Fact]
    public void Load_LongText_ShowsAtMost64CharactersOfIt() =>
        Refused(Samples.SmallWith("\"format\"", "\"" + new string('x', 5000) + "\"")).Message.Length.Should().BeLessThan(250);

    [Theory]
    [InlineData("[", 1_000_000, "")]
    [InlineData("{}", 500_000, "")]
    [InlineData("{\"format\":", 100_000, "")]
    [InlineData("[", 1_000_000, "{\n  \"format\": \"anomaly-detection-model\",\n  \"version\": 1,\n  \"provenance\": ")]
    [InlineData("{\"library_version\":", 100_000, "{\n  \"format\": \"anomaly-detection-model\",\n  \"version\": 1,\n  \"provenance\": ")]
    public void Load_Flood_TakesLittleMemory(string piece, int times, string before)
    {
        byte[] body = Encoding.UTF8.GetBytes(before + string.Concat(Enumerable.Repeat(piece, times)));
        byte[] file = Samples.Restamp([.. body, .. new byte[FileSeal.Length]]);
        Refused(file);
        long start = GC.GetAllocatedBytesForCurrentThread();

        Refused(file);

        (GC.GetAllocatedBytesForCurrentThread() - start).Should().BeLessThan((16L * file.Length) + 1_000_000);
    }

    [Theory]
    [InlineData(nameof(ArtifactLoadOptions.MaxTrees), "model.trees[1]")]
    [InlineData(nameof(ArtifactLoadOptions.MaxNodes), "model.trees[1].feature")]
    [InlineData(nameof(ArtifactLoadOptions.MaxColumns), "encoder.columns[1]")]
    [InlineData(nameof(ArtifactLoadOptions.MaxFeatures), "encoder.features[1]")]
    [InlineData(nameof(ArtifactLoadOptions.MaxCategories), "encoder.columns[2].classes[1]")]
    [InlineData(nameof(ArtifactLoadOptions.MaxTextLength), "provenance.library_version")]
    [InlineData(nameof(ArtifactLoadOptions.MaxBytes), "")]
    public void Load_BeyondALimit_NamesTheOption(string option, string place)
    {
        ArtifactLoadOptions limits = option switch
        {
            nameof(ArtifactLoadOptions.MaxTrees) => new() { MaxTrees = 1 },
            nameof(ArtifactLoadOptions.MaxNodes) => new() { MaxNodes = 5 },
            nameof(ArtifactLoadOptions.MaxColumns) => new() { MaxColumns = 1 },
            nameof(ArtifactLoadOptions.MaxFeatures) => new() { MaxFeatures = 1 },
            nameof(ArtifactLoadOptions.MaxCategories) => new() { MaxCategories = 1 },
            nameof(ArtifactLoadOptions.MaxTextLength) => new() { MaxTextLength = 4 },
            _ => new() { MaxBytes = 100 },
        };
        byte[] file = Samples.Save(Samples.Small());

        ModelFormatException fault = FluentActions.Invoking(() => DetectorArtifact.Load(file, limits)).Should().Throw<ModelFormatException>().Which;

        fault.Message.Should().Contain(option);
        fault.Place.Should().Be(place);
    }

    [Fact]
    public void Load_EveryFiveNodePattern_AcceptsExactlyTheTwoTrees()
    {
        // Split or leaf at each of five places: with two splits and three leaves, only s s l l l and s l s l l are whole trees.
        var accepted = new List<string>();
        for (int pattern = 0; pattern < 32; pattern++)
        {
            string feature = string.Join(',', Enumerable.Range(0, 5).Select(node => (pattern >> node & 1) == 1 ? "0" : "-1"));
            int splits = System.Numerics.BitOperations.PopCount((uint)pattern);
            string tree = Samples.Zeros("threshold", splits) + Samples.Zeros("missing_left", splits) + Samples.Zeros("value", 5 - splits) + Samples.Zeros("cover", 5 - splits);
            string whole = Encoding.UTF8.GetString(Samples.Save(Samples.Around(new Anomaly.Detection.Models.RandomForestModel([Samples.Leaf(0, 0)], 1))));
            string old = "\"feature\": [-1]," + (Samples.Zeros("threshold", 0) + Samples.Zeros("missing_left", 0) + Samples.Zeros("value", 1) + Samples.Zeros("cover", 1)).TrimEnd(',');
            whole.Should().Contain(old);
            byte[] file = Samples.Restamp(Encoding.UTF8.GetBytes(whole.Replace(old, "\"feature\": [" + feature + "]," + tree.TrimEnd(','), StringComparison.Ordinal)));
            if (Record.Exception(() => DetectorArtifact.Load(file)) is null) accepted.Add(feature);
        }

        accepted.Should().BeEquivalentTo("0,0,-1,-1,-1", "0,-1,0,-1,-1");
    }

    private static ModelFormatException Refused(byte[] file) =>
        FluentActions.Invoking(() => DetectorArtifact.Load(file)).Should().Throw<ModelFormatException>().Which;

    private static byte[] Mutate(byte[] file, ref Anomaly.Detection.Numerics.RandomStream random)
    {
        var bytes = new List<byte>(file[..^FileSeal.Length]);
        for (int change = random.NextInt(2); change >= 0; change--)
        {
            int at = random.NextInt(bytes.Count);
            switch (random.NextInt(5))
            {
                case 0: bytes[at] ^= (byte)(1 << random.NextInt(8)); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, bytes[random.NextInt(bytes.Count)]); break;
                case 3: bytes[at] = (byte)('0' + random.NextInt(10)); break;
                default:
                    int length = Math.Min(random.NextInt(40), bytes.Count - at);
                    bytes.InsertRange(random.NextInt(bytes.Count), bytes.GetRange(at, length));
                    break;
            }
        }

        bytes.AddRange(new byte[FileSeal.Length]);
        return Samples.Restamp([.. bytes]);
    }
}
