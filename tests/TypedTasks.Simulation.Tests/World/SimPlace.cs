using TypedTasks.Transport;

namespace TypedTasks.Simulation.Tests;

/// <summary>Where a message belongs: a path of the flow under test, or one of the flows that its steps have started.</summary>
internal static class SimPlace
{
    /// <summary>Every flow that a step has started; they are checked by their end alone.</summary>
    public const string Child = "child";

    public static string Of(TaskMessage message) => message.FlowId == Simulation.FlowId ? message.Step : Child;
}
