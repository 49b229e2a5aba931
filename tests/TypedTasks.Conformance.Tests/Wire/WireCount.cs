namespace TypedTasks.Conformance.Tests;

/// <summary>What has passed.</summary>
/// <param name="Messages">Messages sent to queues.</param>
/// <param name="MessageBytes">Their bytes: annotations, properties and bodies, as encoded.</param>
/// <param name="Largest">The bytes of the largest of them.</param>
/// <param name="AllBytes">All bytes in both directions: frames, acknowledgements and credit included.</param>
public sealed record WireCount(int Messages, long MessageBytes, int Largest, long AllBytes)
{
    public static WireCount operator -(WireCount later, WireCount earlier) => new(
        later.Messages - earlier.Messages, later.MessageBytes - earlier.MessageBytes, later.Largest, later.AllBytes - earlier.AllBytes);
}
