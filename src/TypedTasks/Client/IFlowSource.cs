namespace TypedTasks;

/// <summary>What a handle asks.</summary>
internal interface IFlowSource
{
    ValueTask<ReadOnlyMemory<byte>> WaitAsync(string flowId, CancellationToken cancellationToken);

    IAsyncEnumerable<ToldMember> ResultsAsync(string flowId, CancellationToken cancellationToken);

    ValueTask<FlowStatus> GetStatusAsync(string flowId, CancellationToken cancellationToken);

    ValueTask StartAsync(string flowId, CancellationToken cancellationToken);

    ValueTask<FlowState> CancelAsync(string flowId, CancellationToken cancellationToken);
}
