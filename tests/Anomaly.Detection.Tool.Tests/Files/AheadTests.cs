using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Tests.Files;

public sealed class AheadTests
{
    [Fact]
    public void Of_Sequence_IsTheSameItemsInOrder() => Ahead.Of(Enumerable.Range(0, 1000), 3, default).Should().Equal(Enumerable.Range(0, 1000));

    [Fact]
    public void Of_SlowReader_MakesNoMoreThanItMay()
    {
        int made = 0;
        IEnumerable<int> Source()
        {
            for (int i = 0; i < 100; i++)
            {
                Interlocked.Increment(ref made);
                yield return i;
            }
        }

        int used = 0;
        foreach (int item in Ahead.Of(Source(), 2, default))
        {
            used++;

            // Used, two that wait, and one that waits for a place.
            Thread.Sleep(1);
            Volatile.Read(ref made).Should().BeLessThanOrEqualTo(used + 3);
        }

        used.Should().Be(100);
    }

    [Fact]
    public void Of_FailingSource_ThrowsAfterTheItemsBefore()
    {
        static IEnumerable<int> Source()
        {
            yield return 1;
            yield return 2;
            throw new InvalidDataException("third");
        }

        var seen = new List<int>();
        Action reading = () =>
        {
            foreach (int item in Ahead.Of(Source(), 5, default)) seen.Add(item);
        };

        reading.Should().Throw<InvalidDataException>().WithMessage("third");
        seen.Should().Equal(1, 2);
    }

    [Fact]
    public async Task Of_SourceThatWaits_DoesNotHoldUpWhoIsCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        using var never = new ManualResetEventSlim();
        IEnumerable<int> Source()
        {
            yield return 1;
            never.Wait(TimeSpan.FromSeconds(30));
        }

        Task<int> reading = Task.Run(() =>
        {
            int sum = 0;
            foreach (int item in Ahead.Of(Source(), 1, cancellation.Token))
            {
                sum += item;
                cancellation.CancelAfter(50);
            }

            return sum;
        });

        await reading.Invoking(task => task.WaitAsync(TimeSpan.FromSeconds(20))).Should().ThrowAsync<OperationCanceledException>();
        never.Set();
    }

    [Fact]
    public void Of_ReaderThatLeaves_StopsTheSource()
    {
        bool isLeft = false;
        IEnumerable<int> Source()
        {
            try
            {
                for (int i = 0; ; i++) yield return i;
            }
            finally
            {
                isLeft = true;
            }
        }

        Ahead.Of(Source(), 2, default).Take(3).Should().Equal(0, 1, 2);
        isLeft.Should().BeTrue();
    }
}
