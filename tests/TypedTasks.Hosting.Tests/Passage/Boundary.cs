namespace TypedTasks.Hosting.Tests.Passage;

/// <summary>What a message of a chain of two steps comes by, in this order.</summary>
public enum Boundary
{
    /// <summary>The application calls <c>EnqueueAsync</c>.</summary>
    Enqueue,

    /// <summary>The transport is given the first message.</summary>
    Sent,

    /// <summary>The transport has delivered it.</summary>
    Received,

    /// <summary>The method of the first step is called.</summary>
    Entered,

    /// <summary>It has ended.</summary>
    Left,

    /// <summary>The transport is given the message of the second step.</summary>
    Next,
}
