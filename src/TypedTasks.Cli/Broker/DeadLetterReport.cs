using TypedTasks.Cli.Terminal;

namespace TypedTasks.Cli.Broker;

/// <summary>Dead letters, for people and for programs.</summary>
internal sealed class DeadLetterReport(Screen screen, bool asJson)
{
    /// <summary>What is said where no queue has any.</summary>
    public const string None = "No queue has dead letters.";

    /// <summary>The queues that have some.</summary>
    public void Write(IReadOnlyList<QueueCount> queues)
    {
        if (asJson)
        {
            screen.Json(queues, BrokerJson.Default.IReadOnlyListQueueCount);
            return;
        }

        if (queues.Count == 0)
        {
            screen.Line(None);
            return;
        }

        var grid = new Grid(new("QUEUE"), new("DEAD", IsNumber: true), new("NOT FORWARDED", IsNumber: true), new("WAIT", 1, IsNumber: true));
        foreach (var queue in queues)
            grid.Add(queue.Name, new($"{queue.DeadLetters}", Tone.Bad), $"{queue.TransferDeadLetters}", $"{queue.Active}");
        screen.Show(grid);
    }

    /// <summary>Those of a queue.</summary>
    public void Write(string queue, IReadOnlyList<LetterAnswer> letters, int most)
    {
        var shown = letters.Take(most).ToList();
        if (asJson)
        {
            screen.Json(shown, BrokerJson.Default.IReadOnlyListLetterAnswer);
            return;
        }

        if (shown.Count == 0)
        {
            screen.Line($"Queue '{queue}' has no dead letters.");
            return;
        }

        var grid = new Grid(new("TASK", Enough: 24), new("FLOW", 1, Enough: 32) { IsWhole = true }, new("PATH", 2, Enough: 8), new("TRIED", 4, IsNumber: true), new("REASON", Enough: 24), new("WHAT", 3, Enough: 60));
        foreach (var letter in shown)
        {
            grid.Add(
                letter.Task, letter.FlowId, letter.Step, $"{letter.Attempt + 1}",
                new((letter.InTransfer ? "not forwarded: " : "") + (letter.Reason ?? ""), Tone.Bad), letter.Description ?? "");
        }

        screen.Show(grid);
        if (letters.Count > most)
            screen.Line("and more: --count shows them");
    }

    /// <summary>What a replay came to.</summary>
    public void Write(ReplayReport report)
    {
        if (asJson)
        {
            screen.Json(new(report.Replayed, report.Skipped.ToDictionary(static s => s.Key.ToString(), static s => s.Value, StringComparer.Ordinal)), BrokerJson.Default.ReplayAnswer);
            return;
        }

        screen.Line(report.Replayed == 0 && report.Skipped.Count == 0 ? "There was nothing to replay." : $"{Letters(report.Replayed)} sent again.");
        foreach (var (reason, count) in report.Skipped.OrderBy(static s => s.Key))
            screen.Line($"{Letters(count)} not: {Text(reason)}");
    }

    private static string Letters(int count) => count == 1 ? "1 letter is" : $"{count} letters are";

    private static string Text(ReplaySkip reason) => reason switch
    {
        ReplaySkip.FlowEnded => "the flow has ended. The letter was removed.",
        ReplaySkip.FlowRetried => "the flow was retried before, with this message. The letter was removed.",
        ReplaySkip.FlowRunning => "the flow runs, and fails or goes on once a worker has seen the letter. It stays.",
        ReplaySkip.FlowUnknown => "the store does not know the flow, or none was named (--store). It stays.",
        ReplaySkip.NotRepeated => "it belongs to a side branch, a compensation or a time-out, which are not repeated. It stays.",
        ReplaySkip.Unreadable => "it is no message of a flow, or one that this version cannot read. It stays.",
        ReplaySkip.NotHeld => "another process had it. It stays, or that process has dealt with it.",
        ReplaySkip.FlowUndone => "the flow was undone and is not retried; it can be started again. The letter was removed.",
        _ => "another flow holds the unique key of its flow. The letter was removed; retry the flow once that one has ended.",
    };
}
