namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>
/// The power or the process ends at every write, sync and rename of a random history, by seed. What is left is the broker
/// as it was after one of its frames, and never earlier than what somebody was told.
/// </summary>
public sealed class PowerLossTests
{
    private static readonly int Seeds = Setting.Number("POWER_SEEDS", 12);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void Whatever_ends_it_nothing_acknowledged_is_lost_and_nothing_completed_comes_back(bool sync, bool powerIsLost)
    {
        var tails = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var points = new PowerRun(seed, sync, powerIsLost).Live(60);
            for (var point = 0; point < points; point++)
            {
                var run = new PowerRun(seed, sync, powerIsLost);
                try
                {
                    run.Live(60, point);
                    // The recovery is interrupted too, then work goes on and ends anywhere.
                    run.Live(10, point % 5);
                    run.Live(20, point % 37);
                    run.Live(5);
                    run.Repeat();
                }
                catch (Exception failure)
                {
                    throw new InvalidOperationException($"Seed {seed}, point {point}: {failure.Message}", failure);
                }

                tails += run.Tails;
            }
        }

        // The disk does tear: otherwise nothing was tried.
        Assert.True(tails > 0);
    }

    [Fact]
    public void A_restart_changes_nothing_whatever_came_before_it()
    {
        for (var seed = 0; seed < Seeds * 10; seed++)
        {
            var run = new PowerRun(seed, sync: false, powerIsLost: false);
            for (var life = 0; life < 6; life++)
                run.Live(30, isKilled: life % 2 == 0);
            Assert.Equal(0, run.Tails);
        }
    }

    [Fact]
    public void The_same_seed_tells_the_same_story()
    {
        for (var seed = 0; seed < 5; seed++)
            Assert.Equal(Tell(seed), Tell(seed));

        static string Tell(int seed)
        {
            var run = new PowerRun(seed, sync: true, powerIsLost: true);
            run.Live(60, 40);
            run.Live(60);
            return run.Story;
        }
    }
}
