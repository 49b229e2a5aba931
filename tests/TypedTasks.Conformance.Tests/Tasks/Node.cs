namespace TypedTasks.Conformance.Tests;

public sealed class Node
{
    public Node? Next { get; set; }
}
