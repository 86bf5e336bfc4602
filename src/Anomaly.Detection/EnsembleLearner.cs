using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;
using Record = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Builder;

namespace Anomaly.Detection;

/// <summary>Ensembles on the training stairs: each member learns for itself, and is calibrated before scores are averaged.</summary>
internal sealed class EnsembleLearner(EnsembleOptions ensemble) : DetectorLearner
{
    private readonly ImmutableArray<DetectorLearner> _learners = [.. ensemble.Members.Select(member => Of(member.Options))];

    public override bool NeedsLabels => _learners.Any(learner => learner.NeedsLabels);

    public override bool NeedsScaling => _learners.Any(learner => learner.NeedsScaling);

    public override bool NeedsEveryValue => _learners.Any(learner => learner.NeedsEveryValue);

    public override ulong Seed => _learners[0].Seed;

    public override void Check(AnomalyDetectorOptions options)
    {
        foreach (DetectorLearner learner in _learners) learner.Check(options);
    }

    public override LearnedModel Learn(LearningTask task, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var stages = new StageProgress(progress, _learners.Length);
        var learned = new LearnedModel[_learners.Length];
        var members = new WeightedModel[_learners.Length];
        var notes = new List<string>();
        for (int member = 0; member < learned.Length; member++)
        {
            learned[member] = _learners[member].Learn(task, stages.Stage(member), cancellationToken);
            List<string> ofMember = [.. learned[member].Notes];
            Calibration? calibration = CalibrationChoice.OfMember(learned[member], task.IsAnomaly, ofMember);
            members[member] = new WeightedModel(learned[member].Model, calibration, ensemble.Members[member].Weight);
            foreach (string note in ofMember) notes.Add(string.Create(CultureInfo.InvariantCulture, $"member {member} ({ensemble.Members[member].Options.Algorithm}): {note}"));
        }

        var model = new EnsembleModel([.. members]);
        bool isCrossValidated = learned.Any(member => member.Source == ScoreSource.CrossValidated);
        return new LearnedModel(model, Unseen(model, learned), isCrossValidated ? ScoreSource.CrossValidated : ScoreSource.OutOfBag)
        {
            OwnThreshold = Math.BitIncrement(0.5),
            Notes = notes,
            Members = [.. learned],
        };
    }

    public override void Describe(Record record, string prefix, LearnedModel learned)
    {
        for (int member = 0; member < _learners.Length; member++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{prefix}member_{member}_");
            record[name + "algorithm"] = ensemble.Members[member].Options.Algorithm;
            record[name + "weight"] = Numerics.NumberText.Format(ensemble.Members[member].Weight);
            _learners[member].Describe(record, name, learned.Members[member]);
        }
    }

    // A row has an honest score where it has one of every member.
    private static ImmutableArray<double> Unseen(EnsembleModel model, LearnedModel[] learned)
    {
        if (learned.Any(member => member.UnseenScores.IsEmpty)) return [];
        double[] scores = new double[learned[0].UnseenScores.Length];
        for (int row = 0; row < scores.Length; row++)
        {
            double sum = 0;
            for (int member = 0; member < learned.Length; member++) sum += model.Members[member].Share(learned[member].UnseenScores[row]);
            scores[row] = double.IsNaN(sum) ? double.NaN : model.ScoreOf(sum);
        }

        return [.. scores];
    }
}
