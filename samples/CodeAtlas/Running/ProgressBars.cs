using Spectre.Console;
using TypedTasks;

namespace CodeAtlas;

/// <summary>One bar per stage, fed by the flow's own history.</summary>
internal static class ProgressBars
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(150);

    public static Task<AtlasSummary> ShowAsync(
        TaskHandle<AtlasSummary> run, Task<AtlasSummary> result, IReadOnlyList<Stage> stages, CancellationToken cancellationToken) =>
        AnsiConsole.Progress()
            .HideCompleted(false)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { CompletedStyle = new Style(Color.SteelBlue1), FinishedStyle = new Style(Color.DarkSeaGreen) },
                new CountColumn(),
                new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var bars = stages.ToDictionary(static s => s.Task, s => context.AddTask(s.Title, maxValue: Math.Max(1, s.Total)));
                using var timer = new PeriodicTimer(Refresh);
                while (!result.IsCompleted)
                {
                    // The next look is due with the tick, or at once when the flow has ended.
                    await Task.WhenAny(result, timer.WaitForNextTickAsync(cancellationToken).AsTask());
                    if (cancellationToken.IsCancellationRequested)
                        break;
                    var status = await run.GetStatusAsync(cancellationToken);
                    foreach (var steps in status.Steps.Where(static s => s.State == StepState.Succeeded))
                    {
                        if (bars.TryGetValue(steps.Task, out var bar))
                            bar.Value = Math.Max(bar.Value, steps.Count);
                    }
                }

                var summary = await result;
                foreach (var bar in bars.Values)
                    bar.Value = bar.MaxValue; // History is written behind; the result says that all of it has happened.
                return summary;
            });
}
