namespace TypedTasks.Hosting.Tests;

/// <summary>What the steps of the matrix pass on. One that holds itself cannot be written as JSON.</summary>
public sealed class Amount
{
    public int Number { get; set; }

    public Amount? Itself { get; set; }
}
