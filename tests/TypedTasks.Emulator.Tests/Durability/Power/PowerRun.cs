using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Emulator.Durability;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>Several lives of one broker on one disk; each but the last ends in the middle of something.</summary>
internal sealed class PowerRun
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Start);
    private readonly SimulatedDisk disk;
    private readonly Random random;
    private readonly History history;
    private readonly bool sync;
    private readonly bool powerIsLost;
    private int steps;

    public PowerRun(int seed, bool sync, bool powerIsLost)
    {
        (this.sync, this.powerIsLost) = (sync, powerIsLost);
        disk = new(seed);
        random = new(seed);
        history = new();
    }

    public int Tails { get; private set; }

    /// <summary>All that was, for comparing one run with another.</summary>
    public string Story => string.Join("\n\n", Enumerable.Range(0, history.Last + 1).Select(i => history[i].Text));

    /// <summary>One life; it ends at a step of the disk, or in peace. Returns how many steps of the disk it took.</summary>
    public int Live(int steps, int failsAt = int.MaxValue, bool isKilled = false)
    {
        disk.FailsAt = failsAt;
        BrokerLife? life = null;
        try
        {
            life = new BrokerLife(disk, time, random, history, sync, NullLogger.Instance);
            for (var i = 0; i < steps; i++)
                life.Step($"{this.steps++}");
            if (isKilled)
                life.Abandon();
            else
                life.Dispose();
            return disk.Steps;
        }
        catch (IOException)
        {
            life?.Abandon();
            return disk.Steps;
        }
        finally
        {
            if (powerIsLost)
                disk.LosePower();
            else
                disk.Kill();
            Inspect();
        }
    }

    /// <summary>One more life, in which senders repeat what they sent.</summary>
    public void Repeat()
    {
        using var life = new BrokerLife(disk, time, random, history, sync, NullLogger.Instance);
        Assert.Empty(life.Forgotten());
    }

    // Written and not synced is lost with the power, but what is left must be a beginning of what was.
    private void Inspect()
    {
        using var reader = disk.Copy();
        var stored = new JournalReader();
        using var file = reader.Read("journal.bin");
        var isWhole = file is null || stored.Read(file) == file.Length;
        var picture = history.ReturnTo(BrokerPicture.Of(stored.Entities), path => stored.Entities.GetValueOrDefault(path)?.LastSequence ?? 0, mayForget: powerIsLost && !sync);

        // What is read is also what a broker is given back: at the beginning of time, when nothing has expired; and the cut is reported.
        var reports = new TailReports();
        using var journal = Journal.Open(disk.Copy(), sync, reports);
        using var broker = new Broker(new FakeTimeProvider(Start), NullLogger.Instance, journal);
        using (broker.Enter())
        {
            BrokerLife.Build(broker, journal);
            var restored = BrokerPicture.Of(broker.Directory);
            Assert.True(picture.Text == restored, $"Not all is given back.\nThe journal has:\n{picture.Text}\nThe broker has:\n{restored}");
        }

        Assert.Equal(isWhole ? 0 : 1, reports.Count);
        Tails += reports.Count;
    }
}
