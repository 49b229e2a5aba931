using TypedTasks.Operations;

namespace TypedTasks.Cli.Flows;

/// <summary>Where flows are looked at: a store, or the API of an application.</summary>
/// <param name="Reader">Looks.</param>
/// <param name="Actions">Mends.</param>
/// <param name="Owner">What is closed with it.</param>
internal sealed record FlowSource(IFlowReader Reader, IFlowActions Actions, IAsyncDisposable Owner) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Owner.DisposeAsync();
}
