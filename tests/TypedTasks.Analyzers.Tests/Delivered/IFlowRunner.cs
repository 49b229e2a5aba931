namespace TypedTasks.Analyzers.Tests.Delivered;

/// <summary>Where the programs of the matrix run their flows.</summary>
public interface IFlowRunner
{
    Task<T> RunAsync<T>(ISignature<T> flow);
}
