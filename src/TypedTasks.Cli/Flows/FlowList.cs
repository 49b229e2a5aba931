using TypedTasks.Cli.Terminal;

namespace TypedTasks.Cli.Flows;

/// <summary>Flows as a table.</summary>
internal static class FlowList
{
    public static void Write(Screen screen, FlowPage page, DateTimeOffset now)
    {
        if (page.Flows.Count == 0)
        {
            screen.Line("There is no such flow.");
            return;
        }

        var grid = new Grid(
            new("FLOW", Enough: 36), new("STATE"), new("NAME", 3, Enough: 20), new("TASKS", 2, Enough: 30), new("ACCEPTED", 1), new("TOOK", 4), new("FAILURE", 5, Enough: 40));
        foreach (var flow in page.Flows)
        {
            grid.Add(
                flow.FlowId,
                State(flow),
                flow.Name ?? "",
                string.Join(", ", flow.Tasks),
                Times.Short(flow.AcceptedAt, now),
                Times.Of((flow.EndedAt ?? now) - flow.AcceptedAt),
                flow.Failure is { } failure ? $"{ShortName(failure.Type)}: {failure.Message}" : "");
        }

        screen.Show(grid);
        if (page.ContinuationToken is { } token)
            screen.Note($"There are more: --after {token}");
    }

    public static GridCell State(FlowSummary flow) => flow.State switch
    {
        _ when flow.QuietSince is not null => new("quiet", Tone.Notable),
        _ when flow.IsLate => new("late", Tone.Notable),
        FlowState.Running => new("running", Tone.Notable),
        FlowState.Succeeded => new("succeeded", Tone.Good),
        FlowState.Failed => new("failed", Tone.Bad),
        FlowState.Cancelled => new("cancelled", Tone.Quiet),
        FlowState.Compensating => new("being undone", Tone.Notable),
        _ => new("unknown", Tone.Quiet),
    };

    /// <summary>A type without its namespaces.</summary>
    public static string ShortName(string type) => type[(type.LastIndexOf('.') + 1)..];
}
