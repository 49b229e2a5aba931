namespace TypedTasks.Hosting.Tests;

/// <summary>Where the flow has side branches.</summary>
public enum Sides
{
    None,

    /// <summary>Around the whole flow.</summary>
    OfFlow,

    /// <summary>Around the whole flow, and one for errors around each step that goes wrong.</summary>
    OfFlowAndStep,
}
