using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Artifacts;

/// <summary>All that leaves the building: encoder, model, decision policy, provenance, evaluation and baseline, as one value in one file. Immutable; safe to share between threads.</summary>
/// <remarks>The file is JSON, described in <c>docs/model-format.md</c>; the same artefact always gives the same bytes.</remarks>
public sealed record DetectorArtifact
{
    /// <summary>Puts parts together that fit.</summary>
    /// <param name="encoder">Turns raw values into rows.</param>
    /// <param name="model">Scores rows; as long as the encoder's.</param>
    /// <param name="policy">Turns a score into a decision.</param>
    /// <param name="provenance">Where the model comes from.</param>
    /// <param name="evaluation">How good it is, or null when it was not judged.</param>
    /// <param name="calibration">Makes of a score the number in [0, 1] that the policy decides on; null where the score is such a number, as that of a random forest.</param>
    /// <exception cref="ArgumentException">The parts do not fit together; for two properties of one part, <see cref="Numerics.OptionsException"/>.</exception>
    public DetectorArtifact(FeatureEncoder encoder, IAnomalyModel model, DecisionPolicy policy, Provenance provenance, EvaluationSummary? evaluation = null, Calibration? calibration = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(model);
        if (encoder.FeatureCount != model.FeatureCount) throw new ArgumentException(FormattableString.Invariant($"The encoder makes rows of {encoder.FeatureCount} features, but the model scores rows of {model.FeatureCount}."), nameof(model));
        Encoder = encoder;
        Model = model;
        Policy = policy;
        Provenance = provenance;
        Evaluation = evaluation;
        Calibration = calibration;
    }

    /// <summary>Turns raw values into rows.</summary>
    public FeatureEncoder Encoder { get; }

    /// <summary>Scores rows.</summary>
    public IAnomalyModel Model { get; }

    /// <summary>Makes of a score the number in [0, 1] that <see cref="Policy"/> decides on; null where the score is such a number.</summary>
    /// <exception cref="ArgumentException">Null, but the model's scores need one.</exception>
    public Calibration? Calibration
    {
        get;
        init
        {
            ScoreRange.Check(Model, value);
            field = value;
        }
    }

    /// <summary>What the number is that predictions call a probability.</summary>
    public ProbabilityMeaning Probability => MeaningOf(Model, Calibration);

    /// <summary>Turns a score into a decision. <c>artifact with { Policy = … }</c> decides otherwise with the same model.</summary>
    /// <exception cref="Numerics.OptionsException">High risk begins below medium risk.</exception>
    public DecisionPolicy Policy
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            value.Check();
            field = value;
        }
    }

    /// <summary>Where the model comes from.</summary>
    /// <exception cref="Numerics.OptionsException">There are more anomalies than rows.</exception>
    public Provenance Provenance
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            value.Check();
            field = value;
        }
    }

    /// <summary>How good the model is, or null when it was not judged.</summary>
    /// <exception cref="ArgumentException">A figure of the report is out of its range, or its counts contradict each other.</exception>
    public EvaluationSummary? Evaluation
    {
        get;
        init
        {
            if (value is not null) EvaluationSection.Check(value);
            field = value;
        }
    }

    /// <summary>What was usual in the training table: how the values of its columns were spread over the normal rows. Null (the default) where that is not known: explanations then tell no standings.</summary>
    /// <exception cref="ArgumentException">It is not of the columns of <see cref="Encoder"/>.</exception>
    public TableBaseline? Baseline
    {
        get;
        init
        {
            if (value is not null) BaselineSection.Check(value, Encoder);
            field = value;
        }
    }

    /// <summary>The artefact for traffic of which another share is anomalies: its probabilities are moved there.</summary>
    /// <param name="prior">That share, in (0, 1).</param>
    /// <returns>The same detector with a <see cref="PriorShiftedCalibration"/>. <see cref="Evaluation"/> is null, as its figures were of the probabilities before.</returns>
    /// <exception cref="InvalidOperationException">There is no calibration with a <see cref="Calibration.BaseRate"/> to move from.</exception>
    /// <exception cref="Numerics.OptionsException">The prior is out of range.</exception>
    /// <remarks>
    /// <see cref="Policy"/> stays: a threshold on the probability, so that decisions change with it. At a lower share fewer rows reach the same probability, which is right where
    /// the threshold follows from costs; where it was chosen otherwise, choose it anew. <see cref="PriorEstimation"/> estimates the share from unlabelled rows.
    /// </remarks>
    public DetectorArtifact WithPrior(double prior)
    {
        if (Calibration is null) throw new InvalidOperationException(FormattableString.Invariant($"The artefact has no calibration, so that it is not known which share of anomalies its scores speak of, and they cannot be moved to {prior}. Train with a calibration fitted to labels (sigmoid or isotonic, as by default)."));
        return this with { Calibration = Calibration.WithPrior(prior), Evaluation = null };
    }

    /// <summary>Writes the artefact to a file, whole or not at all: a temporary file in the same folder, written through, takes the place of the old one.</summary>
    /// <param name="path">
    /// The file. When the name ends in <c>.gz</c> it is compressed. A symbolic link stays, and the file it leads to is replaced. Permissions of a
    /// file that is replaced are kept (Unix).
    /// </param>
    /// <exception cref="IOException">The file cannot be written; the old one, if any, is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="NotSupportedException">The model is of a kind that this version of the format has no form for.</exception>
    /// <exception cref="InvalidOperationException">
    /// The file could not be loaded with the default <see cref="ArtifactLoadOptions"/>: it goes beyond a limit, a text is not valid Unicode, or
    /// the covers of a tree add up to more than a number holds.
    /// </exception>
    /// <remarks>Temporary files that an earlier save of the same file left behind when it was killed are removed.</remarks>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Replace(path, stream => Save(stream, compress: path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Writes the artefact to a stream, which stays open.</summary>
    /// <param name="destination">A stream that can be written.</param>
    /// <param name="compress">Whether to write gzip. Default: false.</param>
    /// <exception cref="IOException">The stream failed; what it holds is no model.</exception>
    /// <exception cref="NotSupportedException">The model is of a kind that this version of the format has no form for.</exception>
    /// <exception cref="InvalidOperationException">
    /// The file could not be loaded with the default <see cref="ArtifactLoadOptions"/>: it goes beyond a limit, a text is not valid Unicode, or
    /// the covers of a tree add up to more than a number holds.
    /// </exception>
    public void Save(Stream destination, bool compress = false)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (!compress)
        {
            ModelFile.Write(this, destination);
            return;
        }

        using Stream gzip = ModelBytes.Compress(destination);
        ModelFile.Write(this, gzip);
    }

    /// <summary>Reads an artefact from a file, compressed or not.</summary>
    /// <param name="path">A regular file; symbolic links are followed.</param>
    /// <returns>The artefact.</returns>
    /// <exception cref="ModelFormatException">The file is not a model file of this version; code and place are named.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static DetectorArtifact Load(string path) => Load(path, ArtifactLoadOptions.Default);

    /// <summary>Reads an artefact from a file, compressed or not.</summary>
    /// <param name="path">A regular file; symbolic links are followed.</param>
    /// <param name="options">Limits; what is not set has its default.</param>
    /// <returns>The artefact.</returns>
    /// <exception cref="ModelFormatException">The file is not a model file of this version; code and place are named.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static DetectorArtifact Load(string path, ArtifactLoadOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        return ModelFile.Read(ModelBytes.FromFile(path, options.MaxBytes), options);
    }

    /// <summary>Reads an artefact from a stream, compressed or not, to the stream's end. The stream stays open.</summary>
    /// <param name="source">A stream that can be read.</param>
    /// <returns>The artefact.</returns>
    /// <exception cref="ModelFormatException">The bytes are not a model file of this version; code and place are named.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static DetectorArtifact Load(Stream source) => Load(source, ArtifactLoadOptions.Default);

    /// <summary>Reads an artefact from a stream, compressed or not, to the stream's end. The stream stays open.</summary>
    /// <param name="source">A stream that can be read.</param>
    /// <param name="options">Limits; what is not set has its default.</param>
    /// <returns>The artefact.</returns>
    /// <exception cref="ModelFormatException">The bytes are not a model file of this version; code and place are named.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static DetectorArtifact Load(Stream source, ArtifactLoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        return ModelFile.Read(ModelBytes.FromStream(source, options.MaxBytes), options);
    }

    /// <summary>Reads an artefact from bytes, compressed or not.</summary>
    /// <param name="bytes">All bytes of a model file.</param>
    /// <returns>The artefact.</returns>
    /// <exception cref="ModelFormatException">The bytes are not a model file of this version; code and place are named.</exception>
    public static DetectorArtifact Load(ReadOnlySpan<byte> bytes) => Load(bytes, ArtifactLoadOptions.Default);

    /// <summary>Reads an artefact from bytes, compressed or not.</summary>
    /// <param name="bytes">All bytes of a model file.</param>
    /// <param name="options">Limits; what is not set has its default.</param>
    /// <returns>The artefact.</returns>
    /// <exception cref="ModelFormatException">The bytes are not a model file of this version; code and place are named.</exception>
    public static DetectorArtifact Load(ReadOnlySpan<byte> bytes, ArtifactLoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return ModelFile.Read(ModelBytes.FromBytes(bytes, options.MaxBytes), options);
    }

    // An ensemble's mean is worth what its weakest member's number is worth.
    private static ProbabilityMeaning MeaningOf(IAnomalyModel model, Calibration? calibration) => (model, calibration) switch
    {
        (_, { IsFittedToLabels: true }) => ProbabilityMeaning.Calibrated,
        (_, ClassWeightCorrection or PriorShiftedCalibration { Original: ClassWeightCorrection }) => ProbabilityMeaning.ClassWeightsUndone,
        (_, not null) => ProbabilityMeaning.MonotoneMap,
        (IsolationForestModel, null) => ProbabilityMeaning.MonotoneMap,
        (EnsembleModel ensemble, null) => Weakest(ensemble),
        _ => ProbabilityMeaning.ModelScore,
    };

    private static ProbabilityMeaning Weakest(EnsembleModel ensemble)
    {
        bool isMapped = false, isOwn = false, isUndone = false;
        foreach (WeightedModel member in ensemble.Members)
        {
            ProbabilityMeaning meaning = MeaningOf(member.Model, member.Calibration);
            isMapped |= meaning == ProbabilityMeaning.MonotoneMap;
            isOwn |= meaning == ProbabilityMeaning.ModelScore;
            isUndone |= meaning == ProbabilityMeaning.ClassWeightsUndone;
        }

        return isMapped ? ProbabilityMeaning.MonotoneMap : isOwn ? ProbabilityMeaning.ModelScore : isUndone ? ProbabilityMeaning.ClassWeightsUndone : ProbabilityMeaning.Calibrated;
    }
}
