using TypedTasks.Cli.Terminal;
using TypedTasks.Operations;

namespace TypedTasks.Cli.Flows;

/// <summary>Follows a flow until it has ended: on a terminal the tree is drawn anew, elsewhere each change is a line.</summary>
internal sealed class FlowWatch(IFlowReader reader, Screen screen, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly Dictionary<string, OutlineState> told = new(StringComparer.Ordinal);

    private FlowState state;

    /// <summary>Follows it.</summary>
    /// <returns>The outline at its end; null where there is no such flow.</returns>
    public async Task<FlowOutline?> RunAsync(string flowId, CancellationToken cancellationToken)
    {
        var position = (await reader.GetChangesAsync(null, cancellationToken)).Position;
        while (true)
        {
            if (await reader.GetOutlineAsync(flowId, cancellationToken) is not { } outline)
                return null;
            if (screen.IsTerminal)
                screen.Redraw(s => new FlowTree(s, time.GetUtcNow()).Write(outline));
            else
                Tell(outline);
            if (outline.Flow.State is FlowState.Succeeded or FlowState.Failed or FlowState.Cancelled)
                return outline;
            position = await WaitAsync(flowId, position, cancellationToken);
        }
    }

    private async Task<string> WaitAsync(string flowId, string position, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Pause, time, cancellationToken);
            var changes = await reader.GetChangesAsync(position, cancellationToken);
            position = changes.Position;
            if (!changes.IsWhole || changes.Flows.Contains(flowId))
                return position;
        }
    }

    private void Tell(FlowOutline outline)
    {
        if (outline.Root is { } root)
            Tell(root);
        if (state == outline.Flow.State)
            return;
        state = outline.Flow.State;
        screen.Line($"{Times.Of(time.GetUtcNow())}  flow  {FlowList.State(outline.Flow).Text}");
    }

    private void Tell(OutlineNode node)
    {
        if (node is { Path: { } path, Kind: OutlineKind.Step or OutlineKind.Wait or OutlineKind.Each or OutlineKind.Group } && node.State != OutlineState.NotStarted
            && (!told.TryGetValue(path, out var before) || before != node.State))
        {
            told[path] = node.State;
            screen.Line($"{Times.Of(time.GetUtcNow())}  {(path.Length == 0 ? "-" : path)}  {Plain.Of(node.Text)}  {node.State.ToString().ToLowerInvariant()}");
        }

        foreach (var child in node.Children)
            Tell(child);
        if (node.Returned is { } returned)
            Tell(returned);
    }
}
