using TypedTasks.Engine;

namespace TypedTasks.Tests.Flows;

public sealed class BackoffTests
{
    private static readonly RetryPolicy Policy = new() { Delay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(10) };

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 8)]
    [InlineData(4, 10)]
    [InlineData(999, 10)]
    public void The_wait_stays_below_its_ceiling(int attempt, double ceiling)
    {
        var waits = Enumerable.Range(0, 1000).Select(i => Backoff.Delay(Policy, $"flow/{i}/{attempt}", attempt).TotalSeconds).ToArray();
        Assert.All(waits, w => Assert.InRange(w, 0, ceiling));

        // Full jitter: the waits fill the whole range evenly.
        Assert.All(Enumerable.Range(0, 4), quarter => Assert.InRange(
            waits.Count(w => (int)(w / ceiling * 4) == quarter), 180, 320));
    }

    [Fact]
    public void The_same_attempt_always_waits_the_same_time() =>
        Assert.Equal(Backoff.Delay(Policy, "flow/0/1", 1), Backoff.Delay(Policy, "flow/0/1", 1));
}
