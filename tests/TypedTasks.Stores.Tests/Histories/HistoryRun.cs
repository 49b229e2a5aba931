using Microsoft.Extensions.Time.Testing;

namespace TypedTasks.Stores.Tests;

/// <summary>Runs a history on two stores and compares, step by step, then all that they hold.</summary>
internal sealed class HistoryRun(Pair pair)
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The first difference, or null.</summary>
    public async Task<Difference?> RunAsync(IReadOnlyList<Step> history)
    {
        var time = new FakeTimeProvider(Start);
        await using var left = await pair.Left(time);
        await using var right = await pair.Right(time);
        var (leftTeller, rightTeller) = (new Teller(), new Teller());
        var position = 0;
        foreach (var step in history.Concat(Contents.Steps))
        {
            if (step is PassStep pass)
                time.Advance(pass.Duration);
            var seenLeft = await step.RunAsync(left.Store, leftTeller);
            var seenRight = await step.RunAsync(right.Store, rightTeller);
            if (seenLeft != seenRight)
                return new(position, step, seenLeft, seenRight);
            position++;
        }

        return null;
    }
}
