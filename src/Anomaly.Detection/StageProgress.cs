using Anomaly.Detection.Training;

namespace Anomaly.Detection;

/// <summary>Makes one progress, in hundredths of a stage, of several trainings that follow one another.</summary>
/// <param name="target">Whom to tell; null for nobody.</param>
/// <param name="stageCount">How many trainings there are.</param>
internal sealed class StageProgress(IProgress<TrainingProgress>? target, int stageCount)
{
    private const int Steps = 100;

    /// <summary>What one of the trainings reports to.</summary>
    /// <param name="stage">Which one, first = 0.</param>
    public IProgress<TrainingProgress>? Stage(int stage) => target is null ? null : stageCount == 1 ? target : new StageReport(target, stage, stageCount);

    private sealed class StageReport(IProgress<TrainingProgress> target, int stage, int stageCount) : IProgress<TrainingProgress>
    {
        private int _told = -1;

        public void Report(TrainingProgress value)
        {
            int done = (int)(value.Fraction * Steps);
            if (done <= _told) return;
            _told = done;
            target.Report(new TrainingProgress((stage * Steps) + done, stageCount * Steps));
        }
    }
}
