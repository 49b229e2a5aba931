namespace TypedTasks.Transport;

/// <summary>One message of a flow, as a transport carries it. The body is authoritative; the rest is what brokers and operators look at.</summary>
public sealed record TaskMessage
{
    /// <summary>The message id, at most 128 characters: the name of the step, its attempt and deferral. Duplicate detection goes by it.</summary>
    public required string Id { get; init; }

    /// <summary>The queue it is sent to or was received from.</summary>
    public required string Queue { get; init; }

    /// <summary>The flow; travels as correlation-id.</summary>
    public required string FlowId { get; init; }

    /// <summary>The name of the task, or what the engine asks of itself; travels as subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The path of the step in its plan; travels as application property <c>tt-step</c>.</summary>
    public required string Step { get; init; }

    /// <summary>The attempt, from 0; travels as application property <c>tt-attempt</c>.</summary>
    public int Attempt { get; init; }

    /// <summary>
    /// What it stands in line with, 1 to 128 characters, or null; travels as group-id. Only queues that are received from in order
    /// take messages with a key, and they take no others.
    /// </summary>
    public string? OrderingKey { get; init; }

    /// <summary>The time before which the broker holds it back, or null.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The W3C trace context, or null; travels as application property <c>traceparent</c>.</summary>
    public string? TraceParent { get; init; }

    /// <summary>
    /// How often it was sent on, from 0: the same body under another id, because it could not be dealt with and that is not the task's fault. Travels as
    /// application property <c>tt-deferral</c>, where it is not 0.
    /// </summary>
    public int Deferral { get; init; }

    /// <summary>When it arrived at a worker first, where it was sent on; travels as application property <c>tt-first</c>.</summary>
    public DateTimeOffset? FirstArrivedAt { get; init; }

    /// <summary>How often a worker that was asked to stop has handed it back, from 0; travels as application property <c>tt-handbacks</c>, where it is not 0.</summary>
    public int HandBacks { get; init; }

    /// <summary>
    /// How often it was delivered without an outcome before it was sent on, from 0: being sent on costs no delivery and gives none back. Travels as application property
    /// <c>tt-deliveries</c>, where it is not 0.
    /// </summary>
    public int Deliveries { get; init; }

    /// <summary>Whether it was sent on after a rate limit had given it its start; travels as application property <c>tt-started</c>, where it is true.</summary>
    public bool HasStart { get; init; }

    /// <summary>The body: UTF-8 JSON as docs/wire.md says, or protected bytes: a transport carries it as it is.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}
