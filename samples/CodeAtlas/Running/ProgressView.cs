using Spectre.Console;
using TypedTasks;

namespace CodeAtlas;

/// <summary>Live bars, one per stage, from what the store knows of the flow.</summary>
internal static class ProgressView
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    // Order and wording are the terminal's; the names are those on the wire.
    private static readonly (string Task, string Title)[] Stages =
    [
        ("atlas.read-file", "Read files"),
        ("atlas.measure-lines", "Measure lines"),
        ("atlas.extract-identifiers", "Extract identifiers"),
        ("atlas.find-longest-block", "Find longest blocks"),
        ("atlas.make-card", "Make cards"),
    ];

    public static async Task<AtlasSummary> WaitAsync(TaskHandle<AtlasSummary> handle, int files, CancellationToken cancellationToken)
    {
        var result = handle.WaitAsync(cancellationToken).AsTask();
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async view =>
            {
                var bars = Stages.ToDictionary(static s => s.Task, s => view.AddTask(s.Title, maxValue: files), StringComparer.Ordinal);
                using var timer = new PeriodicTimer(Interval);
                while (!result.IsCompleted && await timer.WaitForNextTickAsync(cancellationToken))
                    Show(await handle.GetStatusAsync(cancellationToken), bars);
                if (result.IsCompletedSuccessfully)
                {
                    // History is written behind: the result is here before the last counts are.
                    foreach (var bar in bars.Values)
                        bar.Value = bar.MaxValue;
                }
            });
        return await result;
    }

    private static void Show(FlowStatus status, Dictionary<string, ProgressTask> bars)
    {
        foreach (var (task, bar) in bars)
            bar.Value = status.Steps.Where(s => s.Task == task && s.State == StepState.Succeeded).Sum(static s => s.Count);
    }
}
