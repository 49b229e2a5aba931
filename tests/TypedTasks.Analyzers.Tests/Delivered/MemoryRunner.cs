using TypedTasks.Testing;

namespace TypedTasks.Analyzers.Tests.Delivered;

internal sealed class MemoryRunner(TaskTestHost host) : IFlowRunner
{
    public Task<T> RunAsync<T>(ISignature<T> flow) => host.RunAsync(flow);
}
